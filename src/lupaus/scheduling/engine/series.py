"""Where a day of a series falls: as agreed, shifted past a holiday, left out, or nowhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from lupaus.kernel.period import Period
from lupaus.kernel.recurrence import Recurrence

FARTHEST: Final = 6
"""So many days at most is a visit shifted: the next one of a weekly series is never reached."""
SUNDAY: Final = 6


class Fate(Enum):
    """What becomes of one day of a series before anybody's time is looked at."""

    AS_AGREED = "as_agreed"
    SHIFTED = "shifted"
    """To the nearest working day, because of a holiday."""
    LEFT_OUT = "left_out"
    """Because of a holiday."""
    CLOSED = "closed"
    """Nobody works then, and no rule says what to do."""


class Rule(Enum):
    """What is done when the day is a public holiday on which nobody works."""

    AFTER = 1
    BEFORE = -1
    SKIP = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the company works, day by day, and which days are public holidays."""

    openings: Mapping[date, Period]
    holidays: Collection[date]

    def takes(self, period: Period) -> bool:
        """Return whether the company is open for the whole of a visit."""
        opening = self.openings.get(period.day_on)
        return opening is not None and period in opening


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day of a series falls; `period` is None when the visit is not to be."""

    day_on: date
    fate: Fate
    period: Period | None


def place(day: date, recurrence: Recurrence, calendar: Calendar, rule: Rule) -> Place:
    """Return where the day falls by the company's calendar and the rule of the service."""
    agreed = recurrence.on(day)
    if calendar.takes(agreed):
        return Place(day, Fate.AS_AGREED, agreed)
    if day not in calendar.holidays:
        return Place(day, Fate.CLOSED, None)
    if rule is Rule.SKIP:
        return Place(day, Fate.LEFT_OUT, None)
    for ahead in range(1, FARTHEST + 1):
        other = day + timedelta(days=rule.value * ahead)
        shifted = recurrence.on(other)
        if other.weekday() != SUNDAY and other not in calendar.holidays and calendar.takes(shifted):
            return Place(day, Fate.SHIFTED, shifted)
    return Place(day, Fate.CLOSED, None)
