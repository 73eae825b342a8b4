"""The first page of the privacy desk: every promise as it stands, and nothing better than it stands."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from lupaus.privacy.proof import results, tree
from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.results import Result
from lupaus.privacy.proof.rows import ROWS
from lupaus.privacy.proof.standing import _modules

pytestmark = pytest.mark.django_db

SENTENCES = {row.name: row.text.fi for row in ROWS}


def shown(officer: Client, monkeypatch: pytest.MonkeyPatch, *found: Result) -> str:
    monkeypatch.setattr(results, "read", lambda: list(found))
    answer = officer.get(reverse("desk:promises"))
    assert answer.status_code == 200
    return re.sub(r"[ \n]+", " ", answer.content.decode())


def result(row: str, **outcome: object) -> Result:
    (test,) = _modules(results.TESTS, row)
    kept = Result(row, State.ENFORCED, "", test, True, tree.running(), *["2026-11-25T08:00:00+00:00"] * 2)
    return replace(kept, **outcome)  # type: ignore[arg-type]  # values of a result's fields


def test_without_results_nothing_is_shown_as_kept(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(officer, monkeypatch)

    assert "Lupauksia ei ole testattu tällä versiolla" in html
    assert 'class="rug"' not in html
    assert "Pidetään" not in html


def test_a_broken_promise_comes_first_with_its_test_and_since_when(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = result("S22", passed=False, since="2026-11-21T22:00:00+00:00")

    html = shown(officer, monkeypatch, broken, result("S23"))

    assert "<h1>1 lupaus ei pidä nyt</h1>" in html
    assert f'<div class="promise broken"><p>{SENTENCES["S22"]}</p>' in html
    assert "Rikki su\N{NO-BREAK SPACE}22.11. klo\N{NO-BREAK SPACE}0.00 alkaen" in html
    assert broken.test in html
    assert html.index(SENTENCES["S22"]) < html.index(SENTENCES["S23"])


def test_a_promise_kept_in_part_says_what_is_missing(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(officer, monkeypatch, result("S22", state=State.PARTLY, missing="the shredding"), result("S23"))

    assert "<h1>Yksikään lupaus ei ole rikki</h1>" in html
    assert "Osittain: 1" in html
    assert "the shredding" in html
    assert "Pidetään: 1" in html


def test_results_of_other_code_count_for_nothing(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    html = shown(officer, monkeypatch, result("S22", tree="0" * 64))

    assert "Testi on, mutta sitä ei ole ajettu tällä versiolla" in html
    assert "Pidetään" not in html


@pytest.mark.parametrize("page", ["desk:promises", "desk:looks", "desk:checks", "desk:notice"])
def test_the_desk_has_its_own_menu_and_nobody_elses(officer: Client, page: str) -> None:
    html = officer.get(reverse(page)).content.decode()

    assert all(words in html for words in ("Lupaukset", "Kuka katsoi", "Tarkistukset", "Seloste", "Kirjaudu ulos"))
    assert "/staff/" not in html
