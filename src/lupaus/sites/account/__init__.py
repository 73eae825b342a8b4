"""Signing in and out, and everything about one's own account: allauth's flows in our words and look."""
