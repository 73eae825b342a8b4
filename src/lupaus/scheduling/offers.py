"""Offer a visit to providers until one accepts."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, messages, occupations, time_terms
from lupaus.scheduling.models import DeclineReason, MilestoneKind, Offer, OfferState, Visit, VisitState
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.rules import check_step
from lupaus.scheduling.steps import locked, note, occupation_of, step


class AlreadyTaken(Refused):
    """When another provider has accepted the visit first."""

    message = _("Toinen tekijä ehti ottaa tämän käynnin. Sinun ei tarvitse tehdä mitään.")


class OfferClosed(Refused):
    """When an offer has been answered, has run out or was withdrawn."""

    message = _("Tämä tarjous ei ole enää voimassa.")


class AlreadyOffered(Refused):
    """When the visit is already offered to this provider."""

    message = _("Käyntiä on jo tarjottu tälle tekijälle. Odota vastausta.")


class NotFree(Refused):
    """When the provider has something else at the time, or cannot get there."""

    message = _("Tekijällä on tuona aikana muuta tai matka on liian pitkä. Valitse toinen tekijä.")


@transaction.atomic
def offer(visit: Visit, provider: Provider, *, by: Actor, at: datetime) -> Offer:
    """Offer a visit to one more provider; whoever accepts first has it.

    A visit that nobody was asked to do takes the provider's time now; otherwise it stays where it is until somebody
    accepts.

    Raises:
        NotNow: the visit has a provider, is done or cancelled.
        AlreadyOffered: this provider has an open offer.
        NotFree: the provider has something else then.
    """
    row = locked(visit)
    check_step(row, VisitState.OFFERED)
    if row.offers.filter(provider=provider, state=OfferState.OPEN).exists():
        raise AlreadyOffered
    if occupation_of(row) is None:
        place_with(row, provider, at=at)
    return make(row, provider, by=by, at=at)


@transaction.atomic
def accept(offer: Offer, *, by: Actor, at: datetime) -> Visit:
    """Take the visit: exactly one of those who were asked gets it.

    Raises:
        AlreadyTaken: another provider was first.
        OfferClosed: the offer was answered before, has run out or was withdrawn.
        NotFree: meanwhile the provider has something else at the time.
    """
    visit = locked(offer.visit)
    row = Offer.objects.select_related("provider").get(pk=offer.pk)
    if row.state == OfferState.TAKEN or (row.state == OfferState.OPEN and visit.provider_id is not None):
        raise AlreadyTaken
    if row.state != OfferState.OPEN or row.expires_at <= at:
        raise OfferClosed
    place_with(visit, row.provider, at=at)
    _close(row, OfferState.ACCEPTED, at=at)
    visit.offers.filter(state=OfferState.OPEN).update(state=OfferState.TAKEN, answered_at=at)
    visit.provider = row.provider
    step(visit, VisitState.ACCEPTED, MilestoneKind.ACCEPTED, by=by, at=at)
    messages.tell_confirmed(row)
    return visit


@transaction.atomic
def decline(offer: Offer, reason: DeclineReason, *, by: Actor, at: datetime) -> Visit:
    """Say no; the visit goes on to the next free provider, or waits where staff see it.

    Raises:
        OfferClosed: the offer was answered before, has run out or was withdrawn.
    """
    visit = locked(offer.visit)
    row = Offer.objects.get(pk=offer.pk)
    if row.state != OfferState.OPEN:
        raise OfferClosed
    row.reason = reason
    _close(row, OfferState.DECLINED, at=at)
    _record("offer.declined", row, by=by, at=at)
    forward(visit, by=by, at=at)
    return visit


def expire(*, at: datetime) -> int:
    """Let offers without an answer run out and send their visits on; return how many ran out.

    Called by the clock. Each visit is its own transaction.
    """
    by = Actor.system("scheduling")
    ids = Offer.objects.filter(state=OfferState.OPEN, expires_at__lte=at).values_list("id", flat=True)
    return sum(_expire_one(Offer.objects.select_related("visit").get(pk=each), by=by, at=at) for each in list(ids))


def make(visit: Visit, provider: Provider, *, by: Actor, at: datetime) -> Offer:
    """Write the offer and have the provider told; the visit is locked and the time is taken already."""
    made = write(visit, provider, by=by, at=at)
    messages.tell_offered(made)
    return made


def write(visit: Visit, provider: Provider, *, by: Actor, at: datetime) -> Offer:
    """Write the offer as `make` does; telling the provider is left to the caller."""
    hours = time_terms.in_force(at).offer_hours
    made = Offer.objects.create(
        visit=visit,
        provider=provider,
        sequence=visit.sequence,
        offered_at=at,
        expires_at=at + timedelta(hours=hours),
    )
    step(visit, VisitState.OFFERED, MilestoneKind.OFFERED, by=by, at=at)
    _record("offer.made", made, by=by, at=at)
    return made


def withdraw_open(visit: Visit, *, at: datetime) -> None:
    """Close every open offer of a locked visit, because the visit is no longer what was offered."""
    visit.offers.filter(state=OfferState.OPEN).update(state=OfferState.WITHDRAWN, answered_at=at)


def place_with(visit: Visit, provider: Provider, *, at: datetime) -> None:
    """Let a locked visit take the time of this provider instead of whose it took before.

    Raises:
        NotFree: the provider has something else then, or cannot get there, or has left.
    """
    if not provider.is_active:
        raise NotFree
    terms = time_terms.in_force(at)
    blocked = availability.blocked(visit.starts_at, visit.planned.minutes, terms)
    row = occupation_of(visit)
    if row is not None and row.lane == provider.lane:
        return
    try:
        if row is None:
            occupations.take(provider.lane, blocked, time_terms.travel(terms), visit=visit, at=at)
        else:
            occupations.shift(row, provider.lane, blocked, time_terms.travel(terms), visit=visit, at=at)
    except LaneIsTaken as taken:
        raise NotFree from taken


def forward(visit: Visit, *, by: Actor, at: datetime) -> Offer | None:
    """Offer a locked visit to the next free provider who has not been asked; None when nobody is left.

    Then the visit waits, takes nobody's time, and stands on the staff's list.
    """
    if visit.offers.filter(state=OfferState.OPEN).exists():
        return None
    for provider in _next_providers(visit, at=at):
        try:
            place_with(visit, provider, at=at)
        except NotFree:
            continue
        return make(visit, provider, by=by, at=at)
    occupations.release(visit)
    visit.provider = None
    if visit.state == VisitState.WAITING:
        note(visit, MilestoneKind.UNASSIGNED, by=by, at=at)
    else:
        step(visit, VisitState.WAITING, MilestoneKind.UNASSIGNED, by=by, at=at)
    return None


def _next_providers(visit: Visit, *, at: datetime) -> list[Provider]:
    request = availability.request_to_move(visit, at=at, is_office=True)
    asked = set(visit.offers.filter(sequence=visit.sequence).values_list("provider_id", flat=True))
    lanes = availability.lanes_at(request, visit.starts_at, at=at, is_agreed=True)
    found = Provider.objects.in_bulk(lanes, field_name="lane")
    return [found[lane] for lane in lanes if found[lane].id not in asked]


@transaction.atomic
def _expire_one(offer: Offer, *, by: Actor, at: datetime) -> int:
    visit = locked(offer.visit)
    row = Offer.objects.get(pk=offer.pk)
    if row.state != OfferState.OPEN:
        return 0
    _close(row, OfferState.EXPIRED, at=at)
    _record("offer.expired", row, by=by, at=at)
    forward(visit, by=by, at=at)
    return 1


def _close(row: Offer, state: OfferState, *, at: datetime) -> None:
    row.state, row.answered_at = state, at
    row.save()


def _record(action: str, row: Offer, *, by: Actor, at: datetime) -> None:
    subjects = [row.provider.subject_id]
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, subjects=subjects, about=("offer", row.id))
