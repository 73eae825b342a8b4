"""The engine against a naive oracle that looks at every minute and every neighbour."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lupaus.kernel.period import Period
from lupaus.kernel.place import Coordinates, GridPoint
from lupaus.scheduling.engine.board import Board
from lupaus.scheduling.engine.hours import shifts
from lupaus.scheduling.engine.lane import Ask, Busy, Lane, instant, minute_after, minute_of
from lupaus.scheduling.engine.travel import Travel

HELSINKI = ZoneInfo("Europe/Helsinki")
CASES = 1_000
DAYS = (date(2026, 10, 24), date(2027, 3, 27), date(2026, 11, 23), date(2027, 6, 24))


class Hours(NamedTuple):
    weekday: int
    starts: time
    ends: time


class Case(NamedTuple):
    days: list[date]
    openings: dict[date, Period]
    weeks: list[list[Hours]]
    busy: list[list[Busy]]
    homes: list[GridPoint | None]
    ask: Ask
    travel: Travel
    earliest: int


def _place(dice: random.Random) -> GridPoint:
    return Coordinates(60.16 + dice.random() * 0.15, 24.6 + dice.random() * 0.5).grid()


def _wall(dice: random.Random, first: int, last: int) -> time:
    minute = dice.choice((dice.randrange(first, last), dice.randrange(first, last) // 15 * 15))
    return time(minute // 60, minute % 60)


def _hours(dice: random.Random) -> list[Hours]:
    found = []
    for weekday in range(7):
        if dice.random() < 0.8:
            starts = _wall(dice, 0, 10 * 60)
            middle, ends = _wall(dice, 10 * 60 + 1, 13 * 60), _wall(dice, 15 * 60, 23 * 60)
            if dice.random() < 0.3:
                resumes = middle if dice.random() < 0.4 else _wall(dice, 13 * 60, 15 * 60)
                found += [Hours(weekday, starts, middle), Hours(weekday, resumes, ends)]
            else:
                found.append(Hours(weekday, starts, ends))
    return found


def _busy(dice: random.Random, days: list[date], travel: Travel, changeover: int) -> list[Busy]:
    """What is taken: sometimes with too little time for a trip between, as when the company's speed was changed."""
    begin = minute_of(datetime.combine(days[0], time(), HELSINKI))
    end = minute_of(datetime.combine(days[-1] + timedelta(days=1), time(), HELSINKI))
    found, now = [], begin + dice.randrange(0, 600)
    while now < end:
        length = dice.choice((30, 60, 120, 180, dice.randrange(5, 300))) + changeover
        place = _place(dice) if dice.random() < 0.85 else None
        found.append(Busy(now, now + length, place))
        now += length + dice.choice((0, 15, 45, dice.randrange(1, 500), dice.randrange(200, 1200)))
    return found


def _case(seed: int) -> Case:
    dice = random.Random(seed)
    first = dice.choice(DAYS)
    days = [first + timedelta(days=ahead) for ahead in range(dice.choice((1, 2, 3)))]
    openings = {}
    for day in days:
        if dice.random() < 0.9:
            openings[day] = Period.on(day, _wall(dice, 0, 9 * 60), _wall(dice, 14 * 60, 24 * 60 - 1))
    travel = Travel(dice.choice((0, 5, 10)), dice.choice((10, 30, 50)))
    changeover = dice.choice((0, 10, 15, 7))
    crowd = dice.choice((1, 2, 3, 4))
    return Case(
        days=days,
        openings=openings,
        weeks=[_hours(dice) for _ in range(crowd)],
        busy=[_busy(dice, days, travel, changeover) for _ in range(crowd)],
        homes=[_place(dice) if dice.random() < 0.4 else None for _ in range(crowd)],
        ask=Ask(dice.choice((30, 60, 90, 120, 180, 240, dice.randrange(20, 400))), changeover, _place(dice)),
        travel=travel,
        earliest=minute_of(datetime.combine(first, time(), HELSINKI)) + dice.randrange(0, 900),
    )


