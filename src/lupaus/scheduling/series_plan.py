"""What a series would come to: every day over the horizon checked, and what can be chosen where a day is in the way.

Nothing is written here. Nine queries for any number of days and providers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from lupaus.catalogue.models import OnHoliday
from lupaus.company import calendar
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.recurrence import Recurrence
from lupaus.scheduling import availability, time_terms
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.engine.board import Board
from lupaus.scheduling.engine.lane import Ask, instant, minute_after, minute_of
from lupaus.scheduling.engine.series import FARTHEST, Calendar, Fate, Place, Rule, place
from lupaus.scheduling.models import Outcome

HORIZON: Final = timedelta(weeks=8)
"""How far ahead the visits of a series stand in the calendar."""
NEAR: Final = timedelta(days=3)
"""Other times are offered so near to a day: those of two days of a weekly series never meet."""
MOST_OPTIONS: Final = 4
RULES: Final = {OnHoliday.AFTER: Rule.AFTER, OnHoliday.BEFORE: Rule.BEFORE, OnHoliday.SKIP: Rule.SKIP}


@dataclass(frozen=True, slots=True)
class Option:
    """A time that can be chosen instead; `lane` is who would come."""

    starts_at: datetime
    ends_at: datetime
    lane: int
    is_same_time: bool
    is_same_provider: bool

    @property
    def period(self) -> Period:
        """Return the time the visit would take."""
        return Period(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Wish:
    """What series is asked for, over which days; `picks` are choices by day: a start, or None to leave the day out.

    `loyal_to` is the lane of who comes already: they stay when they are free on the first day.
    """

    request: TimeRequest
    recurrence: Recurrence
    on_holiday: OnHoliday
    until_on: date
    picks: Mapping[date, datetime | None] = field(default_factory=dict)
    loyal_to: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of the series: what becomes of it, when the visit would be, and whose it would be.

    `agreed` is when it would be by the recurrence alone. `options` are what can be chosen instead, also where a
    choice has been made already.
    """

    day_on: date
    outcome: Outcome
    fate: Fate
    agreed: Period
    period: Period | None = None
    lane: int | None = None
    options: tuple[Option, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether somebody has to choose."""
        return self.outcome is Outcome.CONFLICT

    @property
    def is_shifted(self) -> bool:
        """Say whether the day was shifted because of a holiday."""
        return self.fate is Fate.SHIFTED


@dataclass(frozen=True, slots=True)
class Plan:
    """The days of a series in order, and the lane of who would come each time."""

    lane: int
    days: tuple[Planned, ...]

    @property
    def visits(self) -> list[Planned]:
        """Return the days that would be visits."""
        return [day for day in self.days if day.outcome is Outcome.VISIT]

    @property
    def open(self) -> list[Planned]:
        """Return the days for which somebody has to choose."""
        return [day for day in self.days if day.is_open]

    @property
    def asked(self) -> list[Planned]:
        """Return the days for which something can be chosen, chosen already or not."""
        return [day for day in self.days if day.options]


def horizon(at: datetime) -> date:
    """Return the day until which visits of series stand in the calendar (exclusive)."""
    return walltime.day_of(at) + HORIZON


def plan(wish: Wish, *, at: datetime) -> Plan:
    """Check every day of the series from its first until `until_on`; the first is always one of them.

    Whoever is free on most days comes each time; where several are, the request's favourite.

    Raises:
        TimeTaken: nobody is free on the first day; three other times come with it.
    """
    recurrence = wish.recurrence
    until_on = max(wish.until_on, recurrence.first_on + timedelta(days=1))
    sight = _Sight.of(wish, recurrence.first_on, until_on, at=at)
    places = [
        place(day, recurrence, sight.calendar, RULES[OnHoliday(wish.on_holiday)])
        for day in recurrence.days(recurrence.first_on, until_on)
    ]
    free = [sight.free_at(each.period) for each in places]
    if not free[0]:
        starts_at = recurrence.on(recurrence.first_on).from_at
        raise TimeTaken(availability.nearest(wish.request, starts_at, at=at))
    counts = {lane: sum(lane in lanes for lanes in free) for lane in free[0]}
    lane = max(free[0], key=lambda it: (it == wish.loyal_to, counts[it], it == wish.request.favourite, -it))
    return Plan(lane, tuple(sight.planned(*pair, lane) for pair in zip(places, free, strict=True)))


def options_for(wish: Wish, day: date, *, lane: int | None, at: datetime) -> tuple[Option, ...]:
    """Return what can be chosen instead of one day of a running series."""
    sight = _Sight.of(wish, day, day + timedelta(days=1), at=at)
    return sight.options(wish.recurrence.on(day), lane)


@dataclass(frozen=True, slots=True)
class _Sight:
    """Everybody's time over the days of a series, laid out once."""

    wish: Wish
    board: Board
    ask: Ask
    calendar: Calendar
    step: int

    @classmethod
    def of(cls, wish: Wish, from_on: date, until_on: date, *, at: datetime) -> "_Sight":
        around = timedelta(days=FARTHEST + 1)
        first, last = max(from_on - around, walltime.day_of(at)), until_on + around
        terms = time_terms.in_force(at)
        days = walltime.days(from_on - around, (last - from_on + around).days)
        return cls(
            wish,
            availability.board(wish.request, first, last, terms, at=at),
            availability.ask(wish.request, terms),
            Calendar(calendar.openings(first, last), frozenset(day for day in days if calendar.holiday_name(day))),
            terms.start_step_minutes,
        )

    def free_at(self, period: Period | None) -> list[int]:
        if period is None or period.from_at < self.wish.request.earliest_at:
            return []
        return [lane.number for lane in self.board.free_at(minute_of(period.from_at), self.ask)]

    def planned(self, where: Place, free: Sequence[int], lane: int) -> Planned:
        agreed = self.wish.recurrence.on(where.day_on)
        found = Planned(where.day_on, Outcome.CONFLICT, where.fate, agreed)
        if where.fate is Fate.LEFT_OUT:
            return replace(found, outcome=Outcome.HOLIDAY)
        if lane in free:
            return replace(found, outcome=Outcome.VISIT, period=where.period, lane=lane)
        found = replace(found, options=self.options(where.period or agreed, lane))
        return self._picked(found, lane) if where.day_on in self.wish.picks else found

    def options(self, wanted: Period, lane: int | None) -> tuple[Option, ...]:
        """Return other times near a day: the same one with somebody else, the nearest with the same, then any."""
        near = [start for start in self._starts() if abs(instant(start) - wanted.from_at) <= NEAR]
        near.sort(key=lambda start: (abs(instant(start) - wanted.from_at), start))
        found = []
        for start in near:
            lanes = [each.number for each in self.board.free_at(start, self.ask)]
            found.append(self._option(start, lane if lane in lanes else lanes[0], wanted, lane))
        same_time = [option for option in found if option.is_same_time]
        same = _nearest_of_each_day(option for option in found if option.is_same_provider and not option.is_same_time)
        rest = _nearest_of_each_day(option for option in found if not (option.is_same_provider or option.is_same_time))
        return tuple([*same_time, *same[: MOST_OPTIONS - 1], *rest][:MOST_OPTIONS])

    def _option(self, start: int, lane: int, wanted: Period, preferred: int | None) -> Option:
        starts_at = instant(start)
        is_same_time = starts_at == wanted.from_at
        return Option(starts_at, starts_at + wanted.length, lane, is_same_time, lane == preferred)

    def _picked(self, found: Planned, lane: int) -> Planned:
        """Return the day as it was chosen, or still open when the chosen time is gone."""
        chosen = self.wish.picks[found.day_on]
        if chosen is None:
            return replace(found, outcome=Outcome.SKIPPED)
        period = Period.of(chosen, found.agreed.length)
        free = self.free_at(period) if abs(chosen - found.agreed.from_at) <= NEAR + timedelta(days=FARTHEST) else []
        if not free:
            return found
        return replace(found, outcome=Outcome.VISIT, period=period, lane=lane if lane in free else free[0])

    def _starts(self) -> list[int]:
        earliest = minute_after(self.wish.request.earliest_at)
        return [start for start, _lane in self.board.starts(self.ask, earliest=earliest, step=self.step)]


def _nearest_of_each_day(options: Iterable[Option]) -> list[Option]:
    """Return the first option of every day, in the order given: the nearest."""
    found: dict[date, Option] = {}
    for option in options:
        found.setdefault(option.period.day_on, option)
    return list(found.values())
