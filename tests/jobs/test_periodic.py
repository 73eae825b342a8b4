"""Clock-driven work: due, done once, walked through by the clock command."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from lupaus.foundation import clock
from lupaus.jobs import chores, periodic
from lupaus.jobs.models import LastRun
from lupaus.promises import Purpose
from tests.support import NOON

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, datetime]]]:
    """Two chores instead of the house's own; the list says what was done and when."""
    log: list[tuple[str, datetime]] = []
    monkeypatch.setattr(periodic, "_chores", {})
    periodic.every("tests.hourly", Purpose.SECURITY, minutes=60)(lambda by, at: log.append(("hourly", at)))
    periodic.daily("tests.nightly", Purpose.SECURITY, at=time(3))(lambda by, at: log.append(("nightly", at)))
    return log


def test_what_was_never_done_is_due(done: list[tuple[str, datetime]]) -> None:
    assert periodic.run_due(NOON) == ["tests.hourly", "tests.nightly"]


def test_what_was_done_is_not_due_before_its_time(done: list[tuple[str, datetime]]) -> None:
    periodic.run_due(NOON)

    assert periodic.run_due(NOON + 59 * MINUTE) == []
    assert periodic.run_due(NOON + 60 * MINUTE) == ["tests.hourly"]


def test_what_is_daily_keeps_wall_time_over_the_clock_change(done: list[tuple[str, datetime]]) -> None:
    (_, nightly) = periodic.chores()
    summer, winter = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC)

    assert nightly.next_after(summer).astimezone(UTC) == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert nightly.next_after(winter).astimezone(UTC) == datetime(2026, 10, 26, 1, tzinfo=UTC)


def test_two_workers_do_a_thing_once(done: list[tuple[str, datetime]]) -> None:
    (hourly, _) = periodic.chores()
    LastRun.objects.create(verb="tests.hourly", at=NOON - DAY)

    taken = [periodic._take(hourly, NOON - DAY, NOON) for _ in range(2)]

    assert taken == [True, False]


def test_two_workers_do_a_thing_once_the_first_time_too(done: list[tuple[str, datetime]]) -> None:
    (hourly, _) = periodic.chores()

    assert [periodic._take(hourly, None, NOON) for _ in range(2)] == [True, False]


def test_one_broken_verb_does_not_keep_the_others(
    done: list[tuple[str, datetime]], caplog: pytest.LogCaptureFixture
) -> None:
    periodic.every("tests.broken", Purpose.SECURITY, minutes=1)(lambda by, at: 1 / 0)

    assert periodic.run_due(NOON) == ["tests.hourly", "tests.nightly"]
    assert "Clock-driven work failed" in caplog.text


def test_after_the_clock_was_set_back_work_goes_on(done: list[tuple[str, datetime]]) -> None:
    periodic.run_due(NOON + 30 * DAY)

    assert periodic.run_due(NOON) == ["tests.hourly", "tests.nightly"]


def test_advancing_the_clock_does_everything_on_the_way_in_order(done: list[tuple[str, datetime]]) -> None:
    clock.set_to(NOON)
    periodic.run_due(NOON)
    done.clear()

    periodic.walk(NOON + 2 * DAY)

    assert [name for name, _ in done].count("nightly") == 2
    assert 46 <= [name for name, _ in done].count("hourly") <= 48
    assert [at for _, at in done] == sorted(at for _, at in done)
    assert abs(clock.now() - (NOON + 2 * DAY)) < MINUTE


def test_the_clock_is_shown_set_and_advanced_by_command(done: list[tuple[str, datetime]]) -> None:
    out = StringIO()

    call_command("clock", "set", "2026-11-25 12:00:30", stdout=out)
    call_command("clock", "advance", "1h30m", stdout=out)
    call_command("clock", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0].startswith("2026-11-25 12:00")
    assert lines[-1].startswith("2026-11-25 13:30")
    assert "wall time" in lines[-2]


@pytest.mark.parametrize(
    "words", [("set", "tomorrow"), ("set", ""), ("advance", "2"), ("advance", "x"), ("advance", "")]
)
def test_a_time_that_is_none_is_answered(words: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("clock", *words)


@pytest.mark.parametrize("words", [("set", "2026-11-25 12:00"), ("advance", "2d")])
def test_the_clock_of_a_real_company_is_not_moved(settings: Settings, words: tuple[str, str]) -> None:
    settings.LUPAUS_CLOCK_CAN_BE_SET = False

    with pytest.raises(CommandError):
        call_command("clock", *words)


def test_every_chore_of_the_house_runs_on_an_empty_company() -> None:
    assert chores.__doc__

    done = periodic.run_due(NOON)

    assert done == [chore.verb for chore in periodic.chores()]
    assert len(done) >= 11
