"""What has happened to a visit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.kernel.money import Money
from lupaus.promises import Basis, Category, Holds, Purpose, Register, Source
from lupaus.scheduling.models.visit import A_YEAR, Visit


class MilestoneKind(models.TextChoices):
    """What happened to a visit, in the order in which things can happen at one moment."""

    BOOKED = "booked", _("Aika varattu")
    MOVED = "moved", _("Aika siirretty")
    REASSIGNED = "reassigned", _("Tekijä vaihtui")
    UNASSIGNED = "unassigned", _("Etsimme uutta tekijää")
    OFFERED = "offered", _("Tarjottu tekijälle")
    ACCEPTED = "accepted", _("Tekijä vahvisti")
    TRAVELLING = "travelling", _("Tekijä lähti matkaan")
    STARTED = "started", _("Työ alkoi")
    FINISHED = "finished", _("Työ valmistui")
    APPROVED = "approved", _("Asiakas hyväksyi työn")
    SETTLED = "settled", _("Työ katsottiin hyväksytyksi")
    CANCELLED = "cancelled", _("Käynti peruttu")
    RESTORED = "restored", _("Peruminen kumottu")
    NO_SHOW = "no_show", _("Paikalla ei ollut ketään")


class ByKind(models.TextChoices):
    """Who did it, as far as others need to know."""

    CUSTOMER = "customer", _("asiakas")
    PROVIDER = "provider", _("tekijä")
    OFFICE = "office", _("toimisto")
    SYSTEM = "system", _("järjestelmä")


class Milestone(UuidModel):
    """Something that happened to a visit: what, when, and what kind of person did it. Never changed."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=10, choices=MilestoneKind.choices)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=8, choices=ByKind.choices)
    planned_at = models.DateTimeField(null=True)
    """For a booking and a move: the start that was agreed."""

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.USE,
        retention=A_YEAR,
        personal=dict.fromkeys(("kind", "at", "by_kind", "planned_at"), Category.ORDER),
        technical={"id", "visit"},
    )

    class Meta:
        """As it happened."""

        ordering = ("at", "id")


class CancelReason(models.TextChoices):
    """Why a visit was cancelled."""

    NOT_NEEDED = "not_needed", _("En tarvitse käyntiä")
    OTHER_TIME = "other_time", _("Aika ei sovi")
    ILLNESS = "illness", _("Este tuli")
    NO_PROVIDER = "no_provider", _("Emme löytäneet tekijää")
    OTHER = "other", _("Muu syy")


class Cancellation(UuidModel):
    """That a visit was cancelled: who, when, why, and what it costs."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="cancellation")
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=8, choices=ByKind.choices)
    reason = models.CharField(max_length=11, choices=CancelReason.choices)
    fee_cents = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    """When both sides were told, which is when the cancellation can no longer be undone."""

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal=dict.fromkeys(("at", "by_kind", "reason", "fee_cents"), Category.ORDER),
        technical={"id", "visit", "told_at"},
    )

    class Meta:
        """The clock asks for those of which nobody has been told yet."""

        indexes = (models.Index(fields=("at",), condition=Q(told_at=None), name="cancellations_to_tell"),)

    @property
    def fee(self) -> Money:
        """Return what the cancellation costs, VAT included."""
        return Money(self.fee_cents)


class MoveFee(UuidModel):
    """That moving a visit so late cost something: what, and from when to when it was moved."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="move_fees")
    at = models.DateTimeField()
    before_at = models.DateTimeField()
    fee_cents = models.PositiveIntegerField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal=dict.fromkeys(("at", "before_at", "fee_cents"), Category.ORDER),
        technical={"id", "visit"},
    )

    class Meta:
        """As it happened; none of nothing."""

        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=Q(fee_cents__gt=0), name="move_fee_is_something"),)

    @property
    def fee(self) -> Money:
        """Return what the move costs, VAT included."""
        return Money(self.fee_cents)


class NoShow(UuidModel):
    """That nobody let the provider in: who says so, when, and what it costs."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="no_show")
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=8, choices=ByKind.choices)
    fee_cents = models.PositiveIntegerField(default=0)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="visit__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PROVIDER,
        retention=A_YEAR,
        personal=dict.fromkeys(("at", "by_kind", "fee_cents"), Category.ORDER),
        technical={"id", "visit"},
    )

    @property
    def fee(self) -> Money:
        """Return what the lost visit costs, VAT included."""
        return Money(self.fee_cents)
