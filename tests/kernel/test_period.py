from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel import walltime
from lupaus.kernel.period import Period

instants = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))


def test_days_have_the_hours_they_have(day: date, hours: int) -> None:
    assert Period.day(day).length == timedelta(hours=hours)
    assert Period.day(day).day_on == day


def test_closing_at_or_before_opening_means_the_next_day() -> None:
    night = Period.on(date(2026, 11, 26), time(22), time(6))

    assert (night.length, night.minutes, night.day_on) == (timedelta(hours=8), 480, date(2026, 11, 26))


def test_days_in_a_row_pass_a_leap_day() -> None:
    assert walltime.days(date(2028, 2, 28), 3) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
