"""Laws of what happens again, over both changes of clocks. Source: finnish-facts 9."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel import walltime
from lupaus.kernel.recurrence import CYCLES, Recurrence

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
RECURRENCES = st.builds(
    Recurrence,
    first_on=DAYS,
    starts=st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    length=st.integers(1, 12 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    every_weeks=st.sampled_from(CYCLES),
    until_on=st.none() | DAYS,
)
SPANS = st.tuples(DAYS, DAYS, DAYS).map(sorted)


@given(RECURRENCES, SPANS)
def test_days_lie_a_whole_cycle_apart_on_one_weekday(recurrence: Recurrence, span: list[date]) -> None:
    days = recurrence.days(span[0], span[2])

    assert {day.weekday() for day in days} <= {recurrence.first_on.weekday()}
    assert {(later - earlier).days for earlier, later in pairwise(days)} <= {7 * recurrence.every_weeks}
    assert all(max(span[0], recurrence.first_on) <= day < span[2] for day in days)
    assert recurrence.until_on is None or all(day < recurrence.until_on for day in days)


@given(RECURRENCES, SPANS)
def test_asking_twice_for_a_part_is_asking_once_for_the_whole(recurrence: Recurrence, span: list[date]) -> None:
    """The law that the nightly roll rests on."""
    first, middle, last = span

    assert recurrence.days(first, middle) + recurrence.days(middle, last) == recurrence.days(first, last)


@given(RECURRENCES, DAYS)
def test_the_next_day_is_the_first_of_those_that_follow(recurrence: Recurrence, day: date) -> None:
    found = recurrence.next_on(day)
    following = recurrence.days(day, date(2031, 1, 1))

    assert found == (following[0] if following else None)
    assert recurrence.includes(day) == (found == day)


@given(RECURRENCES, DAYS)
def test_the_clock_on_the_wall_shows_the_same_time_whenever_that_time_exists(recurrence: Recurrence, day: date) -> None:
    period = recurrence.on(day)
    shown = walltime.local(period.from_at)

    assert period.length == recurrence.length
    if walltime.exists(day, recurrence.starts):
        assert (shown.date(), shown.time()) == (day, recurrence.starts)
    else:
        assert shown.replace(tzinfo=None) == datetime.combine(day, recurrence.starts) + timedelta(hours=1)


@given(RECURRENCES, DAYS)
def test_occurrences_never_overlap(recurrence: Recurrence, day: date) -> None:
    periods = [recurrence.on(each) for each in recurrence.days(day, day + timedelta(days=400))]

    assert all(one.until_at <= other.from_at for one, other in pairwise(periods))


@given(RECURRENCES, DAYS)
def test_ending_keeps_what_lies_before(recurrence: Recurrence, day: date) -> None:
    ended = recurrence.ended(day)
    everything = recurrence.days(date(2026, 1, 1), date(2030, 1, 1))

    assert ended.days(date(2026, 1, 1), date(2030, 1, 1)) == [each for each in everything if each < day]
    assert ended.ended(day) == ended


@given(RECURRENCES)
def test_beginning_at_an_instant_begins_there(recurrence: Recurrence) -> None:
    starts_at = recurrence.on(recurrence.first_on).from_at

    again = Recurrence.beginning(starts_at, recurrence.length, recurrence.every_weeks)

    assert again.on(again.first_on).from_at == starts_at


def test_nine_in_the_morning_stays_nine_over_the_autumn_change() -> None:
    weekly = Recurrence(date(2026, 10, 22), time(9), timedelta(hours=3))

    assert weekly.on(date(2026, 10, 22)).from_at == datetime(2026, 10, 22, 6, tzinfo=UTC)
    assert weekly.on(date(2026, 10, 29)).from_at == datetime(2026, 10, 29, 7, tzinfo=UTC)
    assert weekly.on(date(2026, 10, 29)).until_at == datetime(2026, 10, 29, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "starts", "from_at"),
    [
        (date(2027, 3, 28), time(3, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # shown as 4.30: no such hour
        (date(2026, 10, 25), time(3, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of the two
    ],
)
def test_the_odd_hours_of_both_nights(day: date, starts: time, from_at: datetime) -> None:
    weekly = Recurrence(day - timedelta(days=7), starts, timedelta(hours=2))

    assert (weekly.on(day).from_at, weekly.on(day).length) == (from_at, timedelta(hours=2))
    assert walltime.local(weekly.on(day + timedelta(days=7)).from_at).time() == starts


def test_a_night_of_two_hours_by_the_wall_ends_an_hour_later_by_the_wall_when_spring_comes() -> None:
    period = Recurrence(date(2027, 3, 28), time(2, 30), timedelta(hours=2)).on(date(2027, 3, 28))

    assert walltime.local(period.until_at).time() == time(5, 30)


@pytest.mark.parametrize("weeks", [0, 5, -1])
def test_other_cycles_are_refused(weeks: int) -> None:
    with pytest.raises(ValueError, match="every 1 to 4 weeks"):
        Recurrence(date(2026, 1, 1), time(9), timedelta(hours=1), weeks)


def test_control_adding_whole_weeks_to_the_instant_loses_the_hour() -> None:
    weekly = Recurrence(date(2026, 10, 22), time(9), timedelta(hours=3))
    naive = weekly.on(date(2026, 10, 22)).from_at + timedelta(days=7)

    assert walltime.local(naive).time() == time(8)
    assert weekly.on(date(2026, 10, 29)).from_at != naive
