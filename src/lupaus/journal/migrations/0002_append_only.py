"""The journal refuses UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

from lupaus.journal.append_only import append_only


class Migration(migrations.Migration):
    """Put the triggers on the table of entries."""

    dependencies = (("journal", "0001_initial"),)
    operations = (append_only("journal_entry"),)
