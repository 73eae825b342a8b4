"""One provider's time as the engine sees it: whole minutes since 1970, in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from lupaus.kernel.place import GridPoint
from lupaus.scheduling.engine.travel import LONGEST_MINUTES, Travel

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)


def minute_of(at: datetime) -> int:
    """Return the minute that an instant lies in."""
    return (at - EPOCH) // MINUTE


def minute_after(at: datetime) -> int:
    """Return the first whole minute that is not before an instant."""
    return -((EPOCH - at) // MINUTE)


def instant(minute: int) -> datetime:
    """Return the instant at which a minute begins."""
    return EPOCH + minute * MINUTE


class Shift(NamedTuple):
    """Minutes in which visits may be made; `leaves_home` is when the day's work begins with the trip from home."""

    from_minute: int
    until_minute: int
    leaves_home: int | None


class Busy(NamedTuple):
    """Minutes that are taken, changeover included, and where; `place` is None for leave."""

    from_minute: int
    until_minute: int
    place: GridPoint | None


class Ask(NamedTuple):
    """What is looked for: so many minutes at a place, then the changeover."""

    minutes: int
    changeover: int
    place: GridPoint


@dataclass(frozen=True, slots=True)
class Lane:
    """One provider: shifts (sorted, apart), what is taken (sorted, apart), and the home when it is known."""

    number: int
    shifts: Sequence[Shift]
    busy: Sequence[Busy]
    home: GridPoint | None = None

    def is_free(self, start: int, ask: Ask, travel: Travel) -> bool:
        """Return whether the visit can begin at this minute: exact, travel to and from every neighbour included."""
        return self._is_at_work(start, ask, travel) and fits(start, ask, self.busy, travel)

    def _is_at_work(self, start: int, ask: Ask, travel: Travel) -> bool:
        end = start + ask.minutes
        for shift in self.shifts:
            if shift.from_minute <= start and end <= shift.until_minute:
                if self.home is None or shift.leaves_home is None:
                    return True
                return shift.leaves_home + travel.minutes(self.home, ask.place) <= start
        return False


def fits(start: int, ask: Ask, busy: Sequence[Busy], travel: Travel) -> bool:
    """Return whether a visit beginning at `start` leaves room for everything that is taken and the trips between."""
    end = start + ask.minutes + ask.changeover
    for taken in busy:
        if taken.from_minute >= end + LONGEST_MINUTES:
            break
        if taken.until_minute <= start - LONGEST_MINUTES:
            continue
        trip = 0 if taken.place is None else travel.minutes(taken.place, ask.place)
        if taken.until_minute + trip > start and end + trip > taken.from_minute:
            return False
    return True


def trip_minutes(start: int, ask: Ask, busy: Sequence[Busy], travel: Travel) -> int:
    """Return the trips to the neighbours within reach: how far out of the way the visit would be."""
    end = start + ask.minutes + ask.changeover
    before = [taken for taken in busy if taken.place and start - LONGEST_MINUTES < taken.until_minute <= start]
    after = [taken for taken in busy if taken.place and end <= taken.from_minute < end + LONGEST_MINUTES]
    near = [*before[-1:], *after[:1]]
    return sum(travel.minutes(taken.place, ask.place) for taken in near if taken.place)
