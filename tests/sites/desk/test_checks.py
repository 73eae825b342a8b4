"""The desk's own checks: made when the page is opened, honest about what is not there."""

import pytest
from django.core.checks import Error
from django.db import connection
from django.test import Client
from django.urls import reverse

from lupaus.company import profiles
from lupaus.foundation import clock
from lupaus.privacy import versions
from lupaus.sites.desk import checks
from tests.billing.conftest import SELLER
from tests.support import SYSTEM

pytestmark = pytest.mark.django_db


def page(officer: Client, name: str) -> str:
    answer = officer.get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_wrong_is_said_as_calmly_as_a_fault(officer: Client) -> None:
    html = page(officer, "desk:checks")

    assert "Ei vikoja" in html
    assert html.count("Estetty</span>") == 2 * len(checks.GROWING)
    assert "Lokin sinetöinti, jonka ulkopuolinen voi tarkistaa, puuttuu vielä." in html


def test_a_fault_is_named(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "before_start", lambda: [Error("table x is not covered", id="privacy.E010")])

    html = page(officer, "desk:checks")

    assert "privacy.E010" in html
    assert "Ei vikoja" not in html


@pytest.mark.parametrize(
    "fault",
    [
        "drop trigger journal_entry_is_never_emptied on journal_entry",
        "alter table journal_entry disable trigger journal_entry_is_append_only",
    ],
)
def test_control_a_guard_that_is_gone_is_seen(officer: Client, fault: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(fault)

    assert page(officer, "desk:checks").count("Esto puuttuu</span>") == 1


def test_the_notice_is_told_by_its_fingerprint(officer: Client) -> None:
    assert "Rekisterinpitäjä puuttuu." in page(officer, "desk:notice")
    profiles.change(SELLER, by=SYSTEM, at=clock.now())

    html = page(officer, "desk:notice")

    assert versions.current_hash(clock.now()) in html
    assert all(address in html for address in ("/tietosuoja", "/dataskydd", "/privacy", "/tietosuoja.json"))
    assert SELLER.name in page(officer, "desk:preview")
