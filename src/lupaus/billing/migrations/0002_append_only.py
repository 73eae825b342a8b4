"""Invoices, their taxes and papers, and payments refuse UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

from lupaus.journal.append_only import append_only


class Migration(migrations.Migration):
    """Put the triggers on what bookkeeping keeps; the link to a customer stays deletable."""

    dependencies = (("billing", "0001_initial"), ("journal", "0002_append_only"))
    operations = (
        append_only("billing_invoice"),
        append_only("billing_invoicetax"),
        append_only("billing_invoicepaper"),
        append_only("billing_payment"),
    )
