"""Wall time in Finland: the one place where local clocks become instants and back.

The rule for the two odd nights of a year: a wall time that does not exist (28.3.2027 klo 3.30) means the instant that
lies as far after the last existing one (klo 4.30); one that exists twice (25.10.2026 klo 3.30) means the first.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


def combine(day: date, wall: time) -> datetime:
    """Return the instant, in UTC, at which clocks in Finland show this time on this day."""
    return datetime.combine(day, wall.replace(tzinfo=None), tzinfo=HELSINKI).astimezone(UTC)


def showing(day: date, wall: time) -> datetime:
    """Return the first instant, in UTC, of the day at which clocks in Finland show this time or a later one.

    Unlike `combine`, a time inside the missing hour of spring means the moment at which clocks are moved: whoever
    is open from 3.30 on is open as soon as clocks show 4.00. The missing hour begins with a full hour.
    """
    return combine(day, wall if exists(day, wall) else wall.replace(minute=0, second=0, microsecond=0))


def local(at: datetime) -> datetime:
    """Return the instant as Finnish wall time, to be shown or split, never to be calculated with."""
    return at.astimezone(HELSINKI)


def day_of(at: datetime) -> date:
    """Return the calendar day in Finland at this instant."""
    return local(at).date()


def midnight(day: date) -> datetime:
    """Return the instant, in UTC, at which the day begins in Finland."""
    return combine(day, time.min)


def days(first: date, count: int) -> list[date]:
    """Return so many days in a row, beginning with the first."""
    return [first + timedelta(days=ahead) for ahead in range(count)]


def exists(day: date, wall: time) -> bool:
    """Return whether clocks in Finland show this time on this day at all (False in the spring gap)."""
    return local(combine(day, wall)).replace(tzinfo=None) == datetime.combine(day, wall)


def happens_twice(day: date, wall: time) -> bool:
    """Return whether clocks in Finland show this time twice on this day (the autumn hour)."""
    first = datetime.combine(day, wall, tzinfo=HELSINKI)
    return exists(day, wall) and first.utcoffset() != first.replace(fold=1).utcoffset()
