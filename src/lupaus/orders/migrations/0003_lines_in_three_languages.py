from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_tiers_and_series")]

    operations = [
        migrations.RenameField("orderline", "name", "name_fi"),
        migrations.AlterField("orderline", "name_fi", models.CharField(max_length=60)),
        migrations.AddField("orderline", "name_sv", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField("orderline", "name_en", models.CharField(blank=True, max_length=60, default=""), False),
    ]
