"""A stretch of time between two instants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from lupaus.kernel import walltime


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """From an instant (inclusive) until a later one (exclusive), kept in UTC: lengths are true at clock changes."""

    from_at: datetime
    until_at: datetime

    def __post_init__(self) -> None:
        """Keep both ends in UTC and in order.

        Raises:
            ValueError: When an end has no time zone or the period is empty or backwards.
        """
        if self.from_at.tzinfo is None or self.until_at.tzinfo is None:
            raise ValueError("A period is between two instants: both ends need a time zone.")
        object.__setattr__(self, "from_at", self.from_at.astimezone(UTC))
        object.__setattr__(self, "until_at", self.until_at.astimezone(UTC))
        if self.until_at <= self.from_at:
            raise ValueError("A period ends after it begins.")

    @classmethod
    def of(cls, from_at: datetime, length: timedelta) -> Self:
        """Return the period that begins here and lasts so long."""
        return cls(from_at, from_at.astimezone(UTC) + length)

    @classmethod
    def on(cls, day: date, opens: time, closes: time) -> Self | None:
        """Return the time in which clocks in Finland show from one time until another.

        Closing at or before opening means the next day. None when clocks show nothing of it: hours that lie in the
        missing hour of spring are no time at all that day. Source: 28.3.2027 klo 3.00–4.00 does not exist.
        """
        closing_day = day if closes > opens else day + timedelta(days=1)
        from_at, until_at = walltime.showing(day, opens), walltime.showing(closing_day, closes)
        return cls(from_at, until_at) if from_at < until_at else None

    @classmethod
    def day(cls, day: date) -> Self:
        """Return the whole calendar day in Finland: 23, 24 or 25 hours."""
        return cls(walltime.midnight(day), walltime.midnight(day + timedelta(days=1)))

    @property
    def length(self) -> timedelta:
        """Return how long the period really lasts."""
        return self.until_at - self.from_at

    @property
    def minutes(self) -> int:
        """Return the length in whole minutes, begun minutes not counted."""
        return self.length // timedelta(minutes=1)

    @property
    def day_on(self) -> date:
        """Return the calendar day in Finland on which the period begins."""
        return walltime.day_of(self.from_at)

    def contains(self, what: "datetime | Period") -> bool:
        """Return whether the instant, or the whole of the other period, lies inside."""
        if isinstance(what, Period):
            return self.from_at <= what.from_at and what.until_at <= self.until_at
        return self.from_at <= what < self.until_at

    __contains__ = contains

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two share any time; touching ends do not."""
        return self.from_at < other.until_at and other.from_at < self.until_at

    def intersection(self, other: "Period") -> "Period | None":
        """Return the time the two share, None when they share none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.from_at, other.from_at), min(self.until_at, other.until_at))

    def without(self, others: Iterable["Period"]) -> "list[Period]":
        """Return what is left when the others are taken away (sorted, non-overlapping)."""
        left, from_at = [], self.from_at
        for other in sorted(others):
            if from_at < min(other.from_at, self.until_at):
                left.append(Period(from_at, min(other.from_at, self.until_at)))
            from_at = max(from_at, other.until_at)
        if from_at < self.until_at:
            left.append(Period(from_at, self.until_at))
        return left

    def moved(self, by: timedelta) -> "Period":
        """Return the same length so much later, or earlier when negative."""
        return Period(self.from_at + by, self.until_at + by)
