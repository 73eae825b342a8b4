"""Clause S80: the notice says only what the running code was shown to keep, and shows what it does not."""

from dataclasses import replace

import pytest
from django.test import Client

from lupaus.privacy.proof import results, standing, tree
from lupaus.privacy.proof.promise import Promise, State
from lupaus.privacy.proof.results import Result
from lupaus.privacy.proof.rows import ROWS

PROMISE = Promise(
    "S80", State.PARTLY, missing="sentences about retention and stores have no test each; no page of the last run"
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


def test_control_a_result_of_other_code_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SENTENCE not in shown(monkeypatch, tree="0" * 64)
