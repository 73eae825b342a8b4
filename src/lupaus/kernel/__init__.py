"""Plain values: money, time, place. No Django, no clock, no database."""
