"""Showing again who one is, by mail."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.sites.account.test_password import with_password
from tests.support import account, outbox, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/account/again/mail/"
WRONG = "ZZZZ-ZZZZ"


def test_the_page_sends_nothing_before_it_is_asked(client: Client) -> None:
    sign_in(client, account())

    page = client.get(PAGE).content.decode()

    assert "Lähetä koodi sähköpostiini" in page
    assert outbox() == []


def test_the_third_wrong_code_uses_the_right_one_up(client: Client, code: Callable[..., str]) -> None:
    sign_in(client, account())
    client.post(PAGE)

    for _ in range(3):
        client.post(PAGE, {"code": WRONG})
    answer = client.post(PAGE, {"code": code("accounts.reauthentication_code")})

    assert answer.status_code == 200


def test_the_right_code_leads_on_and_works_once(client: Client, code: Callable[..., str]) -> None:
    sign_in(client, account())
    client.post(PAGE)
    right = code("accounts.reauthentication_code")

    first = client.post(PAGE, {"code": right})
    again = client.post(PAGE, {"code": right})

    assert (first["Location"], again.status_code) == ("/account/", 200)


def test_more_than_three_codes_a_minute_are_not_sent(client: Client) -> None:
    sign_in(client, account())

    answers = [client.post(PAGE).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert len(outbox()) == 3


def test_who_has_a_password_shows_that_instead(client: Client) -> None:
    sign_in(client, with_password())

    assert client.get(PAGE)["Location"] == "/account/again/password/"


def test_after_signing_out_a_page_says_so_and_before_it_leads_home(client: Client) -> None:
    said = client.get("/account/signed-out/").content.decode()
    sign_in(client, account())

    assert "Olet kirjautunut ulos" in said
    assert client.get("/account/signed-out/")["Location"] == "/account/"
