"""Clause S80: the notice says only what the running code was shown to keep, and shows what it does not."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.jobs.models import LastRun
from lupaus.privacy import live
from lupaus.privacy.proof import results, standing, tree
from lupaus.privacy.proof.promise import Promise, State
from lupaus.privacy.proof.results import Result
from lupaus.privacy.proof.rows import ROWS

PROMISE = Promise(
    "S80",
    State.PARTLY,
    missing="sentences on rights and recipients lean on promises that have no test yet, and are shown so",
)

ROW = "S22"
SENTENCE = next(row.text.fi for row in ROWS if row.name == ROW)

pytestmark = pytest.mark.django_db


def shown(monkeypatch: pytest.MonkeyPatch, **outcome: object) -> str:
    """Return the notice page after a run with this outcome for one promise."""
    (test,) = standing._modules(results.TESTS, ROW)
    kept = Result(ROW, State.ENFORCED, "", test, True, tree.running(), *["2026-11-25T08:00:00+00:00"] * 2)
    monkeypatch.setattr(results, "read", lambda: [replace(kept, **outcome)])  # type: ignore[arg-type]
    return Client().get("/tietosuoja").content.decode()


def test_a_promise_that_was_shown_stands_as_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f'<div class="promise "><p>{SENTENCE}</p>' in shown(monkeypatch)


def test_a_promise_whose_test_fails_is_shown_as_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f'<div class="promise broken"><p>{SENTENCE}</p>' in shown(monkeypatch, passed=False)


def test_a_promise_kept_in_part_does_not_stand_as_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(monkeypatch, state=State.PARTLY, missing="something")

    assert f"<li>{SENTENCE}</li>" in page
    assert 'class="promise ' not in page


def proof() -> dict[str, Any]:  # Any: it is JSON
    return Client().get("/lupaukset.json").json()  # type: ignore[no-any-return]


def test_every_sentence_of_the_notice_links_to_its_declarations_and_to_the_promise_that_carries_it() -> None:
    published, linked = Client().get("/tietosuoja.json").json()["sentences"], proof()["sentences"]

    assert {each["id"] for each in linked} == set(published)
    assert all(each["promises"] and each["state"] for each in linked)
    assert all(each["declarations"] or published[each["id"]]["of"] for each in linked if "missing" not in each["id"])
    page = Client().get("/promises/sentences").content.decode()
    assert all(escape(told["text"]["en"]) in page for told in published.values())


def test_the_public_page_says_when_tests_and_checks_last_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ei vielä tällä versiolla" in page_after_no_run(monkeypatch)

    live.run_all(at=clock.now())
    shown(monkeypatch)

    assert proof()["tested_at"] == "2026-11-25T08:00:00+00:00"
    assert proof()["checked_at"]


def page_after_no_run(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(results, "read", list)
    return Client().get("/lupaukset").content.decode()


@pytest.fixture
def everything_ran() -> None:
    LastRun.objects.bulk_create(LastRun(verb=chore.verb, at=clock.now()) for chore in periodic.chores())


@pytest.mark.usefixtures("everything_ran")
def test_a_retention_job_that_is_taken_away_makes_its_sentence_untrue(monkeypatch: pytest.MonkeyPatch) -> None:
    live.run_all(at=clock.now())
    assert untrue() == set()
    monkeypatch.delitem(periodic._chores, "orders.sweep_drafts")

    live.run_all(at=clock.now())

    assert untrue() == {"periods.unfinished.why"}
    page = Client().get("/lupaukset").content.decode()
    assert next(row.text.fi for row in ROWS if row.name == "S66") in page.partition('id="kept"')[0]


def untrue() -> set[str]:
    return {each["id"] for each in proof()["sentences"] if each["state"] == "broken"}


@pytest.mark.usefixtures("everything_ran")
def test_control_without_the_check_nobody_learns_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(live.CHECKS, "jobs")
    monkeypatch.delitem(periodic._chores, "orders.sweep_drafts")

    live.run_all(at=clock.now())

    assert untrue() == set()


def test_control_a_result_of_other_code_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SENTENCE not in shown(monkeypatch, tree="0" * 64)
