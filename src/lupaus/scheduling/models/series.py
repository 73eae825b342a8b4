"""Visits that come again every so many weeks."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import OnHoliday
from lupaus.foundation.models import UuidModel
from lupaus.kernel.recurrence import CYCLES, Recurrence
from lupaus.orders.models import Order
from lupaus.promises import Basis, Category, Holds, Purpose, Recipient, Register, Source
from lupaus.providers.models import Provider
from lupaus.scheduling.models.history import ByKind
from lupaus.scheduling.models.visit import A_YEAR, Visit, VisitState
from lupaus.vault.models import SubjectModel


class Series(SubjectModel):
    """How the visits of an order come again: on which days, at which wall time, who comes, until when.

    `next_on` is the first of its days that has not been dealt with: what lies before it is made, left out or waits
    for a decision. `provider` is the one who has accepted to come each time. `on_holiday` is the rule of the service
    on the day of the order. Moving this and the following changes the row; `SeriesMove` keeps what was agreed before.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    every_weeks = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveIntegerField()
    on_holiday = models.CharField(max_length=6, choices=OnHoliday.choices)
    until_on = models.DateField(null=True)
    next_on = models.DateField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=A_YEAR,
        personal=dict.fromkeys(
            ("every_weeks", "first_on", "starts", "minutes", "until_on", "begun_at", "ended_at"), Category.ORDER
        ),
        technical={"id", "subject", "order", "provider", "on_holiday", "next_on"},
    )

    class Meta:
        """The roll asks by the next day."""

        ordering = ("begun_at", "id")
        verbose_name = _("sarja")
        indexes = (models.Index(fields=("next_on",), name="series_by_next_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(every_weeks__in=CYCLES, minutes__gt=0), name="series_comes_every_1_to_4_weeks"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("first_on")), name="series_ends_after_it_begins"
            ),
        )

    @property
    def recurrence(self) -> Recurrence:
        """Return its days and times."""
        length = timedelta(minutes=self.minutes)
        return Recurrence(self.first_on, self.starts, length, self.every_weeks, self.until_on)


class Outcome(models.TextChoices):
    """What has become of one day of a series."""

    VISIT = "visit", _("Käynti on kalenterissa")
    HOLIDAY = "holiday", _("Jää väliin: pyhäpäivä")
    SKIPPED = "skipped", _("Jätetty väliin")
    CONFLICT = "conflict", _("Odottaa valintaa")


class Occurrence(UuidModel):
    """One day of a series, named by the day it falls on by rule, wherever its visit has been moved since."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="occurrences")
    day_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, null=True, related_name="occurrence")
    noted_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="series__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal=dict.fromkeys(("day_on", "outcome", "noted_at"), Category.ORDER),
        technical={"id", "series", "visit"},
    )

    class Meta:
        """A day of a series is dealt with once; only a day that is a visit has one."""

        ordering = ("day_on",)
        indexes = (models.Index(fields=("series",), condition=Q(outcome="conflict"), name="occurrences_that_wait"),)
        constraints = (
            models.UniqueConstraint(fields=("series", "day_on"), name="day_of_a_series_stands_once"),
            models.CheckConstraint(
                condition=Q(outcome="visit", visit__isnull=False) | (~Q(outcome="visit") & Q(visit=None)),
                name="occurrence_has_a_visit_when_it_says_so",
            ),
        )


class SeriesMove(UuidModel):
    """That this and the following visits of a series were moved together, and what was agreed until then."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=8, choices=ByKind.choices)
    from_on = models.DateField()
    """The first day of the series that was moved, as it was called before."""
    every_weeks = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    starts = models.TimeField()
    next_on = models.DateField()
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    """When both sides were told, which is when the move can no longer be undone."""

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="series__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal=dict.fromkeys(("at", "by_kind", "from_on", "every_weeks", "first_on", "starts"), Category.ORDER),
        technical={"id", "series", "next_on", "provider", "told_at"},
    )

    class Meta:
        """Latest first; the clock asks for those of which nobody has been told yet."""

        ordering = ("-at", "id")
        indexes = (models.Index(fields=("at",), condition=Q(told_at=None), name="series_moves_to_tell"),)

    @property
    def recurrence(self) -> Recurrence:
        """Return the days and times that were agreed until then."""
        length = timedelta(minutes=self.series.minutes)
        return Recurrence(self.first_on, self.starts, length, self.every_weeks)


class MovedDay(UuidModel):
    """One day of a series as it stood before a move: to be told of, and to be put back when the move is undone."""

    move = models.ForeignKey(SeriesMove, on_delete=models.CASCADE, related_name="days")
    day_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, null=True, related_name="moved_days")
    starts_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=VisitState.choices, blank=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    lane = models.BigIntegerField(null=True)
    """Whose time the visit took; None when nobody was asked."""

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="move__series__subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal=dict.fromkeys(("day_on", "outcome", "starts_at", "state"), Category.ORDER),
        technical={"id", "move", "visit", "provider", "lane"},
    )

    class Meta:
        """As the days came."""

        ordering = ("day_on",)
