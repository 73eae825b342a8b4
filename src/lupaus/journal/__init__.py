"""Append-only: who did what, who saw whose data, and why. Stores opaque ids, never values."""
