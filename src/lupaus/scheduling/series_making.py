"""Write visits of series, many at once: their time taken, their history begun.

The guards are those of `occupations`: every (lane, day) that matters is locked first, in one order for everybody, and
the exclusion constraint stands behind that. What does not fit between what is taken is handed back, never squeezed in.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from lupaus.foundation.copying import copy_in
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.promises import Actor
from lupaus.scheduling import occupations, time_terms
from lupaus.scheduling.engine.lane import Ask, Busy, fits, minute_after, minute_of
from lupaus.scheduling.models import (
    Milestone,
    MilestoneKind,
    Occupation,
    OccupationKind,
    Occurrence,
    Outcome,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import by_kind


@dataclass(frozen=True, slots=True)
class Site:
    """Whose series it is and where its visits are: what its every visit has in common."""

    series_id: UUID
    order_id: UUID
    subject_id: UUID
    postcode: str
    grid: GridPoint


@dataclass(frozen=True, slots=True)
class Wanted:
    """One visit to be written; `provider_id` is who has accepted to come, None when they are yet to be asked.

    Of one that `stands` already only its time is taken: the rest is its mover's to write.
    """

    site: Site
    day_on: date
    period: Period
    lane: int
    provider_id: UUID | None = None
    visit_id: UUID = field(default_factory=uuid4)
    stands: bool = False


def make(wanted: Sequence[Wanted], *, by: Actor, at: datetime) -> list[Wanted]:
    """Write every visit that fits and return those that do not, in the caller's transaction.

    Locks each lane on each day that matters until the transaction ends.
    """
    if not wanted:
        return []
    terms = time_terms.in_force(at)
    changeover = time_terms.changeover(terms)
    occupations.lock_all((each.lane, _blocked(each, changeover)) for each in wanted)
    taken = _taken(wanted, at=at)
    travel = time_terms.travel(terms)
    placed, left = [], []
    for each in wanted:
        blocked, start = _blocked(each, changeover), minute_of(each.period.from_at)
        ask = Ask(each.period.minutes, terms.changeover_minutes, each.site.grid)
        near = {busy for day in occupations.days_that_matter(each.lane, blocked) for busy in taken[day]}
        if fits(start, ask, sorted(near, key=_beginning), travel):
            placed.append(each)
            _note(taken, each.lane, blocked, each.site.grid)
        else:
            left.append(each)
    _write(placed, changeover, by=by, at=at)
    return left


def _blocked(wanted: Wanted, changeover: timedelta) -> Period:
    return Period(wanted.period.from_at, wanted.period.until_at + changeover)


def _taken(wanted: Sequence[Wanted], *, at: datetime) -> defaultdict[int, list[Busy]]:
    """Return what is taken by (lane, day), after holds that have run out are swept away."""
    lanes = {each.lane for each in wanted}
    around = Period(
        min(each.period.from_at for each in wanted) - occupations.REACH,
        max(each.period.until_at for each in wanted) + 2 * occupations.REACH,
    )
    rows = occupations.within(Occupation.objects.filter(lane__in=lanes), around)
    rows.filter(kind=OccupationKind.HOLD, expires_at__lte=at).delete()
    taken: defaultdict[int, list[Busy]] = defaultdict(list)
    columns = ("lane", "blocked_from", "blocked_until", "grid_row", "grid_column")
    for lane, from_at, until_at, row, column in rows.order_by().values_list(*columns):
        place = None if row is None or column is None else GridPoint(row, column)
        _note(taken, lane, Period(from_at, until_at), place)
    return taken


def _note(taken: defaultdict[int, list[Busy]], lane: int, blocked: Period, place: GridPoint | None) -> None:
    busy = Busy(minute_of(blocked.from_at), minute_after(blocked.until_at), place)
    for day in occupations.days_of(lane, blocked):
        taken[day].append(busy)


def _beginning(busy: Busy) -> int:
    return busy.from_minute


def _write(placed: Iterable[Wanted], changeover: timedelta, *, by: Actor, at: datetime) -> None:
    rows = list(placed)
    copy_in(Occupation, _OCCUPATION, (_occupation(each, changeover, at) for each in rows if each.stands))
    rows = [each for each in rows if not each.stands]
    copy_in(Visit, _VISIT, (_visit(each) for each in rows))
    copy_in(
        Occurrence,
        ("id", "series", "day_on", "outcome", "visit", "noted_at"),
        ((uuid4(), each.site.series_id, each.day_on, Outcome.VISIT.value, each.visit_id, at) for each in rows),
    )
    copy_in(Occupation, _OCCUPATION, (_occupation(each, changeover, at) for each in rows))
    who = by_kind(by).value
    copy_in(
        Milestone,
        ("id", "visit", "kind", "at", "by_kind", "planned_at"),
        ((uuid4(), each.visit_id, MilestoneKind.BOOKED.value, at, who, each.period.from_at) for each in rows),
    )


_VISIT = (
    "id", "subject", "order", "provider", "starts_at", "ends_at", "state", "postcode", "grid_row", "grid_column",
    "sequence",
)  # fmt: skip
_OCCUPATION = (
    "id", "lane", "blocked_from", "blocked_until", "kind", "grid_row", "grid_column", "visit", "taken_at",
)  # fmt: skip


def _visit(each: Wanted) -> tuple[object, ...]:
    state = VisitState.OFFERED if each.provider_id is None else VisitState.ACCEPTED
    site, period = each.site, each.period
    return (
        each.visit_id, site.subject_id, site.order_id, each.provider_id, period.from_at, period.until_at,
        state.value, site.postcode, site.grid.row, site.grid.column, 0,
    )  # fmt: skip


def _occupation(each: Wanted, changeover: timedelta, at: datetime) -> tuple[object, ...]:
    blocked, grid = _blocked(each, changeover), each.site.grid
    return (
        uuid4(), each.lane, blocked.from_at, blocked.until_at, OccupationKind.VISIT.value, grid.row, grid.column,
        each.visit_id, at,
    )  # fmt: skip
