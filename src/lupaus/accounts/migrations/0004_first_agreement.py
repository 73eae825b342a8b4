"""An installation that people sign in to already gets the first version of the confidentiality agreement to sign."""

import hashlib

from django.db import migrations
from django.db.models import Min

from lupaus.accounts.confidentiality_text import FIRST_VERSION


def _publish_where_people_work(apps, schema_editor):
    began = apps.get_model("accounts", "User").objects.aggregate(at=Min("opened_at"))["at"]
    if began is not None:
        text = FIRST_VERSION.strip()
        apps.get_model("accounts", "Agreement").objects.create(
            number=1, text=text, text_hash=hashlib.sha256(text.encode()).hexdigest(), valid_days=365, published_at=began
        )


class Migration(migrations.Migration):

    dependencies = [('accounts', '0003_four_eyes_and_confidentiality')]

    operations = [migrations.RunPython(_publish_where_people_work, migrations.RunPython.noop)]
