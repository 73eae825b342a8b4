"""Everybody's free time as bits, and the search for one free provider per start.

Time is kept quarter-major: one integer per quarter of an hour in UTC, in which bit p says whether provider p could be
at work then. A long enough run of free quarters is a few ANDs for all providers at once, so a hundred times as many
providers cost little more. The bits promise only what is impossible: they are padded with the least trip. For each
start that is left, one provider (a witness) is checked exactly, the witness of the start before first.

Quarters are counted in UTC, so both clock changes are right without a special case.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lupaus.scheduling.engine.lane import Ask, Lane
from lupaus.scheduling.engine.travel import Travel

QUARTER: Final = 15


class Board:
    """The lanes of everybody who may be asked, over one window of time."""

    def __init__(
        self, lanes: Sequence[Lane], from_minute: int, until_minute: int, changeover: int, travel: Travel
    ) -> None:
        """Lay the lanes out over the window; what lies outside it counts as not at work."""
        self._lanes = lanes
        self._first = -(-from_minute // QUARTER)
        self._count = max(0, until_minute // QUARTER - self._first)
        self._changeover = changeover
        self._travel = travel
        self._quarters = self._transposed()

    def starts(self, ask: Ask, *, earliest: int, step: int = QUARTER) -> Iterator[tuple[int, Lane]]:
        """Yield each minute at which somebody can begin, in order, with one who can.

        Starts lie on whole steps of the hour; `step` is a multiple of a quarter.
        """
        witness = 0
        for index, able in enumerate(self._runs(-(-ask.minutes // QUARTER))):
            start = (self._first + index) * QUARTER
            if not able or start < earliest or start % step:
                continue
            found = self._witness(able, start, ask, witness)
            if found is not None:
                witness = found
                yield start, self._lanes[found]

    def free_at(self, start: int, ask: Ask) -> list[Lane]:
        """Return everybody who can begin at this minute, in the order of the lanes given."""
        return [lane for lane in self._lanes if lane.is_free(start, ask, self._travel)]

    def _witness(self, able: int, start: int, ask: Ask, latest: int) -> int | None:
        """Return the index of one provider who is really free: the latest witness if still free, else any other."""
        if able >> latest & 1 and self._lanes[latest].is_free(start, ask, self._travel):
            return latest
        rest = able & ~(1 << latest)
        while rest:
            lowest = rest & -rest
            index = lowest.bit_length() - 1
            if self._lanes[index].is_free(start, ask, self._travel):
                return index
            rest ^= lowest
        return None

    def _runs(self, length: int) -> list[int]:
        """Return, per quarter, who is possibly free for so many quarters from it on."""
        runs, done = self._quarters, 1
        while done < length:
            ahead = min(done, length - done)
            runs = [one & other for one, other in zip(runs, runs[ahead:], strict=False)]
            done += ahead
        return runs

    def _transposed(self) -> list[int]:
        """Return the quarters: each lane flips its bit where a free stretch begins and ends, and the flips add up."""
        flips = [0] * (self._count + 1)
        for index, lane in enumerate(self._lanes):
            bit = 1 << index
            for begin, end in self._free_stretches(lane):
                flips[begin] ^= bit
                flips[end] ^= bit
        quarters, now = [], 0
        for flip in flips[:-1]:
            now ^= flip
            quarters.append(now)
        return quarters

    def _free_stretches(self, lane: Lane) -> Iterator[tuple[int, int]]:
        """Yield the stretches of quarters (from, until) in which a visit of this lane could possibly lie."""
        pad = self._travel.fixed_minutes
        blocked = [
            (self._up(taken.from_minute - self._changeover - trip), self._up(taken.until_minute + trip))
            for taken in lane.busy
            for trip in (pad if taken.place else 0,)
        ]
        passed = 0
        for shift in lane.shifts:
            begin, end = self._up(shift.from_minute), self._up(shift.until_minute)
            while passed < len(blocked) and blocked[passed][1] <= begin:
                passed += 1
            for from_quarter, until_quarter in islice(blocked, passed, None):
                if from_quarter >= end:
                    break
                if begin < from_quarter:
                    yield begin, from_quarter
                begin = max(begin, until_quarter)
            if begin < end:
                yield begin, end

    def _up(self, minute: int) -> int:
        """Return the first quarter that begins at or after the minute, within the window."""
        return min(max(-(-minute // QUARTER) - self._first, 0), self._count)
