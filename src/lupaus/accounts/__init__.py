"""Who may enter: accounts, sessions, roles with an end, one-time links. No names live here."""
