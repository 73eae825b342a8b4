"""The order: five screens, one draft on the server, nothing lost whatever the order of the steps."""
