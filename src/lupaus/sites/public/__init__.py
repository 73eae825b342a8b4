"""The public site: home, prices, the order, statements."""
