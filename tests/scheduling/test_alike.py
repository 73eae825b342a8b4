"""A time like the last one: the same weekday and hour, as soon as one is free."""

from datetime import date, datetime, timedelta

import pytest

from lupaus.kernel import walltime
from lupaus.providers import providers
from lupaus.scheduling import alike, availability
from lupaus.scheduling.availability import FreeTime
from tests.scheduling.town import AT, NINE, OWNER, TODAY, Town

WEEK = timedelta(days=7)


def _like(town: Town, last_at: datetime, not_before_on: date = TODAY, at: datetime = AT) -> FreeTime | None:
    request = availability.request_of(town.visitor(None).draft, at=at)
    return alike.time_like(request, last_at, not_before_on=not_before_on, at=at)


@pytest.mark.parametrize(("weeks_ago", "wait"), [(0, 0), (1, 0), (4, 0), (1, 15)])
def test_the_first_same_weekday_and_hour_from_a_day_on_is_found(town: Town, weeks_ago: int, wait: int) -> None:
    earliest = TODAY + timedelta(days=wait)

    found = _like(town, NINE - weeks_ago * WEEK, earliest)

    assert found is not None
    assert (found.starts_at - NINE) % WEEK == timedelta()
    assert earliest <= found.day_on < earliest + WEEK


def test_the_hour_on_the_wall_counts_over_a_change_of_clocks(town: Town) -> None:
    last_at = walltime.combine(date(2026, 10, 22), walltime.local(NINE).time())

    found = _like(town, last_at)

    assert found is not None
    assert walltime.local(found.starts_at).time() == walltime.local(last_at).time()
    assert found.starts_at.time() != last_at.time()


def test_an_earlier_time_is_better_than_none(town: Town) -> None:
    found = _like(town, NINE, TODAY + timedelta(days=200))

    assert found is not None
    assert found.starts_at == NINE


@pytest.mark.parametrize("hour", [NINE + timedelta(minutes=7), NINE - timedelta(hours=6)])
def test_an_hour_that_is_never_free_has_nothing_like_it(town: Town, hour: datetime) -> None:
    assert _like(town, hour) is None


def test_where_nobody_works_there_is_nothing_control(town: Town) -> None:
    for provider in town.providers:
        providers.set_hours(provider, [], by=OWNER, at=AT)

    assert _like(town, NINE) is None
