"""Visits that wait for a yes or a no."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.kernel.refused import Refused
from lupaus.providers.models import Provider
from lupaus.scheduling import offers as scheduling_offers
from lupaus.scheduling import queries, series_words
from lupaus.scheduling.models import DeclineReason, Offer
from lupaus.sites.furniture import choices, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider.found import work_door

_METRES = 1000


class Refusal(forms.Form):
    """Why a visit does not suit; a closed list, because free text tends to tell of health."""

    reason = choices.OneOf(
        label=gettext_lazy("Miksi ei?"), options=DeclineReason.choices, missing=gettext_lazy("Valitse syy"), wide=True
    )


@dataclass(frozen=True, slots=True)
class OfferCard:
    """What is offered together before it is accepted: what, when, about where; never who."""

    offer: Offer
    metres: float | None
    together: tuple[Offer, ...]
    """All that one answer answers: the offer, and with a series the rest of its visits."""

    @property
    def period(self) -> Period:
        """Return when the visit is."""
        return self.offer.visit.planned

    @property
    def pace(self) -> str:
        """Return how the visits come, "" for a single one."""
        return series_words.pace(self.offer.visit.occurrence.series) if len(self.together) > 1 else ""

    @property
    def times(self) -> list[Period]:
        """Return when each visit is."""
        return [each.visit.planned for each in self.together]

    @property
    def area(self) -> str:
        """Return postcode and town."""
        address = self.offer.visit.order.address
        return f"{address.postcode} {address.city}"

    @property
    def add_ons(self) -> list[str]:
        """Return the names of add-ons."""
        return [line.name for line in self.offer.visit.order.lines.all() if line.kind == "add_on"]

    @property
    def distance(self) -> str:
        """Return about how far it is, "" when not known; counted between 500 m squares."""
        if self.metres is None:
            return ""
        return _("noin %(km)s km") % {"km": max(1, round(self.metres / _METRES))}


@work_door
def offers(request: Request) -> HttpResponse:
    """Show the offers that wait for an answer."""
    return _page(request, found.provider(request))


@require_POST
@work_door
def acceptance(request: Request, offer_id: UUID) -> HttpResponse:
    """Take the visit; whoever comes second reads that somebody was faster."""
    offer = found.offer(request, offer_id)
    try:
        visit = scheduling_offers.accept(offer, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, offer.provider, refusal=str(no), status=409)
    taken = spoken.when(visit.planned, now=request.at)
    messages.success(request, _("Käynti %(when)s on sinun. Osoite näkyy nyt käynnin sivulla.") % {"when": taken})
    return redirect("provider:visit", visit.pk)


@require_POST
@work_door
def refusal(request: Request, offer_id: UUID) -> HttpResponse:
    """Decline the visit with a reason from the list."""
    offer = found.offer(request, offer_id)
    form = Refusal(request.POST)
    if not form.is_valid():
        return _page(request, offer.provider, refusal=next(form.mistakes()).words, status=422)
    reason = DeclineReason(form.cleaned_data["reason"])
    try:
        scheduling_offers.decline(offer, reason, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, offer.provider, refusal=str(no), status=409)
    messages.success(request, _("Selvä. Kysymme toista tekijää."))
    return redirect("provider:offers")


def _metres(provider: Provider, offer: Offer) -> float | None:
    """Return how far the visit's square lies from the provider's own, None when the provider has not given a home."""
    if provider.home_row is None or provider.home_column is None:
        return None
    return GridPoint(provider.home_row, provider.home_column).distance_metres(offer.visit.grid)


def _together(waiting: Iterable[Offer]) -> list[list[Offer]]:
    """Put together what one answer answers, in the order of the first visits."""
    groups: dict[UUID, list[Offer]] = {}
    for offer in waiting:
        occurrence = getattr(offer.visit, "occurrence", None)
        groups.setdefault(occurrence.series_id if occurrence else offer.visit_id, []).append(offer)
    return list(groups.values())


def _page(request: Request, provider: Provider, *, refusal: str = "", status: int = 200) -> HttpResponse:
    waiting = queries.offers_for(provider, at=request.at)
    listed = [OfferCard(first, _metres(provider, first), (first, *rest)) for first, *rest in _together(waiting)]
    names = {"offers": listed, "form": Refusal(), "refusal": refusal}
    return render(request, "provider/offers.html", names, status=status)
