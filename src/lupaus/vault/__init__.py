"""People's data: subjects, encrypted fields, purpose-bound reading. Reading is decrypting is journalling."""
