"""Firms by hand: entered, attesting for their people, their promise ended."""

import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.promises import Role
from lupaus.providers import queries
from lupaus.providers.models import Attestation, Firm, Provider
from tests.sites.staff.setup_forms import page, send, wrong
from tests.support import account, bind, sign_in

pytestmark = pytest.mark.django_db

FIRM = {
    "name": "Siivous Malli Ky", "business_id": "1234567-1", "contact": "Matti Malli", "last_day": "31.12.2030",
}  # fmt: skip
GIVEN = {"given_by": "Matti Malli", "last_day": "31.12.2029"}


@pytest.fixture
def firm(owner: Client) -> Firm:
    send(owner, "staff:firms_new", FIRM)
    return Firm.objects.get()


@pytest.fixture
def worker(owner: Client, siiri: Provider, firm: Firm) -> Provider:
    bind(siiri)
    send(owner, "staff:providers_firm", {"firm": str(firm.id)}, siiri.id)
    return siiri


def can_be_given_visits(provider: Provider) -> bool:
    return queries.assignable(at=clock.now()).filter(id=provider.id).exists()


def test_a_firms_worker_is_given_visits_once_the_firm_has_attested(owner: Client, worker: Provider) -> None:
    before = can_be_given_visits(worker)
    assert "ennen kuin nämä ovat voimassa" in page(owner, "staff:providers_one", worker.id)

    send(owner, "staff:providers_attestation", GIVEN, worker.id)

    html = page(owner, "staff:providers_one", worker.id)
    assert (before, can_be_given_visits(worker)) == (False, True)
    assert "Siivous Malli Ky" in html
    assert "ennen kuin nämä ovat voimassa" not in html


def test_the_attestation_and_the_firms_promise_are_ended_by_a_press(
    owner: Client, worker: Provider, firm: Firm
) -> None:
    send(owner, "staff:providers_attestation", GIVEN, worker.id)
    send(owner, "staff:attestation_ending", {}, Attestation.objects.get().id)
    after_the_first = can_be_given_visits(worker)
    send(owner, "staff:providers_attestation", GIVEN, worker.id)

    send(owner, "staff:firms_ending", {}, firm.id)

    assert (after_the_first, can_be_given_visits(worker)) == (False, False)
    assert "Ei voimassa" in page(owner, "staff:firms")
    send(owner, "staff:firms_commitment", {"contact": "Liisa", "last_day": "31.12.2030"}, firm.id)
    assert can_be_given_visits(worker)


def test_who_comes_to_us_needs_no_attestation(owner: Client, worker: Provider) -> None:
    send(owner, "staff:providers_firm", {"firm": ""}, worker.id)

    assert can_be_given_visits(worker)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Anna yrityksen nimi"),
        ({"business_id": "1234567-2"}, "Tarkista Y-tunnus. Se on muotoa 1234567-1."),
        ({"contact": "\u200b"}, "Anna allekirjoittajan nimi"),
        ({"last_day": ""}, "Anna viimeinen päivä, esimerkiksi 31.12.2027"),
    ],
)
def test_a_slip_is_told_of(owner: Client, typed: dict[str, str], sentence: str) -> None:
    assert wrong(owner, "staff:firms_new", FIRM | typed) == [sentence]


def test_nothing_is_attested_for_who_has_no_firm(owner: Client, siiri: Provider) -> None:
    answer = owner.post(f"/staff/setup/providers/{siiri.id}/attestation/", GIVEN)

    assert "Tekijä ei työskentele kumppaniyrityksessä" in answer.content.decode()
    assert not Attestation.objects.exists()


def test_the_office_reads_and_changes_nothing(firm: Firm) -> None:
    office = sign_in(Client(), account("toimisto@malli.example", Role.OFFICE))

    html = page(office, "staff:firms")

    assert "Siivous Malli Ky" in html
    assert "Lisää kumppaniyritys" not in html
