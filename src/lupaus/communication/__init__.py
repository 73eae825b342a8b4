"""What we write to people: letters, the outbox, delivery, and the one gate that asks whether we may."""
