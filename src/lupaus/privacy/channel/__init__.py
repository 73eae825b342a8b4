"""The self-test of the address for register matters: whether a letter written there arrives (S2)."""
