"""What the office writes down about a customer: what was spoken of, and what is still to be done."""
