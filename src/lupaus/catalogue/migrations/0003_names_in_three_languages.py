from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_on_holiday")]

    operations = [
        migrations.RenameField("service", "name", "name_fi"),
        migrations.RenameField("service", "description", "description_fi"),
        migrations.RenameField("addon", "name", "name_fi"),
        migrations.AlterModelOptions("service", {"ordering": ("position", "name_fi")}),
        migrations.AlterModelOptions("addon", {"ordering": ("position", "name_fi")}),
        migrations.AddField("service", "name_sv", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField("service", "name_en", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField("addon", "name_sv", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField("addon", "name_en", models.CharField(blank=True, max_length=60, default=""), False),
        migrations.AddField(
            "service", "description_sv", models.CharField(blank=True, max_length=400, default=""), False
        ),
        migrations.AddField(
            "service", "description_en", models.CharField(blank=True, max_length=400, default=""), False
        ),
    ]
