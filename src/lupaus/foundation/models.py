"""Bases of our models, and the one row that sets the business clock."""

import uuid
from typing import ClassVar, Self

from django.db import models

from lupaus.kernel.tongue import Names
from lupaus.promises import Holds


class PageQuerySet[M: models.Model](models.QuerySet[M]):
    """A query set that can be sealed for a page."""

    def for_page(self) -> Self:
        """Return the query set with fetching on access refused, so that a page cannot query row by row."""
        return self.fetch_mode(models.FETCH_RAISE)


class UuidModel(models.Model):
    """Base of every row that has an address in a URL: its key cannot be counted by outsiders."""

    holds: ClassVar[Holds]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class NamedModel(UuidModel):
    """Base of what the company sells: its name in three languages, of which only Finnish must be given."""

    name_fi = models.CharField(max_length=60)
    name_sv = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> Names:
        """Return the name in every language."""
        return Names(self.name_fi, self.name_sv, self.name_en)

    @property
    def name(self) -> str:
        """Return the name in the language that is spoken."""
        return str(self.names)


class ClockSetting(models.Model):
    """How far the business clock stands from wall time; at most one row, and only in development and tests."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    offset_seconds = models.BigIntegerField(default=0)

    holds = Holds.nothing("id", "offset_seconds")

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_clock"),)

    def __str__(self) -> str:
        return f"{self.offset_seconds} s from wall time"
