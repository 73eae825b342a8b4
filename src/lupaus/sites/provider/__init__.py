"""Pages of providers: offers, the day, one visit, hours, leave. For one hand, a phone and gloves."""
