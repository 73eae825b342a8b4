"""Offer a visit to providers until one accepts."""

from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers import queries as providers
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, messages, occupations, series_messages, time_terms
from lupaus.scheduling.models import DeclineReason, MilestoneKind, Offer, OfferState, TimeTerms, Visit, VisitState
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.rules import check_step
from lupaus.scheduling.series_together import lock_series, open_with
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


class NotBound(NotFree):
    """When a provider may know of nobody, because no confidentiality agreement binds them now."""

    message = _(
        "Tekijän salassapitositoumus ei ole voimassa. Pyydä häntä allekirjoittamaan se tai valitse toinen tekijä."
    )


class BoundNoMore(NotBound):
    """When a provider answers an offer after what bound them to secrecy has ended."""

    message = _("Salassapitositoumuksesi ei ole enää voimassa. Ota yhteyttä toimistoon ennen kuin otat käyntejä.")


@transaction.atomic
def offer(visit: Visit, provider: Provider, *, by: Actor, at: datetime) -> Offer:
    """Offer a visit to one more provider; whoever accepts first has it.

    A visit that nobody was asked to do takes the provider's time now; otherwise it stays where it is until somebody
    accepts.

    Raises:
        NotNow: the visit has a provider, is done or cancelled.
        AlreadyOffered: this provider has an open offer.
        NotBound: secrecy does not bind the provider.
        NotFree: the provider has something else then.
    """
    row = locked(visit)
    check_step(row, VisitState.OFFERED)
    _check_bound(provider, at=at)
    if row.offers.filter(provider=provider, state=OfferState.OPEN).exists():
        raise AlreadyOffered
    if occupation_of(row) is None:
        place_with(row, provider, at=at)
    return make(row, provider, by=by, at=at)


@transaction.atomic
def accept(offer: Offer, *, by: Actor, at: datetime) -> Visit:
    """Take the visit, and with it all of its series that the provider was asked to do: exactly one gets it.

    Raises:
        AlreadyTaken: another provider was first.
        OfferClosed: the offer was answered before, has run out or was withdrawn.
        BoundNoMore: secrecy does not bind the provider any more.
        NotFree: meanwhile the provider has something else at the time.
    """
    series = lock_series(offer.visit)
    visit = locked(offer.visit)
    row = Offer.objects.select_related("provider").get(pk=offer.pk)
    if row.state == OfferState.TAKEN or (row.state == OfferState.OPEN and visit.provider_id is not None):
        raise AlreadyTaken
    if row.state != OfferState.OPEN or row.expires_at <= at:
        raise OfferClosed
    if not _is_bound(row.provider, at=at):
        raise BoundNoMore
    _accept(row, visit, by=by, at=at)
    others = open_with(row, series)
    for other in others:
        _accept_with(other, by=by, at=at)
    if series is not None and series.provider_id is None:
        series.provider = row.provider
        series.save(update_fields=["provider"])
    (series_messages if others else messages).tell_confirmed(row)
    return visit


@transaction.atomic
def decline(offer: Offer, reason: DeclineReason, *, by: Actor, at: datetime) -> Visit:
    """Say no, to all of a series that was asked together; it goes on to the next, or waits where staff see it.

    Raises:
        OfferClosed: the offer was answered before, has run out or was withdrawn.
    """
    series = lock_series(offer.visit)
    visit = locked(offer.visit)
    row = Offer.objects.get(pk=offer.pk)
    if row.state != OfferState.OPEN:
        raise OfferClosed
    together = [row, *open_with(row, series)]
    for each in together:
        each.reason = reason
        _close(each, OfferState.DECLINED, at=at)
        _record("offer.declined", each, by=by, at=at)
    _forward_all(together, by=by, at=at)
    visit.refresh_from_db()
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
    made = open_to(visit, provider, time_terms.in_force(at), by=by, at=at)
    step(visit, VisitState.OFFERED, MilestoneKind.OFFERED, by=by, at=at)
    return made


def open_to(visit: Visit, provider: Provider, terms: TimeTerms, *, by: Actor, at: datetime) -> Offer:
    """Write an offer of a visit that stands as offered already."""
    made = Offer.objects.create(
        visit=visit,
        provider=provider,
        sequence=visit.sequence,
        offered_at=at,
        expires_at=time_terms.answer_by(terms, at, starts_at=visit.starts_at),
    )
    _record("offer.made", made, by=by, at=at)
    return made


def withdraw_open(visit: Visit, *, at: datetime) -> None:
    """Close every open offer of a locked visit, because the visit is no longer what was offered."""
    visit.offers.filter(state=OfferState.OPEN).update(state=OfferState.WITHDRAWN, answered_at=at)


