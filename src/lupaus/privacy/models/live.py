"""When each live check last ran, and what it found, from when to when. About nobody."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lupaus.foundation.models import UuidModel
from lupaus.promises import Holds


class CheckRun(models.Model):
    """The business time at which one live check last ran."""

    code = models.CharField(primary_key=True, max_length=40)
    ran_at = models.DateTimeField()

    holds = Holds.nothing("code", "ran_at")

    def __str__(self) -> str:
        return f"{self.code} {self.ran_at:%Y-%m-%d %H:%M}"


class DefectQuerySet(models.QuerySet["Defect"]):
    """Questions about defects."""

    def open(self) -> Self:
        """Return what is not so now, the oldest first."""
        return self.filter(healed_at=None).order_by("since", "code", "what")


class Defect(UuidModel):
    """One thing that a live check found not to be so: since when, and until when.

    While it is found again the row stays; when it is found no more it is healed, and a later one is another row.
    """

    code = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    rows = ArrayField(models.CharField(max_length=3), default=list)
    sentences = ArrayField(models.CharField(max_length=80), default=list)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    healed_at = models.DateTimeField(null=True)

    objects = DefectQuerySet.as_manager()

    holds = Holds.nothing("id", "code", "what", "rows", "sentences", "since", "seen_at", "healed_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "what"), condition=Q(healed_at=None), name="defect_is_open_once"),
        )
        indexes = (models.Index(fields=["-since"], name="defect_newest_first"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.what}"


class SeenCookie(models.Model):
    """A cookie that an answer of ours has set and no declaration names."""

    name = models.CharField(primary_key=True, max_length=60)
    seen_at = models.DateTimeField()

    holds = Holds.nothing("name", "seen_at")

    def __str__(self) -> str:
        return self.name
