"""When somebody is free: from rows to lanes, and from lanes to times a person can choose."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import quotes
from lupaus.company import calendar
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.kernel.refused import Refused
from lupaus.orders.models import Draft
from lupaus.providers import queries as providers
from lupaus.register import geocoding
from lupaus.scheduling import occupations, time_terms
from lupaus.scheduling.engine.board import QUARTER, Board
from lupaus.scheduling.engine.hours import shifts
from lupaus.scheduling.engine.lane import Ask, Busy, Lane, instant, minute_after, minute_of, trip_minutes
from lupaus.scheduling.models import TimeTerms, Visit

FIRST_LOOK_DAYS: Final = 14
LONGEST_AHEAD: Final = timedelta(days=400)
"""Nobody orders later than this; a later or an earlier time in a form is a slip or an attempt."""
ALTERNATIVES: Final = 3


class NothingChosen(Refused):
    """When times are asked for before a service and a postcode are chosen."""

    message = _("Valitse ensin palvelu ja postinumero.")


@dataclass(frozen=True, slots=True)
class TimeRequest:
    """What time is looked for: which skill, how long, where, not before when.

    `place` is the exact address's cell once it is known, the postcode's centre before. What the draft or the visits
    themselves hold counts as free. `favourite` is the lane to ask first.
    """

    service_id: UUID
    minutes: int
    postcode: str
    place: GridPoint
    earliest_at: datetime
    draft_key: UUID | None = None
    visit_ids: frozenset[UUID] = frozenset()
    favourite: int | None = None


@dataclass(frozen=True, order=True, slots=True)
class FreeTime:
    """A time that can be chosen, and the lane that was found free for it."""

    starts_at: datetime
    ends_at: datetime
    lane: int

    @property
    def day_on(self) -> date:
        """Return the day in Finland."""
        return walltime.day_of(self.starts_at)

    @property
    def period(self) -> Period:
        """Return the time the visit would take."""
        return Period(self.starts_at, self.ends_at)


class TimeTaken(Refused):
    """When a time is no longer to be had; `alternatives` are the three nearest that are."""

    message = _("Tämä aika ehti mennä. Valitse toinen aika, muut tietosi ovat tallessa.")

    def __init__(self, alternatives: Iterable[FreeTime] = ()) -> None:
        """Keep what can be chosen instead."""
        super().__init__()
        self.alternatives = list(alternatives)


def request_of(draft: Draft, *, at: datetime) -> TimeRequest:
    """Return what time a draft looks for; reads nothing personal.

    Raises:
        NothingChosen: no service or postcode is chosen yet.
        UnknownPostcode: the postcode is in none of our tables and no address is known.
    """
    if draft.selection is None or draft.service_id is None or not draft.postcode:
        raise NothingChosen
    duration = quotes.quote(draft.selection, walltime.day_of(at)).duration
    lead = timedelta(hours=time_terms.in_force(at).lead_hours)
    return TimeRequest(
        service_id=draft.service_id,
        minutes=duration // timedelta(minutes=1),
        postcode=draft.postcode,
        place=_place_of(draft),
        earliest_at=at + lead,
        draft_key=draft.id,
    )


def request_to_move(visit: Visit, *, at: datetime, is_office: bool = False) -> TimeRequest:
    """Return what time a visit could be moved to; the office is not bound by the lead time."""
    lead = timedelta() if is_office else timedelta(hours=time_terms.in_force(at).lead_hours)
    occupation = getattr(visit, "occupation", None)
    return TimeRequest(
        service_id=visit.order.service_id,
        minutes=visit.planned.minutes,
        postcode=visit.postcode,
        place=visit.grid,
        earliest_at=at + lead,
        visit_ids=frozenset({visit.id}),
        favourite=occupation.lane if occupation else None,
    )


def free_times(
    request: TimeRequest, *, at: datetime, days: int = FIRST_LOOK_DAYS, skip_days: int = 0
) -> list[FreeTime]:
    """Return the times that can be chosen, one per start, sorted; the first `skip_days` days have been shown already.

    Seven queries for any number of providers and days.
    """
    first = walltime.day_of(max(at, request.earliest_at)) + timedelta(days=skip_days)
    terms = time_terms.in_force(at)
    found = board(request, first, first + timedelta(days=days), terms, at=at)
    starts = found.starts(
        ask(request, terms), earliest=minute_after(request.earliest_at), step=terms.start_step_minutes
    )
    length = timedelta(minutes=request.minutes)
    return [FreeTime(instant(start), instant(start) + length, lane.number) for start, lane in starts]


def nearest(request: TimeRequest, starts_at: datetime, *, at: datetime, count: int = ALTERNATIVES) -> list[FreeTime]:
    """Return the free times nearest to a wish, sorted by the clock; looks further ahead until there are enough."""
    wish = min(max(starts_at, at), at + LONGEST_AHEAD)
    from_at = max(request.earliest_at, wish - timedelta(days=7))
    found: list[FreeTime] = []
    for weeks in (2, 8):
        found = free_times(replace(request, earliest_at=from_at), at=at, days=7 * weeks)
        if len(found) >= count:
            break
    return sorted(sorted(found, key=lambda free: (abs(free.starts_at - wish), free))[:count])


def lanes_at(request: TimeRequest, starts_at: datetime, *, at: datetime, is_agreed: bool = False) -> list[int]:
    """Return the lanes that can take the visit at exactly this time, the best first; none when it is no time we offer.

    A time that is agreed already need not be on today's steps of the hour. Best is the one that has it already, then
    the one for whom it is least out of the way, then the one with the least work around that day.
    """
    terms = time_terms.in_force(at)
    if not request.earliest_at <= starts_at <= at + LONGEST_AHEAD or not (is_agreed or _is_on_step(starts_at, terms)):
        return []
    day = walltime.day_of(starts_at)
    laid = board(request, day, day + timedelta(days=1), terms, at=at)
    wanted, travel = ask(request, terms), time_terms.travel(terms)
    start = minute_of(starts_at)

    def order(lane: Lane) -> tuple[bool, int, int, int]:
        taken = sum(stretch.until_minute - stretch.from_minute for stretch in lane.busy)
        return lane.number != request.favourite, trip_minutes(start, wanted, lane.busy, travel), taken, lane.number

    return [lane.number for lane in sorted(laid.free_at(start, wanted), key=order)]


def is_served(postcode: str, service_id: UUID, *, at: datetime) -> bool:
    """Return whether anybody carries out the service in the postcode at all."""
    return providers.candidates(service_id, postcode, at=at).exists()


def blocked(starts_at: datetime, minutes: int, terms: TimeTerms) -> Period:
    """Return the stretch that a visit takes of its provider: itself and the changeover after it."""
    return Period.of(starts_at, timedelta(minutes=minutes) + time_terms.changeover(terms))


def board(request: TimeRequest, from_on: date, until_on: date, terms: TimeTerms, *, at: datetime) -> Board:
    """Return the time of everybody who could be asked, from a day until another; seven queries."""
    openings = calendar.openings(from_on, until_on)
    workers = providers.timetable(request.service_id, request.postcode, at=at)
    window = Period(walltime.midnight(from_on), walltime.midnight(until_on))
    taken = _taken([worker.lane for worker in workers], window, request, at=at)
    weeks = {week: shifts(openings, week) for week in {worker.shifts for worker in workers}}
    lanes = [Lane(worker.lane, weeks[worker.shifts], taken[worker.lane], worker.home) for worker in workers]
    travel = time_terms.travel(terms)
    return Board(lanes, minute_of(window.from_at), minute_of(window.until_at), terms.changeover_minutes, travel)


def _taken(lanes: list[int], window: Period, request: TimeRequest, *, at: datetime) -> defaultdict[int, list[Busy]]:
    reach = Period(window.from_at - occupations.REACH, window.until_at + occupations.REACH)
    rows = (
        occupations.within(occupations.counting(at).filter(lane__in=lanes), reach)
        .exclude(Q(draft_key__in=_own_keys(request), draft_key__isnull=False))
        .exclude(Q(visit_id__in=request.visit_ids, visit_id__isnull=False))
        .order_by("lane", "blocked_from")
    )
    taken: defaultdict[int, list[Busy]] = defaultdict(list)
    columns = ("lane", "blocked_from", "blocked_until", "grid_row", "grid_column")
    for lane, from_at, until_at, row, column in rows.values_list(*columns):
        place = None if row is None or column is None else GridPoint(row, column)
        taken[lane].append(Busy(minute_of(from_at), minute_after(until_at), place))
    return taken


def _own_keys(request: TimeRequest) -> set[UUID]:
    """Return under which keys time is held for the one who asks: the draft's, or that of a visit moved just now."""
    return {*request.visit_ids, *((request.draft_key,) if request.draft_key else ())}


def ask(request: TimeRequest, terms: TimeTerms) -> Ask:
    """Return what the engine looks for."""
    return Ask(request.minutes, terms.changeover_minutes, request.place)


def _is_on_step(starts_at: datetime, terms: TimeTerms) -> bool:
    minute = minute_of(starts_at)
    return instant(minute) == starts_at and minute % max(QUARTER, terms.start_step_minutes) == 0


def _place_of(draft: Draft) -> GridPoint:
    if draft.grid_row is not None and draft.grid_column is not None:
        return GridPoint(draft.grid_row, draft.grid_column)
    centre = geocoding.area(draft.postcode)
    if centre is None:
        raise geocoding.UnknownPostcode(postcode=draft.postcode)
    return centre.coordinates.grid()
