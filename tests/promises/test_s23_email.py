"""Clause S23: the e-mail address is verified, and changed only with the word of the new mailbox; the old one hears."""

import re

import pytest
from django.test import Client

from lupaus.accounts import claims, users
from lupaus.accounts.models import User
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import search
from lupaus.register.models import Customer
from tests.support import outbox
from tests.world import AINO, World

PROMISE = Promise("S23", State.ENFORCED)

NEW = "uusi.canary@kanarialintu.fi"


def ask(client: Client, address: str = NEW) -> None:
    client.post("/account/email/", {"email": address, "action_add": "1"})


def confirm(client: Client, code: str = "") -> None:
    letter = outbox("accounts.address_code")[-1]
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", letter.text)
    assert found
    client.post("/account/email/code/", {"code": code or found.group()})


def test_until_the_new_mailbox_answers_the_old_address_stands(world: World) -> None:
    ask(world.client("a"))

    assert outbox("accounts.address_code")[-1].to == NEW
    assert users.by_email(AINO.email) == world.users["a"]
    assert users.by_email(NEW) is None
    assert search.find(NEW).customers == ()


def test_a_wrong_code_moves_nothing(world: World) -> None:
    ask(world.client("a"))

    confirm(world.client("a"), "ZZZZ-ZZZZ")

    assert users.by_email(AINO.email) == world.users["a"]


def test_with_the_code_account_and_customer_move_and_the_old_address_hears_of_it(world: World) -> None:
    own = set(Customer.objects.filter(user=world.users["a"]))
    ask(world.client("a"))

    confirm(world.client("a"))

    assert users.by_email(NEW) == world.users["a"]
    assert users.by_email(AINO.email) is None
    assert set(search.find(NEW).customers) == own
    assert [mail.to for mail in outbox("accounts.changed")] == [
        AINO.email.rpartition("@")[0].lower() + "@kanarialintu.fi"
    ]


def test_the_earlier_address_stays_in_the_customers_own_history(world: World) -> None:
    ask(world.client("a"))
    confirm(world.client("a"))

    page = world.client("a").get("/my/data/history/").content.decode()

    assert AINO.email in page


def test_one_address_is_one_account_however_it_is_written(world: World) -> None:
    assert users.by_email(AINO.email.upper()) == world.users["a"]


def test_the_account_of_somebody_else_cannot_be_taken_by_changing_to_its_address(world: World) -> None:
    ask(world.client("b"), AINO.email)

    assert users.by_email(AINO.email) == world.users["a"]


def test_control_without_the_link_to_the_register_letters_would_go_to_the_old_address(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_claimants", [])
    ask(world.client("a"))
    confirm(world.client("a"))

    assert users.by_email(NEW) == world.users["a"]
    assert search.find(NEW).customers == ()


def test_control_an_account_that_moves_without_a_code_would_lock_its_owner_out(world: World) -> None:
    user = User.objects.get(id=world.users["a"].id)

    users.change_email(user, NEW, by=world.actor("b"), at=world.at)

    assert users.by_email(AINO.email) is None