def place_with(visit: Visit, provider: Provider, *, at: datetime) -> None:
    """Let a locked visit take the time of this provider instead of whose it took before.

    Raises:
        NotFree: the provider has something else then, or cannot get there, or has left.
        NotBound: secrecy does not bind them.
    """
    if not provider.is_active:
        raise NotFree
    _check_bound(provider, at=at)
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


def _check_bound(provider: Provider, *, at: datetime) -> None:
    if not _is_bound(provider, at=at):
        raise NotBound


def _is_bound(provider: Provider, *, at: datetime) -> bool:
    return providers.assignable(at=at).filter(id=provider.id).exists()


def forward(visit: Visit, *, by: Actor, at: datetime) -> Offer | None:
    """Offer a locked visit to the next free provider who has not been asked; None when nobody is left.

    Then the visit waits, takes nobody's time, and stands on the staff's list.
    """
    if visit.offers.filter(state=OfferState.OPEN).exists():
        return None
    made = _next_offer(visit, None, by=by, at=at)
    if made is not None:
        messages.tell_offered(made)
    return made


def _forward_all(closed: list[Offer], *, by: Actor, at: datetime) -> None:
    """Send on the visits of offers that were answered together, to one provider if possible; each is told once."""
    made: list[Offer] = []
    for each in closed:
        visit = locked(each.visit)
        if not visit.offers.filter(state=OfferState.OPEN).exists():
            found = _next_offer(visit, made[0].provider if made else None, by=by, at=at)
            made += [found] if found else []
    for provider_id, offers in groupby(sorted(made, key=_to_whom), key=_to_whom):
        del provider_id
        first, *rest = offers
        (series_messages if rest else messages).tell_offered(first)


def _to_whom(offer: Offer) -> UUID:
    return offer.provider_id


def _next_offer(visit: Visit, favourite: Provider | None, *, by: Actor, at: datetime) -> Offer | None:
    """Place a locked visit with the next free provider, the favourite first, and write the offer; else let it wait."""
    able = _next_providers(visit, at=at)
    for provider in sorted(able, key=lambda each: each != favourite):
        try:
            place_with(visit, provider, at=at)
        except NotFree:
            continue
        return write(visit, provider, by=by, at=at)
    occupations.release(visit)
    visit.provider = None
    if visit.state == VisitState.WAITING:
        note(visit, MilestoneKind.UNASSIGNED, by=by, at=at)
    else:
        step(visit, VisitState.WAITING, MilestoneKind.UNASSIGNED, by=by, at=at)
    return None


def _accept(row: Offer, visit: Visit, *, by: Actor, at: datetime) -> None:
    place_with(visit, row.provider, at=at)
    _close(row, OfferState.ACCEPTED, at=at)
    visit.offers.filter(state=OfferState.OPEN).update(state=OfferState.TAKEN, answered_at=at)
    visit.provider = row.provider
    step(visit, VisitState.ACCEPTED, MilestoneKind.ACCEPTED, by=by, at=at)


def _accept_with(row: Offer, *, by: Actor, at: datetime) -> None:
    """Take another visit of the series; one that is no longer possible goes on to somebody else."""
    visit = locked(row.visit)
    try:
        with transaction.atomic():
            _accept(row, visit, by=by, at=at)
    except NotFree:
        row.state = OfferState.OPEN
        _close(row, OfferState.WITHDRAWN, at=at)
        visit.refresh_from_db()
        forward(visit, by=by, at=at)


def _next_providers(visit: Visit, *, at: datetime) -> list[Provider]:
    request = availability.request_to_move(visit, at=at, is_office=True)
    asked = set(visit.offers.filter(sequence=visit.sequence).values_list("provider_id", flat=True))
    lanes = availability.lanes_at(request, visit.starts_at, at=at, is_agreed=True)
    found = Provider.objects.in_bulk(lanes, field_name="lane")
    return [found[lane] for lane in lanes if found[lane].id not in asked]


@transaction.atomic
def _expire_one(offer: Offer, *, by: Actor, at: datetime) -> int:
    series = lock_series(offer.visit)
    locked(offer.visit)
    row = Offer.objects.get(pk=offer.pk)
    if row.state != OfferState.OPEN:
        return 0
    together = [row, *open_with(row, series)]
    for each in together:
        _close(each, OfferState.EXPIRED, at=at)
        _record("offer.expired", each, by=by, at=at)
    _forward_all(together, by=by, at=at)
    return len(together)


def _close(row: Offer, state: OfferState, *, at: datetime) -> None:
    row.state, row.answered_at = state, at
    row.save()


def _record(action: str, row: Offer, *, by: Actor, at: datetime) -> None:
    subjects = [row.provider.subject_id]
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, subjects=subjects, about=("offer", row.id))