def _window(case: Case) -> tuple[int, int]:
    begin = datetime.combine(case.days[0], time(), HELSINKI)
    end = datetime.combine(case.days[-1] + timedelta(days=1), time(), HELSINKI)
    return minute_of(begin), minute_of(end)


def _engine(case: Case) -> dict[int, set[int]]:
    lanes = [
        Lane(number, shifts(case.openings, week), busy, home)
        for number, (week, busy, home) in enumerate(zip(case.weeks, case.busy, case.homes, strict=True))
    ]
    board = Board(lanes, *_window(case), case.ask.changeover, case.travel)
    found = {}
    for start, witness in board.starts(case.ask, earliest=case.earliest):
        found[start] = {lane.number for lane in board.free_at(start, case.ask)}
        assert witness.number in found[start]
    return found


def _oracle(case: Case) -> dict[int, set[int]]:
    """Minute by minute, everything checked against everything, no bit, no neighbour, no early exit."""
    begin, end = _window(case)
    found: dict[int, set[int]] = {}
    for number, (week, busy, home) in enumerate(zip(case.weeks, case.busy, case.homes, strict=True)):
        at_work, leaves = _working_minutes(case, week)
        taken = {minute for block in busy for minute in range(block.from_minute, block.until_minute)}
        for start in range(begin, end):
            last, after = start + case.ask.minutes, start + case.ask.minutes + case.ask.changeover
            if start % 15 or start < case.earliest or last > end:
                continue
            day = datetime.fromtimestamp(start * 60, HELSINKI).date()
            if (
                at_work.issuperset(range(start, last))
                and taken.isdisjoint(range(start, after))
                and _trips_fit(case, busy, start, after)
                and (home is None or leaves[day] + case.travel.minutes(home, case.ask.place) <= start)
            ):
                found.setdefault(start, set()).add(number)
    return found


def _working_minutes(case: Case, week: list[Hours]) -> tuple[set[int], dict[date, int]]:
    at_work: set[int] = set()
    leaves: dict[date, int] = {}
    for day in case.days:
        for hours in sorted(hours for hours in week if hours.weekday == day.weekday()):
            came = int(datetime.combine(day, hours.starts, HELSINKI).timestamp()) // 60
            went = int(datetime.combine(day, hours.ends, HELSINKI).timestamp()) // 60
            leaves.setdefault(day, came)
            opening = case.openings.get(day)
            at_work |= {m for m in range(came, went) if opening and datetime.fromtimestamp(m * 60, UTC) in opening}
    return at_work, leaves


def _trips_fit(case: Case, busy: list[Busy], start: int, after: int) -> bool:
    trips = [(block, case.travel.minutes(block.place, case.ask.place)) for block in busy if block.place]
    return all(block.until_minute + trip <= start or after + trip <= block.from_minute for block, trip in trips)


def test_the_engine_equals_the_oracle_on_a_thousand_random_cases() -> None:
    starts = 0
    for seed in range(CASES):
        case = _case(seed)

        found, expected = _engine(case), _oracle(case)

        assert found == expected, f"case {seed}"
        starts += len(found)
    assert starts > CASES, "cases in which nothing is ever free would show nothing"


def test_a_control_an_engine_that_forgets_travel_differs_from_the_oracle() -> None:
    forgetful = [_case(seed)._replace(travel=Travel(0, 10_000)) for seed in range(60)]

    differing = [seed for seed, case in enumerate(forgetful) if _engine(case) != _oracle(_case(seed))]

    assert len(differing) > 20


def test_minutes_and_instants_lead_to_each_other() -> None:
    at = datetime(2026, 10, 25, 0, 30, 20, tzinfo=UTC)

    assert (instant(minute_of(at)), instant(minute_after(at))) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 31, tzinfo=UTC),
    )
