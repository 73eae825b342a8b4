"""The confidentiality agreement at the doors: who has not signed is led to it, and nothing opens before."""

from datetime import timedelta

import pytest
from django.test import Client

from lupaus.accounts import confidentiality
from lupaus.accounts.models import Agreement, Signature, User
from lupaus.foundation import clock
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/account/confidentiality/"
DAY = "/staff/"


@pytest.fixture
def office() -> User:
    clock.set_to(NOON)
    return account("toimisto@malli.example", Role.OFFICE)


@pytest.fixture
def unsigned(client: Client, office: User) -> Client:
    confidentiality.end(Signature.objects.get(subject=office.subject), by=SYSTEM, at=NOON - timedelta(minutes=1))
    return sign_in(client, office)


def words() -> str:
    return Agreement.objects.latest("number").text_hash


def test_who_has_not_signed_is_led_to_the_agreement_and_back(unsigned: Client) -> None:
    asked = unsigned.get(DAY + "?x=1")
    page = unsigned.get(asked["Location"])
    signed = unsigned.post(asked["Location"], {"name": "Maija Meikäläinen", "read": words()})

    assert asked["Location"] == f"{PAGE}?next=%2Fstaff%2F%3Fx%3D1"
    assert "Pidän asiakkaiden tiedot salassa." in page.content.decode()
    assert signed["Location"] == DAY + "?x=1"
    assert unsigned.get(DAY).status_code == 200


def test_control_who_has_signed_is_let_in(client: Client, office: User) -> None:
    assert sign_in(client, office).get(DAY).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"hx-request": "true"},
        {"x-requested-with": "XMLHttpRequest"},
        {"sec-fetch-mode": "cors"},
    ],
)
def test_a_program_gets_403(unsigned: Client, headers: dict[str, str]) -> None:
    assert unsigned.get(DAY, headers=headers).status_code == 403


def test_a_form_gets_403_and_the_way_to_sign(unsigned: Client) -> None:
    answer = unsigned.post("/staff/customers/")

    assert answer.status_code == 403
    assert PAGE in answer.content.decode()


def test_it_ends_within_the_sign_in_at_its_second(client: Client, office: User) -> None:
    end = NOON + timedelta(hours=1)
    Signature.objects.update(until=end)
    sign_in(client, office)

    clock.set_to(end - timedelta(seconds=2))
    before = client.get(DAY).status_code
    clock.set_to(end + timedelta(seconds=1))

    assert (before, client.get(DAY).status_code) == (200, 302)


@pytest.mark.parametrize(
    ("typed", "words_of_ours"),
    [({"name": " "}, "Kirjoita nimesi"), ({"name": "Maija", "read": "0" * 64}, "Sitoumus on muuttunut")],
)
def test_what_is_missing_is_asked_for(unsigned: Client, typed: dict[str, str], words_of_ours: str) -> None:
    answer = unsigned.post(PAGE, {"read": words()} | typed)

    assert (answer.status_code, words_of_ours in answer.content.decode()) == (422, True)
    assert unsigned.get(DAY).status_code == 302


def test_signing_leads_to_no_other_site(unsigned: Client) -> None:
    signed = unsigned.post(PAGE + "?next=https://evil.example/", {"name": "Maija", "read": words()})

    assert signed["Location"] == DAY


def test_who_has_signed_reads_what_and_until_when(client: Client, office: User) -> None:
    page = sign_in(client, office).get(PAGE).content.decode()

    assert "Testi Henkilö" in page
    assert "Allekirjoita uudelleen" in page
    assert "Voimassa" in sign_in(Client(), office).get("/account/").content.decode()


def test_a_customer_has_nothing_to_sign(client: Client) -> None:
    sign_in(client, account())

    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/account/").content.decode()


def test_who_is_not_signed_in_is_asked_who_they_are(client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("role", "published"), [(Role.OWNER, True), (Role.OFFICE, False)])
def test_before_the_first_version_the_owner_takes_the_one_that_comes_with_the_program(
    client: Client, role: Role, *, published: bool
) -> None:
    clock.set_to(NOON)
    user = account("x@malli.example", role)
    Signature.objects.all().delete()
    Agreement.objects.all().delete()
    sign_in(client, user)

    assert client.get(PAGE).status_code == 200
    client.post(PAGE)

    assert Agreement.objects.exists() is published
