"""Pages that exist in development and tests only."""
