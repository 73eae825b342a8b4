"""People and rights by hand: proposed by one owner, approved by another, signatures and sign-ins ended."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lupaus.accounts import actors, grants, reviews, users
from lupaus.accounts.models import Agreement, Grant, GrantReview, Signature, User
from lupaus.foundation import clock
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account, bind, sign_in

pytestmark = pytest.mark.django_db

PEOPLE = "/staff/people/"


@pytest.fixture
def first() -> User:
    clock.set_to(NOON)
    return account("oona@malli.example", Role.OWNER)


@pytest.fixture
def second(first: User) -> User:
    return account("otto@malli.example", Role.OWNER)


@pytest.fixture
def oona(first: User) -> Client:
    return sign_in(Client(), first)


@pytest.fixture
def otto(second: User) -> Client:
    return sign_in(Client(), second)


def propose(client: Client, **typed: str) -> HttpResponse:
    answer: HttpResponse = client.post(PEOPLE + "new/", {"email": "tiina@malli.example", "role": "office"} | typed)
    return answer


def tiina() -> User:
    user = users.by_email("tiina@malli.example")
    assert user is not None
    return user


def text(client: Client, path: str = PEOPLE) -> str:
    return client.get(path).content.decode()


def test_one_proposes_another_approves_and_the_page_says_who(oona: Client, otto: Client) -> None:
    propose(oona)
    asked = Grant.objects.waiting().get()
    assert "Odottaa päätöstä" in text(otto)

    otto.post(f"/staff/people/roles/{asked.pk}/approval/")

    page = text(oona, f"/staff/people/{asked.user_id}/")
    assert "Ehdotti Testi Henkilö, hyväksyi Testi Henkilö" in page
    assert "tiina@malli.example" in page
    assert actors.actor_of(asked.user, at=clock.now()).has(Role.OFFICE)


def test_ones_own_proposal_and_ones_own_role_are_refused_at_the_address_too(oona: Client, otto: Client) -> None:
    propose(oona)
    propose(oona, email="otto@malli.example", role="privacy")

    oona.post(f"/staff/people/roles/{Grant.objects.waiting().get(role='office').pk}/approval/")
    otto.post(f"/staff/people/roles/{Grant.objects.waiting().get(role='privacy').pk}/approval/")

    assert Grant.objects.waiting().count() == 2


def test_the_only_owner_is_told_that_it_begins_at_once_and_that_this_ends(oona: Client) -> None:
    before = text(oona)

    propose(oona, role="owner")

    assert ("vain yksi omistaja" in before, "vain yksi omistaja" in text(oona)) == (True, False)
    assert Grant.objects.waiting().count() == 0
    assert "yksin, koska toista omistajaa ei ollut" in text(oona, f"/staff/people/{tiina().pk}/")


def test_a_role_ends_at_its_minute_within_the_sign_in(oona: Client) -> None:
    propose(oona, last_day="26.11.2026", ends="9.30")
    bind(tiina())
    client = sign_in(Client(), tiina())
    end = Grant.objects.get(user=tiina()).until
    assert end is not None

    clock.set_to(end - timedelta(seconds=30))
    before = client.get("/staff/").status_code
    clock.set_to(end + timedelta(seconds=1))

    assert (before, client.get("/staff/").status_code) == (200, 404)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "tiina"}, "Anna yksi sähköpostiosoite"),
        ({"role": "provider"}, "Valitse rooli"),
        ({"last_day": "1.1.2020"}, "Valitse päivä"),
        ({"ends": "9.00"}, "Anna myös päivä"),
        ({"email": "oona@malli.example"}, "Et voi päättää omasta roolistasi"),
    ],
)
def test_a_slip_is_told_of(oona: Client, typed: dict[str, str], words: str) -> None:
    answer = propose(oona, **typed)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_proposal_is_taken_back(oona: Client, otto: Client) -> None:
    propose(oona)
    asked = Grant.objects.waiting().get()

    oona.post(f"/staff/people/roles/{asked.pk}/refusal/")

    assert Grant.objects.waiting().count() == 0
    assert "hylätty" in text(otto, f"/staff/people/{asked.user_id}/")


def test_a_role_is_ended_and_the_last_owner_stays(oona: Client, first: User) -> None:
    office = account("tiina@malli.example", Role.OFFICE)
    client = sign_in(Client(), office)
    for user in (office, first):
        oona.post(f"/staff/people/roles/{Grant.objects.get(user=user).pk}/ending/")

    assert client.get("/staff/").status_code == 404
    assert "Yrityksellä on oltava vähintään yksi omistaja" in text(oona)


def test_what_matters_asks_again_who_one_is(first: User, second: User) -> None:
    with time_machine.travel(NOON, tick=False) as wall:
        oona = sign_in(Client(), first)
        user = account("x@malli.example")
        asked = grants.propose(user, Role.OFFICE, by=actors.actor_of(second, at=NOON), at=NOON)
        wall.shift(600)
        answers = [
            oona.get(PEOPLE + "new/"),
            propose(oona),
            oona.post(f"/staff/people/roles/{asked.pk}/approval/"),
            oona.post(f"/staff/people/roles/{Grant.objects.get(user=second).pk}/ending/"),
            oona.post(f"/staff/people/{second.pk}/sign-out/"),
            oona.get("/staff/people/agreement/new/"),
            oona.get("/staff/setup/company/form/"),
        ]

        assert {answer["Location"].split("?")[0] for answer in answers} == {"/account/again/mail/"}
        assert Grant.objects.waiting().count() == 1


def test_control_who_has_just_shown_it_is_not_asked(oona: Client) -> None:
    assert oona.get(PEOPLE + "new/").status_code == 200
    assert oona.get("/staff/setup/company/form/").status_code == 200


def test_a_signature_is_ended_and_its_owner_is_out(oona: Client) -> None:
    office = account("tiina@malli.example", Role.OFFICE)
    client = sign_in(Client(), office)

    oona.post(f"/staff/people/signatures/{Signature.objects.get(subject=office.subject).pk}/ending/")

    assert client.get("/staff/")["Location"].startswith("/account/confidentiality/")
    assert "Ei voimassa" in text(oona)


def test_the_signature_of_somebody_elsewhere_is_not_there(oona: Client) -> None:
    other = bind(account("tekija@malli.example"))

    assert oona.post(f"/staff/people/signatures/{other.pk}/ending/").status_code == 404


def test_somebody_is_signed_out_everywhere(oona: Client) -> None:
    office = account("tiina@malli.example", Role.OFFICE)
    client = sign_in(Client(), office)
    assert "Kirjaa ulos kaikkialta" in text(oona, f"/staff/people/{office.pk}/")

    oona.post(f"/staff/people/{office.pk}/sign-out/")

    assert client.get("/staff/")["Location"].startswith("/account/login/")


def test_a_new_version_is_published_and_everybody_signs_anew_from_a_day_on(oona: Client) -> None:
    typed = {"text": "Uusi teksti.", "valid_days": "365", "binding_on": "1.12.2026"}

    oona.post("/staff/people/agreement/new/", typed)

    version = Agreement.objects.latest("number")
    assert (version.text, Signature.objects.get().until) == ("Uusi teksti.", version.binding_from)
    assert "Uusi teksti." in text(oona, "/staff/people/agreement/")


def test_the_quarters_look_is_done_on_the_list(oona: Client, second: User) -> None:
    grant = Grant.objects.get(user=account("tiina@malli.example", Role.OFFICE))
    assert "Tarvitaan edelleen" in text(oona)

    oona.post(f"/staff/people/roles/{grant.pk}/review/")

    assert GrantReview.objects.get().grant == grant
    assert grant not in reviews.due(clock.now())


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRIVACY])
def test_only_owners_enter(role: Role, first: User) -> None:
    assert sign_in(Client(), account("x@malli.example", role)).get(PEOPLE).status_code == 404


def test_the_list_asks_the_same_for_one_and_for_three(oona: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            oona.get(PEOPLE)
        return len(seen)

    account("a@malli.example", Role.OFFICE)
    asked()
    one = asked()
    for name in ("b", "c"):
        account(f"{name}@malli.example", Role.OFFICE)

    assert asked() == one


def test_what_a_customer_signs_in_with_is_not_opened_there(oona: Client) -> None:
    customer = account("asiakas@esimerkki.fi")
    grants.give(account("x@malli.example"), Role.OFFICE, by=SYSTEM, at=NOON)

    assert oona.get(f"/staff/people/{customer.pk}/").status_code == 404
    assert "asiakas@esimerkki.fi" not in text(oona)
