"""Invoices, credit notes and payments: what the bookkeeping act wants, and not a word more about anybody."""
