"""Offers of a visit to a provider."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.promises import After, Basis, Category, Holds, Purpose, Register, Source, Trigger
from lupaus.providers.models import Provider
from lupaus.scheduling.models.visit import Visit


class OfferState(models.TextChoices):
    """What became of an offer."""

    OPEN = "open", _("Odottaa vastausta")
    ACCEPTED = "accepted", _("Hyväksytty")
    DECLINED = "declined", _("Ei sovi")
    EXPIRED = "expired", _("Vastausaika meni")
    TAKEN = "taken", _("Toinen tekijä ehti")
    WITHDRAWN = "withdrawn", _("Peruttu tarjous")


class DeclineReason(models.TextChoices):
    """Why a provider does not take a visit; a closed list, since free text tends to tell of health."""

    TIME = "time", _("Aika ei sovi")
    DISTANCE = "distance", _("Liian kaukana")
    SERVICE = "service", _("En tee tätä työtä")
    OTHER = "other", _("Muu syy")


class Offer(UuidModel):
    """A visit offered to one provider, and the answer."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="offers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.OPEN)
    sequence = models.PositiveIntegerField()
    """The visit's `sequence` when it was offered: after a move, everybody may be asked again."""
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=8, choices=DeclineReason.choices, blank=True)

    holds = Holds(
        register=Register.PROVIDERS,
        subject="provider__subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.WORKFORCE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=After(Trigger.WORK_END, years=1),
        personal=dict.fromkeys(("state", "offered_at", "answered_at", "reason"), Category.WORK),
        technical={"id", "visit", "provider", "sequence", "expires_at"},
    )

    class Meta:
        """Newest first."""

        ordering = ("-offered_at", "id")
        indexes = (
            models.Index(fields=("expires_at",), condition=Q(state="open"), name="open_offers_by_expiry"),
            models.Index(fields=("provider", "state"), name="offers_of_provider"),
        )
        constraints = (
            models.UniqueConstraint(fields=("visit", "provider"), condition=Q(state="open"), name="offer_is_open_once"),
            models.UniqueConstraint(fields=("visit",), condition=Q(state="accepted"), name="visit_is_accepted_by_one"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True) | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="closed_offer_says_when",
            ),
        )
