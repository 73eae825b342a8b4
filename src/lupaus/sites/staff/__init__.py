"""The site of the office: the day, customers, invoices, and the setting up of the company."""
