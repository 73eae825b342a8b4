"""The visit itself, and what has been ticked as done."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.orders.models import Order, OrderLine
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.providers.models import Provider
from lupaus.vault.models import SubjectModel

A_YEAR = After(Trigger.CONTRACT_END, years=1)
"""Source: notice, "Henkilötietojen säilytysaika", sentence 2."""


class VisitState(models.TextChoices):
    """Where a visit stands; `rules.STEPS` says what may follow what."""

    WAITING = "waiting", _("Odottaa tekijää")
    OFFERED = "offered", _("Tarjottu tekijälle")
    ACCEPTED = "accepted", _("Vahvistettu")
    TRAVELLING = "travelling", _("Tekijä on matkalla")
    STARTED = "started", _("Käynnissä")
    FINISHED = "finished", _("Tehty")
    APPROVED = "approved", _("Hyväksytty")
    CANCELLED = "cancelled", _("Peruttu")
    NO_SHOW = "no_show", _("Asiakas ei ollut paikalla")


class Visit(SubjectModel):
    """One occasion on which a provider carries out an order.

    `subject` is the customer's. `provider` is the one who has accepted; an offered visit has none yet, but its
    time stands in the calendar of the one it is offered to. `starts_at`/`ends_at` are as planned,
    `started_at`/`finished_at` as it went. `sequence` counts the changes a calendar invitation has seen.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.WAITING)
    postcode = models.CharField(max_length=5)
    grid_row = models.IntegerField()
    grid_column = models.IntegerField()
    sequence = models.PositiveIntegerField(default=0)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=A_YEAR,
        personal={
            "starts_at": Category.ORDER,
            "ends_at": Category.ORDER,
            "started_at": Category.ORDER,
            "finished_at": Category.ORDER,
            "state": Category.ORDER,
            "postcode": Category.POSTCODE,
            "grid_row": Category.GRID,
            "grid_column": Category.GRID,
        },
        technical={"id", "subject", "order", "provider", "sequence"},
    )

    class Meta:
        """Earliest first; the visits of one order never stand on each other, but for those that were cancelled."""

        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("provider", "starts_at"), name="visit_of_provider_by_time"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(started_at__isnull=False, finished_at__gte=F("started_at")),
                name="visit_finishes_after_it_started",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=False) | Q(state__in=("waiting", "offered", "cancelled")),
                name="visit_under_way_has_a_provider",
            ),
            models.UniqueConstraint(
                fields=("order", "starts_at"),
                condition=~Q(state=VisitState.CANCELLED),
                name="visit_of_an_order_stands_once",
            ),
        )

    @property
    def planned(self) -> Period:
        """Return the time the visit was agreed to take."""
        return Period(self.starts_at, self.ends_at)

    @property
    def actual(self) -> Period | None:
        """Return the time the work took, None until it is finished or when it took under a minute."""
        if self.started_at is None or self.finished_at is None or self.finished_at <= self.started_at:
            return None
        return Period(self.started_at, self.finished_at)

    @property
    def grid(self) -> GridPoint:
        """Return the 500 m cell of the visit."""
        return GridPoint(self.grid_row, self.grid_column)


class Tick(UuidModel):
    """That the provider has ticked one line of the order, an add-on, as done."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="ticks")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.CONTRACT,
        source=Source.PROVIDER,
        retention=A_YEAR,
        personal={"at": Category.ORDER},
        technical={"id", "visit", "line"},
    )

    class Meta:
        """A line is ticked once."""

        constraints = (models.UniqueConstraint(fields=("visit", "line"), name="line_is_ticked_once"),)
