"""Clause S28: passwords are hashed for good, browsers kept by name only, sign-ins listed and ended by their owner."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from lupaus.accounts import devices
from lupaus.accounts.models import Session, User
from lupaus.accounts.passwords import Argon2id
from lupaus.privacy.proof.promise import Promise, State
from tests.support import sign_in
from tests.world import World

PROMISE = Promise(
    "S28",
    State.PARTLY,
    missing="the list of breached passwords is short (Django's 20 000 and our own words), not a full one",
)

PASSWORD = "kuusi palaa yksin 9x"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
ARGON2 = override_settings(PASSWORD_HASHERS=["lupaus.accounts.passwords.Argon2id"])


def every_row() -> str:
    """Return the tables of accounts and sessions as a dump would hold them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_to_json(each)::text from accounts_user each"
            " union all select row_to_json(each)::text from accounts_session each"
        )
        return "\n".join(row[0] for row in cursor.fetchall())


@ARGON2
def test_a_password_is_kept_as_argon2id_and_nowhere_else(world: World) -> None:
    user = User.objects.get(id=world.users["a"].id)
    user.set_password(PASSWORD)
    user.save()

    assert User.objects.get(id=user.id).password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert PASSWORD not in every_row()


def test_that_is_how_the_product_is_set_up() -> None:
    assert Argon2id.memory_cost >= 47_104
    assert any(
        "breached" in each["NAME"].lower() or "Common" in each["NAME"] for each in settings.AUTH_PASSWORD_VALIDATORS
    )


def test_a_common_password_is_refused(world: World) -> None:
    sent = {"password1": "password12345", "password2": "password12345"}
    answer = world.client("a").post("/account/password/first/", sent)

    assert answer.status_code in {200, 422}
    assert not User.objects.get(id=world.users["a"].id).has_usable_password()


def test_a_sign_in_elsewhere_is_listed_and_ended_and_is_out_at_its_next_request(world: World) -> None:
    here, elsewhere = world.client("a"), sign_in(Client(), world.users["a"])
    other = Session.objects.filter(user=world.users["a"]).order_by("-seen_at").first()
    assert other is not None
    assert elsewhere.get("/my/").status_code == 200

    here.post("/account/sessions/", {"others": "1"})

    assert here.get("/my/").status_code == 200
    assert elsewhere.get("/my/")["Location"].startswith("/account/login/")


def test_own_data_leads_to_the_list_of_sign_ins(world: World) -> None:
    assert "/account/sessions/" in world.client("a").get("/my/data/").content.decode()


def test_of_a_browser_only_its_name_is_kept(world: World) -> None:
    world.client("a").get("/my/", headers={"user-agent": FIREFOX})

    assert "rv:140" not in every_row()
    assert devices.browser_of(FIREFOX) == "Firefox, Windows"


@ARGON2
def test_control_a_password_in_a_plain_column_would_be_found(world: World) -> None:
    User.objects.filter(id=world.users["a"].id).update(password=PASSWORD)

    assert PASSWORD in every_row()


def test_control_without_ending_it_the_other_sign_in_goes_on(world: World) -> None:
    elsewhere = sign_in(Client(), world.users["a"])

    assert elsewhere.get("/my/").status_code == 200


@pytest.mark.parametrize("session", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_sign_in_that_is_none_ends_nothing(session: str, world: World) -> None:
    assert world.client("a").post("/account/sessions/", {"session": session}).status_code == 404
