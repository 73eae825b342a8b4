"""Live checks: what is kept of a run, what breaks, what heals."""

from datetime import timedelta

import pytest
from django.db import connection

from lupaus.privacy import live
from lupaus.privacy.live import CHECKS, Finding, LiveCheck
from lupaus.privacy.live.check import BadCheck
from lupaus.privacy.live.runs import COULD_NOT_LOOK
from lupaus.privacy.models import CheckRun, Defect
from lupaus.promises import Text
from tests.support import NOON

pytestmark = pytest.mark.django_db

TITLE = Text("Koe", "Prov", "Trial")
DAY = timedelta(days=1)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Leave one check in the registry, which finds what the test puts into the list."""
    for code in list(CHECKS):
        monkeypatch.delitem(CHECKS, code)
    listed: list[Finding] = []
    monkeypatch.setitem(CHECKS, "trial", LiveCheck("trial", ("S22", "S47"), TITLE, lambda _at: list(listed)))
    return listed


def test_what_is_found_makes_its_promises_red_from_then_on(found: list[Finding]) -> None:
    found.append(Finding("a table", rows=("S22",)))

    live.run_all(at=NOON)
    live.run_all(at=NOON + DAY)

    assert live.state(NOON + DAY).red == {"S22": NOON}


def test_a_finding_without_rows_stands_for_all_of_its_check(found: list[Finding]) -> None:
    found.append(Finding("a table"))

    live.run_all(at=NOON)

    assert set(live.state(NOON).red) == {"S22", "S47"}


def test_what_is_found_no_more_is_healed_and_kept_with_its_days(found: list[Finding]) -> None:
    found.append(Finding("a table"))
    live.run_all(at=NOON)
    found.clear()
    live.run_all(at=NOON + DAY)

    (defect,) = Defect.objects.all()
    assert live.state(NOON + DAY).red == {}
    assert (defect.since, defect.healed_at) == (NOON, NOON + DAY)


def test_what_comes_back_is_red_from_its_coming_back(found: list[Finding]) -> None:
    for day, listed in enumerate(([Finding("a table")], [], [Finding("a table")])):
        found[:] = listed
        live.run_all(at=NOON + day * DAY)

    assert live.state(NOON + 2 * DAY).red["S22"] == NOON + 2 * DAY


def test_a_check_that_breaks_is_red_and_stops_no_other(found: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_at: object) -> list[Finding]:
        with connection.cursor() as cursor:
            cursor.execute("select no_such_column from privacy_defect")
        return []

    found.append(Finding("a table"))
    monkeypatch.setitem(CHECKS, "broken", LiveCheck("broken", ("S3",), TITLE, broken))

    assert {each.what for each in live.run_all(at=NOON)} == {"a table", COULD_NOT_LOOK}


def test_what_a_check_found_that_is_no_more_is_closed(found: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    found.append(Finding("a table"))
    live.run_all(at=NOON)
    monkeypatch.delitem(CHECKS, "trial")

    live.run_all(at=NOON + DAY)

    assert not Defect.objects.open().exists()
    assert not CheckRun.objects.exists()


def test_before_the_first_run_nothing_is_red(found: list[Finding]) -> None:
    assert live.state(NOON).red == {}
    assert live.state(NOON).last_ran_at is None


def test_checks_that_have_not_run_for_a_day_and_two_hours_leave_the_truth_unknown(found: list[Finding]) -> None:
    live.run_all(at=NOON)

    assert live.state(NOON + timedelta(hours=26)).red == {}
    assert live.state(NOON + timedelta(hours=27)).red == {"S80": NOON + timedelta(hours=26)}


def test_control_a_run_that_keeps_nothing_shows_nothing(found: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    found.append(Finding("a table"))
    monkeypatch.setattr(live.runs, "_keep", lambda *_: None)

    live.run_all(at=NOON)

    assert live.state(NOON).red == {}


@pytest.mark.parametrize(("code", "rows"), [("Ä", ("S1",)), ("trial", ()), ("trial", ("S81",))])
def test_a_check_says_what_it_stands_for(code: str, rows: tuple[str, ...]) -> None:
    with pytest.raises(BadCheck):
        LiveCheck(code, rows, TITLE, lambda _at: [])


def test_two_checks_do_not_bear_one_code(found: list[Finding]) -> None:
    with pytest.raises(BadCheck):
        live.add(LiveCheck("trial", ("S1",), TITLE, lambda _at: []))
