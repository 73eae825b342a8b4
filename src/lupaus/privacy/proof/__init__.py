"""Which promises of the notice are kept by the running code, and which test shows it."""
