"""One table that only grows."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from lupaus.foundation.models import UuidModel
from lupaus.promises import (
    After,
    Basis,
    Category,
    Holds,
    Purpose,
    Register,
    Source,
    Trigger,
)


class Outcome(models.TextChoices):
    """What came of it."""

    DONE = "done", "done"
    SEEN = "seen", "seen"
    DENIED = "denied", "denied"


class Entry(UuidModel):
    """One act, one page on which somebody's data was opened, or one refusal.

    `subjects` are vault subjects as opaque ids without foreign keys: erasing a person destroys their key and
    their Subject row, and these ids then lead nowhere. Triggers of migration 0001 refuse UPDATE, DELETE and
    TRUNCATE.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=6, choices=Outcome)
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=12)
    room = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40)
    subjects = ArrayField(models.UUIDField(), default=list)
    categories = ArrayField(models.CharField(max_length=40), default=list)
    about_kind = models.CharField(max_length=60, blank=True)
    about = models.UUIDField(null=True)

    holds: ClassVar[Holds] = Holds(
        register=Register.CUSTOMERS,
        subject="subjects",
        purposes=(Purpose.SECURITY, Purpose.SELF_SERVICE),
        basis=Basis.LEGITIMATE_INTEREST,
        source=Source.USE,
        retention=After(Trigger.COLLECTED, years=2),
        personal={"actor": Category.ACCESS_LOG, "subjects": Category.ACCESS_LOG},
        technical={
            "id",
            "at",
            "action",
            "outcome",
            "role",
            "room",
            "purpose",
            "categories",
            "about_kind",
            "about",
        },
    )

    class Meta:
        indexes = (
            GinIndex(fields=["subjects"], name="entry_by_subject"),
            models.Index(fields=["about_kind", "about"], name="entry_by_thing"),
            models.Index(fields=["at"], name="entry_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"
