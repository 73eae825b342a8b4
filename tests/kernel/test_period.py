from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel import walltime
from lupaus.kernel.period import Period

instants = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))
lengths = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=40))
periods = st.builds(Period.of, instants, lengths)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1))
walls = st.times()
AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)
WALLS = st.times().map(lambda wall: wall.replace(fold=0))
"""What a clock shows; which of two equal hours it is, it does not."""


@given(periods, periods)
def test_two_periods_overlap_when_they_share_time(a: Period, b: Period) -> None:
    shared = a.intersection(b)

    assert a.overlaps(b) == b.overlaps(a) == (shared is not None)
    if shared is not None:
        assert shared in a
        assert shared in b


@given(periods, st.lists(periods, max_size=4))
def test_taking_periods_away_leaves_the_rest_and_nothing_else(whole: Period, taken: list[Period]) -> None:
    left = whole.without(taken)

    inside = [each for each in (whole.intersection(each) for each in taken) if each]
    covered = sum((part.length for part in left), timedelta())
    assert all(part in whole for part in left)
    assert not any(part.overlaps(each) for part in left for each in taken)
    assert left == sorted(left)
    assert covered == whole.length - sum((each.length for each in _united(inside)), timedelta())


def _united(parts: list[Period]) -> list[Period]:
    united: list[Period] = []
    for part in sorted(parts):
        if united and part.from_at <= united[-1].until_at:
            united[-1] = Period(united[-1].from_at, max(united[-1].until_at, part.until_at))
        else:
            united.append(part)
    return united


@given(periods)
def test_a_period_holds_its_beginning_and_not_its_end(period: Period) -> None:
    assert period.from_at in period
    assert period.until_at not in period
    assert not period.overlaps(period.moved(period.length))


def test_touching_periods_do_not_overlap() -> None:
    nine = datetime(2026, 11, 26, 7, tzinfo=UTC)

    assert not Period.of(nine, timedelta(hours=1)).overlaps(Period.of(nine + timedelta(hours=1), timedelta(hours=1)))


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_period_ends_after_it_begins(minutes: int) -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period.of(datetime(2026, 1, 1, tzinfo=UTC), timedelta(minutes=minutes))


def test_a_period_needs_time_zones() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Period(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001 -- what is refused


def test_periods_are_equal_whatever_zone_they_were_given_in() -> None:
    nine = datetime(2026, 11, 26, 9, tzinfo=timezone(timedelta(hours=2)))

    assert Period.of(nine, timedelta(hours=1)) == Period.of(nine.astimezone(UTC), timedelta(hours=1))


@given(days, walls)
def test_a_wall_time_that_exists_comes_back(day: date, wall: time) -> None:
    at = walltime.combine(day, wall)

    if walltime.exists(day, wall):
        assert (walltime.day_of(at), walltime.local(at).time()) == (day, wall)
    else:
        assert day.month == 3
        assert walltime.local(at).time().hour == 4


@given(days, walls, walls)
def test_later_on_the_clock_is_later_in_time_among_times_that_exist(day: date, a: time, b: time) -> None:
    if walltime.exists(day, a) and walltime.exists(day, b):
        assert (a < b) == (walltime.combine(day, a) < walltime.combine(day, b))


def test_nine_on_the_wall_is_nine_before_and_after_the_change() -> None:
    assert walltime.combine(date(2026, 10, 22), time(9)) == datetime(2026, 10, 22, 6, tzinfo=UTC)
    assert walltime.combine(date(2026, 10, 29), time(9)) == datetime(2026, 10, 29, 7, tzinfo=UTC)


def test_a_visit_through_the_autumn_change_lasts_three_hours() -> None:
    assert Period.on(AUTUMN, time(2, 30), time(4, 30)).length == timedelta(hours=3)


def test_a_visit_through_the_spring_change_lasts_one_hour() -> None:
    assert Period.on(SPRING, time(2, 30), time(4, 30)).length == timedelta(hours=1)


def test_the_hour_that_happens_twice_means_the_first_and_the_missing_one_the_next() -> None:
    assert walltime.combine(AUTUMN, time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert walltime.combine(SPRING, time(3, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert walltime.local(walltime.combine(SPRING, time(3, 30))).time() == time(4, 30)
    assert (walltime.happens_twice(AUTUMN, time(3, 30)), walltime.happens_twice(AUTUMN, time(4))) == (True, False)
    assert (walltime.happens_twice(SPRING, time(3, 30)), walltime.exists(SPRING, time(3, 30))) == (False, False)


@pytest.mark.parametrize(
    ("opens", "closes", "minutes"),
    [
        (time(3), time(4), None),
        (time(3, 30), time(4), None),
        (time(3), time(3, 30), None),
        (time(3, 30), time(5), 60),
        (time(2), time(3, 30), 60),
        (time(2, 30), time(4, 30), 60),
        (time(4), time(5), 60),
    ],
)
def test_of_hours_in_the_missing_hour_only_what_clocks_show_is_left(
    opens: time, closes: time, minutes: int | None
) -> None:
    period = Period.on(SPRING, opens, closes)

    assert (period and period.minutes) == minutes


@given(opens=WALLS, closes=WALLS)
def test_hours_of_a_day_never_last_longer_than_clocks_show_them(opens: time, closes: time) -> None:
    """And never fail, on any of the two odd nights."""
    for day in (SPRING, AUTUMN, date(2026, 11, 26)):
        period = Period.on(day, opens, closes)

        if period is not None:
            shown = [walltime.local(at).time() for at in (period.from_at, period.until_at)]
            assert shown[0] >= opens
            assert shown[1] == closes or not walltime.exists(walltime.day_of(period.until_at), closes)


@pytest.mark.parametrize(
    ("day", "hours"), [(AUTUMN, 25), (SPRING, 23), (date(2026, 11, 26), 24), (date(2028, 2, 29), 24)]
)
def test_days_have_the_hours_they_have(day: date, hours: int) -> None:
    assert Period.day(day).length == timedelta(hours=hours)
    assert Period.day(day).day_on == day


def test_closing_at_or_before_opening_means_the_next_day() -> None:
    night = Period.on(date(2026, 11, 26), time(22), time(6))

    assert (night.length, night.minutes, night.day_on) == (timedelta(hours=8), 480, date(2026, 11, 26))


def test_days_in_a_row_pass_a_leap_day() -> None:
    assert walltime.days(date(2028, 2, 28), 3) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
