"""The arithmetic of prices: pure functions over frozen terms, no database."""
