"""The outermost room: settings, addresses, the command and what it starts."""
