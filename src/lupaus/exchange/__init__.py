"""Registers brought in and taken out as tables: imports that can be undone, exports that everybody can see."""
