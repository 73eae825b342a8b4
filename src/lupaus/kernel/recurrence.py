"""What happens again every so many weeks, at the same time on the clock on the wall."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from lupaus.kernel import walltime
from lupaus.kernel.period import Period

CYCLES: Final = (1, 2, 3, 4)
"""Every how many weeks something can happen again."""
WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every so many weeks from `first_on` on, at `starts` on the wall, for `length` of real time, before `until_on`.

    Over a change of clocks the wall time stays and the instant moves; the length stays, so the wall time of the end
    moves when the change falls inside. The odd hours of those nights follow the rule of `walltime`.
    """

    first_on: date
    starts: time
    length: timedelta
    every_weeks: int = 1
    until_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be a recurrence.

        Raises:
            ValueError: the cycle is none of `CYCLES`, or nothing lasts.
        """
        if self.every_weeks not in CYCLES or self.length <= timedelta():
            raise ValueError("Something recurs every 1 to 4 weeks and lasts longer than no time.")

    @classmethod
    def beginning(cls, starts_at: datetime, length: timedelta, every_weeks: int) -> Self:
        """Return the recurrence whose first occurrence begins at this instant."""
        local = walltime.local(starts_at)
        return cls(local.date(), local.time(), length, every_weeks)

    def days(self, from_on: date, until_on: date) -> list[date]:
        """Return the days on which it happens, from a day (inclusive) until another (exclusive), in order."""
        last = until_on if self.until_on is None else min(until_on, self.until_on)
        return list(map(date.fromordinal, range(self._at_or_after(from_on), last.toordinal(), WEEK * self.every_weeks)))

    def next_on(self, from_on: date) -> date | None:
        """Return the first day on which it happens on or after a day, None when it has ended by then."""
        day = date.fromordinal(self._at_or_after(from_on))
        return day if self.until_on is None or day < self.until_on else None

    def includes(self, day: date) -> bool:
        """Return whether it happens on the day."""
        return self.next_on(day) == day

    def on(self, day: date) -> Period:
        """Return the time it takes on a day, also on one to which it was shifted."""
        return Period.of(walltime.combine(day, self.starts), self.length)

    def ended(self, until_on: date) -> Self:
        """Return the same, but not on `until_on` or after; ending what has ended earlier changes nothing."""
        return replace(self, until_on=until_on if self.until_on is None else min(until_on, self.until_on))

    def _at_or_after(self, day: date) -> int:
        """Return the first day on which it happens on or after a day, as its number: numbers count the fastest."""
        first, cycle = self.first_on.toordinal(), WEEK * self.every_weeks
        return first + max(0, -((first - day.toordinal()) // cycle)) * cycle
