"""Keys per person, kept outside the database; the only room that touches key bytes."""
