"""Roles are proposed and approved; the confidentiality agreement has versions and signatures."""

import uuid

import django.db.models.deletion
import lupaus.vault.fields
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

_HASH_NAMES_TEXT = """
    ALTER TABLE accounts_agreement ADD CONSTRAINT agreement_text_is_what_its_hash_names
    CHECK (text_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
"""


def _asked_when_given(apps, schema_editor):
    """What was given before this was asked for in the same moment."""
    apps.get_model("accounts", "Grant").objects.update(asked_at=F("granted_from"))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_language'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('text', models.TextField()),
                ('text_hash', models.CharField(max_length=64)),
                ('valid_days', models.PositiveIntegerField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.UUIDField(null=True)),
                ('binding_from', models.DateTimeField(null=True)),
            ],
            options={'ordering': ('-number',)},
        ),
        migrations.RunSQL(
            _HASH_NAMES_TEXT, "ALTER TABLE accounts_agreement DROP CONSTRAINT agreement_text_is_what_its_hash_names"
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text_hash', models.CharField(max_length=64)),
                ('signed_name', lupaus.vault.fields.EncryptedText()),
                ('signed_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_by', models.UUIDField(null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='accounts.agreement')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'until'], name='signature_of_somebody')],
                'constraints': [models.CheckConstraint(condition=Q(until__gte=F('signed_at')), name='signature_ends_after_it_is_given')],
            },
        ),
        migrations.RenameField(model_name='grant', old_name='granted_by', new_name='asked_by'),
        migrations.AddField(model_name='grant', name='asked_at', field=models.DateTimeField(null=True)),
        migrations.RunPython(_asked_when_given, migrations.RunPython.noop),
        migrations.AlterField(model_name='grant', name='asked_at', field=models.DateTimeField()),
        migrations.AlterField(model_name='grant', name='granted_from', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='grant', name='approved_by', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='grant', name='declined_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='grant', name='ended_by', field=models.UUIDField(null=True)),
        migrations.RemoveConstraint(model_name='grant', name='grant_ends_after_it_begins'),
        migrations.RemoveConstraint(model_name='grant', name='open_grant_is_given_once'),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(
                condition=Q(until=None) | Q(granted_from=None) | Q(until__gte=F('granted_from')),
                name='grant_ends_after_it_begins',
            ),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(
                fields=['user', 'role'], condition=Q(until=None, declined_at=None), name='open_grant_is_given_once'
            ),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F('asked_by')) & ~Q(approved_by=F('user')),
                name='nobody_approves_their_own_grant',
            ),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(
                condition=Q(granted_from=None) | Q(declined_at=None), name='grant_is_approved_or_declined'
            ),
        ),
        migrations.CreateModel(
            name='GrantReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reviewed_at', models.DateTimeField()),
                ('reviewed_by', models.UUIDField()),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='accounts.grant')),
            ],
            options={'abstract': False},
        ),
    ]
