"""H52: series over the odd days of the calendar: both clock changes, 29 February, week 53, midsummer."""

from datetime import date, time, timedelta

import pytest

from lupaus.company.calendar import holiday_name
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.recurrence import Recurrence
from lupaus.scheduling.engine.series import Calendar, Fate, Rule, place

WEEK = timedelta(days=7)
HOURS = timedelta(hours=3)


@pytest.mark.parametrize(
    ("first", "odd", "shown"),
    [(date(2027, 3, 21), date(2027, 3, 28), time(4, 30)), (date(2027, 10, 24), date(2027, 10, 31), time(3, 30))],
)
def test_h52_half_past_three_in_the_odd_nights_lasts_as_agreed(first: date, odd: date, shown: time) -> None:
    nightly = Recurrence(first, time(3, 30), HOURS)

    periods = [nightly.on(day) for day in nightly.days(first, first + 3 * WEEK)]

    assert [period.day_on for period in periods] == [first, odd, odd + WEEK]
    assert [walltime.local(period.from_at).time() for period in periods] == [time(3, 30), shown, time(3, 30)]
    assert {period.length for period in periods} == {HOURS}


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2027, 10, 31)])
def test_h52_a_visit_over_midnight_into_the_odd_night_lasts_as_agreed(change: date) -> None:
    late = Recurrence(change - timedelta(days=1), time(22, 30), timedelta(hours=6))

    period = late.on(change - timedelta(days=1))

    assert period.length == timedelta(hours=6)
    assert walltime.local(period.until_at).time() in {time(5, 30), time(3, 30)}


def test_h52_the_29th_of_february_and_week_53_are_days_like_others() -> None:
    leap = Recurrence(date(2028, 2, 15), time(9), HOURS, 2)
    fifty_three = Recurrence(date(2026, 12, 21), time(9), HOURS)

    assert leap.days(date(2028, 2, 1), date(2028, 4, 1)) == [
        date(2028, 2, 15),
        date(2028, 2, 29),
        date(2028, 3, 14),
        date(2028, 3, 28),
    ]
    found = fifty_three.days(date(2026, 12, 21), date(2027, 1, 12))
    assert [day.isocalendar().week for day in found] == [52, 53, 1, 2]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(Rule.AFTER, date(2027, 6, 28)), (Rule.BEFORE, date(2027, 6, 24)), (Rule.SKIP, None)],
)
def test_h52_midsummer_follows_the_rule_of_the_service(rule: Rule, expected: date | None) -> None:
    """Midsummer eve 25.6.2027 is a Friday: closed here by the company, as it may be, and named a holiday with it."""
    eve, midsummer = date(2027, 6, 25), date(2027, 6, 26)
    assert holiday_name(midsummer)
    days = walltime.days(date(2027, 6, 14), 21)
    openings = {
        day: period
        for day in days
        if day.weekday() < 5 and day != eve and (period := Period.on(day, time(7), time(18))) is not None
    }
    weekly = Recurrence(date(2027, 6, 18), time(9), HOURS)

    found = place(eve, weekly, Calendar(openings, frozenset({eve, midsummer})), rule)

    assert (found.period.day_on if found.period else None) == expected
    assert found.fate is (Fate.LEFT_OUT if expected is None else Fate.SHIFTED)


def test_h52_control_in_utc_the_wall_time_would_not_stay() -> None:
    weekly = Recurrence(date(2027, 3, 21), time(9), HOURS)

    by_utc = weekly.on(date(2027, 3, 21)).from_at + WEEK

    assert by_utc != weekly.on(date(2027, 3, 28)).from_at
