"""The customer's own pages, at /my/."""
