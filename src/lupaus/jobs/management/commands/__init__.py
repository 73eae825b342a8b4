"""Commands of `lupaus`."""
