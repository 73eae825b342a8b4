"""The firm site: pages of who answers for a partner company."""
