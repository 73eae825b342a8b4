"""From weekly wall times and the company's openings to shifts in minutes: the only place where clocks change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Protocol

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.scheduling.engine.lane import Shift, minute_after, minute_of


class WeeklyHours(Protocol):
    """One stretch of a working week in Finnish wall time."""

    @property
    def weekday(self) -> int:
        """Return the day as `date.weekday()` counts."""

    @property
    def starts(self) -> time:
        """Return the wall time at which the stretch begins."""

    @property
    def ends(self) -> time:
        """Return the wall time at which it ends."""


def shifts(openings: Mapping[date, Period], week: Sequence[WeeklyHours]) -> list[Shift]:
    """Return when visits may be made: own hours within the company's, by day (sorted, apart; touching ones are one)."""
    found: list[Shift] = []
    for day, opening in sorted(openings.items()):
        leaves_home = None
        own = sorted((hours.starts, hours.ends) for hours in week if hours.weekday == day.weekday())
        for starts, ends in own:
            begins, stops = walltime.combine(day, starts), walltime.combine(day, ends)
            leaves_home = minute_of(begins) if leaves_home is None else leaves_home
            from_minute = max(minute_after(begins), minute_after(opening.from_at))
            until_minute = min(minute_of(stops), minute_of(opening.until_at))
            if from_minute < until_minute:
                found.append(Shift(from_minute, until_minute, leaves_home))
    return _joined(found)


def _joined(found: Iterable[Shift]) -> list[Shift]:
    joined: list[Shift] = []
    for shift in found:
        if joined and shift.from_minute <= joined[-1].until_minute:
            latest = joined[-1]
            joined[-1] = latest._replace(until_minute=max(latest.until_minute, shift.until_minute))
        else:
            joined.append(shift)
    return joined
