"""The board's arithmetic: half-hours, lines that share a lane, hours that grow."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel.period import Period
from lupaus.scheduling.models import VisitState
from lupaus.scheduling.queries import BoardLane
from lupaus.sites.staff import board
from lupaus.sites.staff.board import Row

DAY = date(2026, 11, 26)
MIDNIGHT = datetime(2026, 11, 25, 22, tzinfo=UTC)
EVENING = MIDNIGHT + timedelta(days=1)


@dataclass
class Visit:
    """As much of a visit as the board reads."""

    starts_at: datetime
    ends_at: datetime
    state: str = VisitState.FINISHED

    @property
    def planned(self) -> Period:
        return Period(self.starts_at, self.ends_at)

    @property
    def order(self) -> Any:
        return SimpleNamespace(customer=SimpleNamespace(number="1-1"))


def visit(from_minute: int, minutes: int) -> Visit:
    start = MIDNIGHT + timedelta(minutes=from_minute)
    return Visit(start, start + timedelta(minutes=minutes))


def drawn(*visits: Visit) -> board.Board:
    return board.draw(DAY, [BoardLane(None, tuple(visits), ())], at=EVENING)  # type: ignore[arg-type]


def spans(row: Row) -> list[tuple[int, bool]]:
    return [(cell.span, cell.block is not None) for cell in row.cells]


def test_a_visit_spans_its_half_hours() -> None:
    (row,) = drawn(visit(9 * 60, 90)).rows

    assert spans(row) == [*[(1, False)] * 4, (3, True), *[(1, False)] * 15]


def test_a_begun_half_hour_is_whole() -> None:
    (row,) = drawn(visit(9 * 60 + 15, 50)).rows

    assert spans(row)[4:6] == [(3, True), (1, False)]


def test_visits_over_each_other_take_two_lines() -> None:
    first, second = drawn(visit(9 * 60, 120), visit(10 * 60, 60), visit(11 * 60, 60)).rows

    assert (first.is_continued, second.is_continued) == (False, True)
    assert [sum(has for _span, has in spans(row)) for row in (first, second)] == [2, 1]


def test_early_and_late_visits_widen_the_day() -> None:
    assert drawn(visit(5 * 60 + 30, 30), visit(20 * 60, 90)).hours == tuple(range(5, 22))
    assert drawn(visit(23 * 60, 120)).hours[-1] == 23
    assert drawn().hours == tuple(range(7, 18))


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 600)), max_size=12))
def test_every_visit_is_drawn_once_and_every_line_is_as_wide_as_the_day(times: list[tuple[int, int]]) -> None:
    visits = [visit(start, minutes) for start, minutes in times]

    made = drawn(*visits)

    width = len(made.hours) * 2
    assert {sum(cell.span for cell in row.cells) for row in made.rows} == {width}
    assert sum(cell.block is not None for row in made.rows for cell in row.cells) == len(visits)
