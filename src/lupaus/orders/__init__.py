"""Orders: the draft a visitor fills in, and the agreement it becomes."""
