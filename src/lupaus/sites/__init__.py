"""Pages per audience. Views find, validate, make one call and answer."""
