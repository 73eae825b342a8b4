"""The one table in which providers' time is held."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.promises import Basis, Category, Holds, Purpose, Register, Source
from lupaus.providers.models import Leave
from lupaus.scheduling.models.visit import A_YEAR, Visit


class OccupationKind(models.TextChoices):
    """What a stretch of a provider's time is taken for."""

    VISIT = "visit", _("Käynti")
    LEAVE = "leave", _("Poissaolo")
    HOLD = "hold", _("Varattu hetkeksi")


class _Lane(Func):
    """A lane as a range of one number: this lets GiST compare it without any extension."""

    function = "INT8RANGE"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"
    output_field = BigIntegerRangeField()


class _Stretch(Func):
    """From one instant until another, half-open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Occupation(UuidModel):
    """A stretch of one provider's time that is taken: the truth about who is free.

    `lane` is the provider's. The time includes the changeover after a visit, stored when it is written. Travel
    depends on the neighbours and is checked by `occupations` under a lock on (lane, day). `draft_key` is the
    draft that a hold waits for; a hold past `expires_at` counts as free.
    """

    lane = models.BigIntegerField()
    blocked_from = models.DateTimeField()
    blocked_until = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=OccupationKind.choices)
    grid_row = models.IntegerField(null=True)
    grid_column = models.IntegerField(null=True)
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, null=True, related_name="occupation")
    leave = models.OneToOneField(Leave, on_delete=models.CASCADE, null=True, related_name="+")
    draft_key = models.UUIDField(null=True, unique=True)
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.ORDERING, Purpose.SERVICE_DELIVERY),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={
            "blocked_from": Category.ORDER,
            "blocked_until": Category.ORDER,
            "grid_row": Category.GRID,
            "grid_column": Category.GRID,
        },
        technical={"id", "lane", "kind", "visit", "leave", "draft_key", "taken_at", "expires_at"},
    )

    class Meta:
        """Two stretches of one lane never overlap; a stretch is taken for exactly one thing."""

        indexes = (
            models.Index(fields=("lane", "blocked_from"), name="occupation_of_lane_by_time"),
            models.Index(fields=("blocked_from",), name="occupation_by_time"),
            models.Index(fields=("expires_at",), condition=Q(kind="hold"), name="holds_by_expiry"),
        )
        constraints = (
            ExclusionConstraint(
                name="provider_is_in_one_place_at_a_time",
                expressions=(
                    (_Lane("lane"), RangeOperators.EQUAL),
                    (_Stretch("blocked_from", "blocked_until"), RangeOperators.OVERLAPS),
                ),
            ),
            models.CheckConstraint(
                condition=Q(blocked_until__gt=F("blocked_from")), name="occupation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind="visit", visit__isnull=False, leave=None, draft_key=None, expires_at=None)
                | Q(kind="leave", visit=None, leave__isnull=False, draft_key=None, expires_at=None)
                | Q(kind="hold", visit=None, leave=None, draft_key__isnull=False, expires_at__isnull=False),
                name="occupation_is_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="leave", grid_row=None, grid_column=None)
                | (~Q(kind="leave") & Q(grid_row__isnull=False, grid_column__isnull=False)),
                name="occupation_away_from_work_has_no_place",
            ),
        )

    @property
    def blocked(self) -> Period:
        """Return the stretch."""
        return Period(self.blocked_from, self.blocked_until)

    @property
    def place(self) -> GridPoint | None:
        """Return the cell the provider is in, None for leave."""
        return None if self.grid_row is None or self.grid_column is None else GridPoint(self.grid_row, self.grid_column)
