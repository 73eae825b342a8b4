"""Hold a time for somebody who is still filling in their order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Actor
from lupaus.scheduling import availability, occupations, time_terms
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.models import Occupation
from lupaus.scheduling.occupations import LaneIsTaken

LONGEST: Final = timedelta(hours=2)
"""How long a time can be held by extending: enough for twelve extensions. Source: WCAG 2.2, 2.2.1 (at least ten)."""


class NothingHeld(Refused):
    """When a draft has no time to extend."""

    message = _("Sinulle ei ole varattuna aikaa. Valitse aika uudelleen.")


class HeldLongEnough(Refused):
    """When a time has been held for two hours."""

    message = _("Aika on ollut sinulle varattuna 2 tuntia. Tee tilaus valmiiksi nyt, niin aika pysyy.")


class OutOfReach(TimeTaken):
    """When nobody can reach the exact address at the time that was held for its postcode."""

    message = _("Tekijä ei ehdi osoitteeseesi tähän aikaan. Valitse toinen aika, muut tietosi ovat tallessa.")


@dataclass(frozen=True, slots=True)
class Hold:
    """A time held for a draft, until `expires_at`."""

    starts_at: datetime
    ends_at: datetime
    expires_at: datetime

    @property
    def period(self) -> Period:
        """Return the time the visit would take."""
        return Period(self.starts_at, self.ends_at)


@transaction.atomic
def hold(draft: Draft, starts_at: datetime, *, by: Actor, at: datetime) -> Hold:
    """Hold a time for the draft and note it there; what the draft held before is let go.

    Raises:
        TimeTaken: nobody is free then any more, or it is no time we offer; three others come with it.
        NothingChosen, UnknownPostcode: of `availability.request_of`.
        AlreadyOrdered, DraftIsGone: of `drafts`.
    """
    request = availability.request_of(draft, at=at)
    ends_at = _end(request, starts_at)
    if ends_at is None:
        raise TimeTaken(availability.nearest(request, at, at=at))
    drafts.choose_time(draft, starts_at=starts_at, ends_at=ends_at, by=by, at=at)
    return _held(_take(request, starts_at, at=at), ends_at)


@transaction.atomic
def extend(draft: Draft, *, by: Actor, at: datetime) -> Hold:
    """Hold the draft's time for another ten minutes; also when the hold has run out and the time is still free.

    Raises:
        NothingHeld: no time has been chosen.
        TimeTaken: the hold had run out and somebody else has the time; three others come with it.
        HeldLongEnough: the time has been held for two hours.
    """
    row = Draft.objects.select_for_update().get(id=draft.id)
    if row.starts_at is None or row.ends_at is None:
        raise NothingHeld
    taken = Occupation.objects.filter(draft_key=row.id).first()
    if taken is None or taken.expires_at is None or taken.expires_at <= at:
        return hold(row, row.starts_at, by=by, at=at)
    if at >= taken.taken_at + LONGEST:
        raise HeldLongEnough
    taken.expires_at = at + _length(at)
    taken.save(update_fields=["expires_at"])
    return _held(taken, row.ends_at)


@transaction.atomic
def fit(draft: Draft, *, at: datetime) -> Hold | None:
    """Move the hold to the exact address, once it is known: the trips are checked from there.

    Returns None when nothing is held. The time may pass to another provider.

    Raises:
        OutOfReach: nobody can be there then; three other times come with it. The earlier hold stays.
    """
    taken = Occupation.objects.filter(draft_key=draft.id).first()
    row = Draft.objects.get(id=draft.id)
    if taken is None or taken.expires_at is None or taken.expires_at <= at or not (row.starts_at and row.ends_at):
        return None
    request = availability.request_of(row, at=at)
    if taken.place == request.place:
        return _held(taken, row.ends_at)
    try:
        return _held(_take(request, row.starts_at, at=at), row.ends_at)
    except TimeTaken as refused:
        raise OutOfReach(refused.alternatives) from refused


@transaction.atomic
def release(draft: Draft, *, at: datetime) -> None:  # noqa: ARG001 -- every verb says when
    """Let the draft's time go; letting go of nothing is fine."""
    Occupation.objects.filter(draft_key=draft.id).delete()


def current(draft: Draft, *, at: datetime) -> Hold | None:
    """Return what is held for the draft now, None when nothing is or the hold has run out."""
    taken = Occupation.objects.filter(draft_key=draft.id, expires_at__gt=at).first()
    return _held(taken, draft.ends_at) if taken and draft.ends_at else None


def sweep(*, at: datetime) -> int:
    """Delete holds that have run out; return how many. Housekeeping only: they count as free anyway."""
    deleted, _per_model = Occupation.objects.filter(draft_key__isnull=False, expires_at__lte=at).delete()
    return deleted


def _take(request: TimeRequest, starts_at: datetime, *, at: datetime) -> Occupation:
    terms = time_terms.in_force(at)
    assert request.draft_key is not None  # noqa: S101 -- a request of a draft has its key
    for lane in availability.lanes_at(request, starts_at, at=at):
        try:
            return occupations.hold(
                lane,
                availability.blocked(starts_at, request.minutes, terms),
                request.place,
                time_terms.travel(terms),
                draft_key=request.draft_key,
                expires_at=at + _length(at),
                at=at,
            )
        except LaneIsTaken:
            continue
    raise TimeTaken(availability.nearest(request, starts_at, at=at))


def _end(request: TimeRequest, starts_at: datetime) -> datetime | None:
    """Return when the visit would end, None when the wish is beyond all calendars."""
    try:
        return starts_at + timedelta(minutes=request.minutes)
    except OverflowError:
        return None


def _length(at: datetime) -> timedelta:
    return timedelta(minutes=time_terms.in_force(at).hold_minutes)


def _held(taken: Occupation, ends_at: datetime) -> Hold:
    assert taken.expires_at is not None  # noqa: S101 -- only holds come here
    return Hold(taken.blocked_from, ends_at, taken.expires_at)
