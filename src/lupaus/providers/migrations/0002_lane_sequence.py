"""The sequence that lanes are taken from: a lane is never used twice, even after its provider is erased."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE providers_lane OWNED BY providers_provider.lane",
            "DROP SEQUENCE providers_lane",
        ),
    ]
