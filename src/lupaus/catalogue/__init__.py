"""What the company sells: services, add-ons, dated prices, and the quote that follows from them."""
