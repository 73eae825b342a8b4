"""The dispatch board as a table: rows of half-hours, each cell free or one visit. No names of customers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from lupaus.kernel import spoken, walltime
from lupaus.kernel.period import Period
from lupaus.scheduling.models import Visit, VisitState
from lupaus.scheduling.queries import BoardLane

SLOT: Final = timedelta(minutes=30)
FIRST_HOUR: Final = 7
LAST_HOUR: Final = 18
LATE_AFTER: Final = timedelta(minutes=10)
_OPEN: Final = frozenset({VisitState.WAITING, VisitState.OFFERED})
_NOT_BEGUN: Final = frozenset({VisitState.ACCEPTED, VisitState.TRAVELLING})
_DONE: Final = frozenset({VisitState.FINISHED, VisitState.APPROVED})
NARROW: Final = 3
"""A cell of fewer half-hours has room for the beginning and the postcode only."""
WIDE: Final = 6
"""A cell of so many half-hours has room for a sentence on a line; those between have a word on each."""


@dataclass(frozen=True, slots=True)
class Block:
    """One visit on the board."""

    visit: Visit
    period: Period
    style: str
    """ "" as planned, "late", "open" without a provider, "off" for one who is away, "done", "lost" on a closed door."""
    state: str
    """The state in words."""

    @property
    def number(self) -> str:
        """Return the customer's number."""
        return str(self.visit.order.customer.number)

    @property
    def postcode(self) -> str:
        """Return the postcode."""
        return str(self.visit.order.address.postcode)

    @property
    def city(self) -> str:
        """Return the town."""
        return str(self.visit.order.address.city)


@dataclass(frozen=True, slots=True)
class Cell:
    """So many half-hours, free or with a visit."""

    span: int
    block: Block | None = None

    @property
    def is_narrow(self) -> bool:
        """Say whether whole words do not fit."""
        return self.span < NARROW

    @property
    def is_wide(self) -> bool:
        """Say whether several words fit on a line."""
        return self.span >= WIDE


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board: a provider, or visits nobody has yet."""

    lane: BoardLane
    cells: tuple[Cell, ...]
    is_continued: bool = False

    @property
    def leaves(self) -> list[str]:
        """Return when the provider is away, in words."""
        return [spoken.clock(leave) for leave in _leaves(self.lane)]


@dataclass(frozen=True, slots=True)
class Board:
    """A day: its hours, its rows, and what stands out."""

    on: date
    hours: tuple[int, ...]
    rows: tuple[Row, ...]
    visits: int
    waiting: int
    late: int
    is_over: int

    @property
    def heading(self) -> str:
        """Return "Torstai 26.11."."""
        return spoken.long_day(self.on)


def draw(on: date, lanes: Sequence[BoardLane], *, at: datetime) -> Board:
    """Return the board of a day; rows grow with visits that stand over each other, columns with early and late ones."""
    blocks = [(lane, [_block(visit, lane, at) for visit in lane.visits]) for lane in lanes]
    everything = [block for _lane, listed in blocks for block in listed]
    hours = _hours(on, everything)
    rows = [row for lane, listed in blocks for row in _rows(on, lane, listed, hours)]
    return Board(
        on=on,
        hours=hours,
        rows=tuple(rows),
        visits=len(everything),
        waiting=sum(block.style == "open" for block in everything),
        late=sum(block.style == "late" for block in everything),
        is_over=sum(block.style == "done" for block in everything),
    )


def _block(visit: Visit, lane: BoardLane, at: datetime) -> Block:
    style = _style(visit, lane, at)
    words = _("myöhässä") if style == "late" else str(VisitState(visit.state).label).lower()
    return Block(visit, visit.planned, style, words)


def _style(visit: Visit, lane: BoardLane, at: datetime) -> str:
    if visit.state in _OPEN:
        return "open"
    if visit.state == VisitState.NO_SHOW:
        return "lost"
    if visit.state in _DONE:
        return "done"
    if visit.state in _NOT_BEGUN and at > visit.starts_at + LATE_AFTER:
        return "late"
    return "off" if any(leave.overlaps(visit.planned) for leave in _leaves(lane)) else ""


def _leaves(lane: BoardLane) -> list[Period]:
    return [Period(leave.from_at, leave.until_at) for leave in lane.leaves]


def _hours(on: date, blocks: Iterable[Block]) -> tuple[int, ...]:
    """Return the hours shown: 7 to 18, more when visits need it."""
    day = Period.day(on)
    starts = [walltime.local(block.period.from_at).hour for block in blocks]
    ends = [
        walltime.local(block.period.until_at - timedelta(minutes=1)).hour + 1
        if block.period.until_at < day.until_at
        else 24
        for block in blocks
    ]
    return tuple(range(min([FIRST_HOUR, *starts]), max([LAST_HOUR, *ends])))


def _rows(on: date, lane: BoardLane, blocks: list[Block], hours: tuple[int, ...]) -> list[Row]:
    """Pack blocks into as few lines as show none over another."""
    lines: list[list[tuple[int, int, Block]]] = []
    for block in sorted(blocks, key=lambda each: each.period):
        first, after = _slots(on, block.period, hours)
        line = next((each for each in lines if each[-1][1] <= first), None)
        if line is None:
            lines.append([(first, after, block)])
        else:
            line.append((first, after, block))
    return [
        Row(lane, _cells(line, len(hours) * 2), is_continued=number > 0) for number, line in enumerate(lines or [[]])
    ]


def _cells(line: list[tuple[int, int, Block]], count: int) -> tuple[Cell, ...]:
    cells, at = [], 0
    for first, after, block in line:
        cells += [Cell(1)] * (first - at)
        cells.append(Cell(after - first, block))
        at = after
    return (*cells, *[Cell(1)] * (count - at))


def _slots(on: date, period: Period, hours: tuple[int, ...]) -> tuple[int, int]:
    """Return the first half-hour of a period and the one after its last, counted from the board's first hour."""
    opens = walltime.combine(on, time(hours[0]))
    first = (period.from_at - opens) // SLOT
    after = -(-(period.until_at - opens) // SLOT)
    first = min(max(first, 0), len(hours) * 2 - 1)
    return first, min(max(after, first + 1), len(hours) * 2)
