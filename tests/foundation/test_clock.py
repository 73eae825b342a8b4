"""Business time can be set where no real people are served, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from lupaus.foundation import clock

pytestmark = pytest.mark.django_db
SLACK = timedelta(seconds=5)


def test_the_clock_shows_wall_time_until_it_is_set() -> None:
    assert abs(clock.now() - clock.wall()) < SLACK


def test_the_clock_runs_on_from_where_it_was_set() -> None:
    christmas = datetime(2026, 12, 24, 12, tzinfo=UTC)

    clock.set_to(christmas)
    clock.advance(timedelta(days=2))

    assert abs(clock.now() - datetime(2026, 12, 26, 12, tzinfo=UTC)) < SLACK
    assert abs(clock.wall() - datetime.now(UTC)) < SLACK


def test_a_clock_that_serves_real_people_cannot_be_set(settings: Settings) -> None:
    clock.advance(timedelta(days=2))
    settings.LUPAUS_CLOCK_CAN_BE_SET = False

    with pytest.raises(clock.ClockIsReal):
        clock.advance(timedelta(days=1))

    assert abs(clock.now() - clock.wall()) < SLACK
