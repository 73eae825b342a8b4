"""Clause S6: who signs in is who they say, staff twice over, and everybody reaches their own things only."""

import re

import pytest
from django.test import Client

from lupaus.accounts.models import User
from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import queries as register
from lupaus.scheduling import queries as scheduling
from lupaus.scheduling.models import Visit
from lupaus.sites.account import recency
from tests.support import account, outbox, sign_in
from tests.world import AINO, World

PROMISE = Promise("S6", State.ENFORCED)

PASSWORD = "kuusi palaa yksin 9x"
OF_A = (
    "/my/visits/{visit}/",
    "/my/data/addresses/{address}/",
    "/my/data/{customer}/name/",
    "/my/invoices/{invoice}.pdf",
)


def with_code(client: Client, code: str = "") -> Client:
    """Sign A in as A does: address, mail, code."""
    client.post("/account/login/", {"email": AINO.email})
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", outbox("accounts.login_code")[-1].text)
    assert found
    client.post("/account/login/code/", {"code": code or found.group()})
    return client


def test_the_mailed_code_signs_in_and_another_does_not(world: World) -> None:
    assert with_code(Client()).get("/my/").status_code == 200
    assert with_code(Client(), "ZZZZ-ZZZZ").get("/my/").status_code == 302


def test_ten_wrong_passwords_are_not_all_tried(world: World) -> None:
    user = User.objects.get(id=world.users["a"].id)
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    for password in [*["wrong wrong wrong"] * 10, PASSWORD]:
        client.post("/account/login/password/", {"login": AINO.email, "password": password})

    assert client.get("/my/").status_code == 302


def test_staff_without_a_second_factor_are_sent_to_get_one(world: World) -> None:
    office = sign_in(Client(), world.users["office"], second_factor=False)

    assert office.get("/staff/")["Location"].startswith("/account/factors/")
    assert world.client("office").get("/staff/").status_code == 200


@pytest.mark.parametrize("page", OF_A)
def test_what_is_anothers_does_not_exist_and_the_attempt_is_journalled(page: str, world: World) -> None:
    address = page.format(**world.ids)

    assert world.client("a").get(address).status_code == 200
    assert world.client("b").get(address).status_code == 404
    assert Entry.objects.filter(action="access.denied", actor=world.users["b"].id).exists()


def test_somebody_without_any_role_reaches_no_site(world: World) -> None:
    nobody = sign_in(Client(), account("kukaan@esimerkki.fi"))

    assert [nobody.get(page).status_code for page in ("/my/", "/work/", "/staff/")] == [404, 404, 404]


def test_control_with_a_query_that_asks_for_no_owner_a_stranger_reads_the_visit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "visits_of", lambda _actor: Visit.objects.select_related("order"))

    assert world.client("b").get(f"/my/visits/{world.ids['visit']}/").status_code == 200
    assert world.ids["customer"] not in {each.id for each in register.own_customers(world.actor("b"))}


def test_control_without_the_gate_staff_would_enter_with_one_factor(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recency, "used_second_factor", lambda _request: True)
    office = sign_in(Client(), world.users["office"], second_factor=False)

    assert office.get("/staff/").status_code == 200
