"""Providers by hand: every form once right, once wrong, the invitation, and leave."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lupaus.catalogue.models import Service
from lupaus.foundation import clock
from lupaus.providers import queries as providers
from lupaus.providers.models import Leave, Provider
from tests.sites.staff.setup_forms import COMPANY, HOURLY, SIIRI, page, send, wrong
from tests.support import bind, outbox

pytestmark = pytest.mark.django_db


def test_a_provider_is_made_bookable_by_forms(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    assert "Tekijälle voi varata käyntejä, kun" in page(owner, "staff:providers_one", siiri.id)

    send(owner, "staff:providers_skills", {"services": [str(Service.objects.get().id)]}, siiri.id)
    send(owner, "staff:providers_areas", {"areas": "005, 02100\n02"}, siiri.id)
    week = {"starts_0": "8", "ends_0": "12", "starts_0b": "13", "ends_0b": "16"}
    send(owner, "staff:providers_hours", week, siiri.id)
    send(owner, "staff:providers_home", {"postcode": "00500"}, siiri.id)

    assert not providers.bookable(at=clock.now()).exists()
    bind(siiri)

    assert list(providers.bookable(at=clock.now())) == [siiri]
    html = page(owner, "staff:providers_one", siiri.id)
    assert "Tekijälle voi varata käyntejä, kun" not in html
    for words in (
        "Kotisiivous",
        "005-alkuiset, 02-alkuiset, 02100",
        "13.00–16.00",
        "Annettu 500 metrin tarkkuudella",
        "Siiri O.",
        "O&#x27;Neill",
    ):
        assert words in html


TWO_AT_ONCE = {"starts_0": "8", "ends_0": "12", "starts_0b": "11", "ends_0b": "16"}
BACKWARDS = {"first": "24.12.2027", "last": "1.12.2027", "kind": "vacation"}


@pytest.mark.parametrize(
    ("name", "typed", "sentences"),
    [
        ("areas", {"areas": "hki"}, ["Anna alueet 2–5 numerolla, esimerkiksi 005 tai 02100."]),
        ("areas", {}, ["Anna ainakin yksi postinumero tai sen alku, esimerkiksi 005"]),
        ("home", {"postcode": "99999"}, ["Emme tunne tätä postinumeroa. Anna lähin tunnettu tai jätä tyhjäksi."]),
        ("hours", TWO_AT_ONCE, ["Anna jaksot, jotka eivät mene päällekkäin"]),
        ("hours", {"starts_0": "8"}, ["Anna myös loppuaika, esimerkiksi 16.00"]),
        ("leave", BACKWARDS, ["Anna viimeinen päivä, joka on ensimmäisen jälkeen tai sama"]),
        ("leave", {"first": "31.2.", "kind": "sick"}, ["Anna päivä, esimerkiksi 24.12.2026", "Valitse syy"]),
        ("person", SIIRI | {"first_name": "\u200b"}, ["Anna etunimi"]),
        ("person", SIIRI | {"email": "a@b.fi,c@d.fi"}, ["Anna yksi sähköpostiosoite, esimerkiksi maija@esimerkki.fi"]),
    ],
)
def test_a_slip_about_a_provider_is_told_of(
    owner: Client, siiri: Provider, name: str, typed: dict[str, object], sentences: list[str]
) -> None:
    assert wrong(owner, f"staff:providers_{name}", typed, siiri.id) == sentences


def test_a_person_is_changed_and_the_form_shows_what_is_known(owner: Client, siiri: Provider) -> None:
    assert "siiri@malli.example" in page(owner, "staff:providers_person", siiri.id)

    send(owner, "staff:providers_person", SIIRI | {"first_name": "Siiri-Maria"}, siiri.id)

    assert "Siiri-Maria" in page(owner, "staff:providers")


def test_a_leave_is_added_and_removed(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_leave", {"first": "24.12.", "last": "", "kind": "vacation"}, siiri.id)
    leave = Leave.objects.get()

    assert leave.period.length.days == 1
    assert "Loma" in page(owner, "staff:providers_one", siiri.id)
    send(owner, "staff:providers_leave_removal", {}, leave.id)
    assert not Leave.objects.exists()


def test_a_provider_leaves_and_comes_back(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_departure", {}, siiri.id)
    assert "Lopettanut" in page(owner, "staff:providers")

    send(owner, "staff:providers_return", {}, siiri.id)
    assert "Ei kutsuttu" in page(owner, "staff:providers")


def link(at_least: int = 1) -> str:
    mails = outbox("providers.invitation", at=clock.now())
    assert len(mails) >= at_least
    found = re.search(r"/invitation/[\w-]+/", mails[-1].text)
    assert found is not None
    return found[0]


def test_an_invited_provider_opens_an_account_by_a_press(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:settings_company_form", COMPANY)
    send(owner, "staff:providers_invitation", {}, siiri.id)
    guest = Client()

    shown = [guest.get(link()).status_code for _ in range(2)]
    accepted = guest.post(link())

    assert (shown, accepted.status_code, accepted["Location"]) == ([200, 200], 302, "/work/")
    assert "Tili avattu" in page(owner, "staff:providers_one", siiri.id)
    assert Client().post(link()).status_code == 410
    assert Client().get(link()).status_code == 410


def test_an_invitation_without_a_company_says_what_is_missing(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_invitation", {}, siiri.id)

    assert "Yrityksen tietoja ei ole vielä annettu." in page(owner, "staff:providers_one", siiri.id)


def test_nobody_is_let_in_by_a_made_up_id(owner: Client) -> None:
    made_up = "11111111-1111-4111-8111-111111111111"
    for name in ("one", "person", "home", "skills", "areas", "hours", "leave"):
        assert owner.get(reverse(f"staff:providers_{name}", args=[made_up])).status_code == 404


def test_the_list_of_providers_takes_the_same_queries_for_one_and_for_five(owner: Client, siiri: Provider) -> None:
    with CaptureQueriesContext(connection) as one:
        page(owner, "staff:providers")
    for number in range(4):
        send(owner, "staff:providers_new", SIIRI | {"email": f"p{number}@malli.example"})
    page(owner, "staff:providers")
    with CaptureQueriesContext(connection) as five:
        page(owner, "staff:providers")

    assert len(five) <= len(one)
