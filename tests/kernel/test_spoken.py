from datetime import UTC, date, datetime, timedelta

import pytest

from lupaus.kernel import spoken
from lupaus.kernel.period import Period

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 25, 7, tzinfo=UTC)


def test_an_instant_is_told_on_finnish_wall_time() -> None:
    assert spoken.when(WEDNESDAY, now=NOW) == "ke\xa025.11. klo\xa09.00"


def test_a_period_within_a_day_names_the_day_once() -> None:
    assert spoken.when(Period.of(WEDNESDAY, timedelta(hours=3)), now=NOW) == "ke\xa025.11. klo\xa09.00–12.00"


def test_a_period_over_midnight_names_both_days() -> None:
    night = Period.of(datetime(2026, 11, 25, 20, tzinfo=UTC), timedelta(hours=4))

    assert spoken.when(night, now=NOW) == "ke\xa025.11. klo\xa022.00 – to\xa026.11. klo\xa02.00"


def test_the_year_is_told_only_far_away_or_when_asked() -> None:
    assert spoken.day(date(2027, 1, 2), now=NOW) == "la\xa02.1."
    assert spoken.day(date(2027, 11, 2), now=NOW) == "ti\xa02.11.2027"
    assert spoken.day(date(2027, 1, 2), now=NOW, year=True) == "la\xa02.1.2027"


def test_days_have_long_and_plain_forms() -> None:
    assert spoken.long_day(date(2026, 11, 25)) == "Keskiviikko 25.11."
    assert spoken.plain_day(date(2026, 11, 5)) == "5.11.2026"


def test_the_clock_follows_the_change_to_winter_time() -> None:
    over_the_change = Period(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC))

    assert spoken.clock(over_the_change) == "3.30–4.30"
    assert spoken.length(over_the_change.length) == "2\xa0h"


def test_lengths_are_told_in_hours_and_minutes() -> None:
    lengths = [spoken.length(timedelta(minutes=minutes)) for minutes in (0, 45, 120, 150)]

    assert lengths == ["0\xa0min", "45\xa0min", "2\xa0h", "2\xa0h\xa030\xa0min"]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("+358401234567", "040 123 4567"),
        ("+358101234567", "010 123 4567"),
        ("+35891234567", "09 1234567"),
        ("+46701234567", "+46 70 123 45 67"),
        ("soita", "soita"),
    ],
)
def test_a_telephone_number_is_told_as_people_write_it(kept: str, said: str) -> None:
    assert spoken.phone(kept) == said
