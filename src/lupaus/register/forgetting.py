"""When a former customer is forgotten: a pure rule on days in Helsinki, with dated rows.

Source: notice, "Henkilötietojen säilytysaika", sentence 2.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final

FEBRUARY, LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many years a customer's data is kept after a contract that ended on `from_on` or later."""

    from_on: date
    years: int


KEEPING: Final = (Keeping(date.min, 1),)
"""Earliest first. A row is added when the period changes; contracts that had ended before keep theirs."""


def forgotten_on(ended_on: date) -> date:
    """Return the day on which a customer whose contract ended on a day is forgotten: the same day, a year later.

    Days are those of Helsinki. A contract that ended on a leap day is forgotten on 28 February.
    """
    years = next(row.years for row in reversed(KEEPING) if row.from_on <= ended_on)
    year = ended_on.year + years
    is_leap_day = (ended_on.month, ended_on.day) == (FEBRUARY, LEAP_DAY)
    day = LEAP_DAY - 1 if is_leap_day and not isleap(year) else ended_on.day
    return ended_on.replace(year=year, day=day)


def days_left(ended_on: date, today: date) -> int:
    """Return how many days there are until a former customer is forgotten; 0 when the day has come."""
    return max((forgotten_on(ended_on) - today).days, 0)
