"""A sign-in with a browser that the account was not used with before is told of."""

from collections.abc import Callable

import pytest
from django.test import Client

from lupaus.accounts import known_devices
from lupaus.accounts.models import Device
from tests.support import NOON, account, outbox

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def enter(code: Callable[..., str]) -> Callable[[Client], Client]:
    """Return a function that signs a browser in by a mailed code."""

    def sign_in(client: Client) -> Client:
        client.post("/account/login/", {"email": "aino@example.fi"})
        client.post("/account/login/code/", {"code": code()}, headers={"user-agent": FIREFOX})
        return client

    account()
    return sign_in


def told() -> list[str]:
    return [mail.subject for mail in outbox("accounts.changed")]


def test_a_second_browser_is_told_of_and_the_first_is_not(enter: Callable[[Client], Client]) -> None:
    enter(Client())
    before = told()

    enter(Client())

    assert (before, told()) == ([], ["Tilillesi kirjauduttiin uudella laitteella"])
    letter = outbox("accounts.changed")[-1]
    assert letter.to == "aino@example.fi"
    assert "Firefox, Windows" in letter.text


def test_a_browser_that_signed_out_is_known_again(enter: Callable[[Client], Client]) -> None:
    client = enter(Client())
    client.post("/account/logout/")
    assert client.get("/account/").status_code == 302

    enter(client)

    assert told() == []


def test_control_a_browser_that_lost_its_cookie_is_a_new_one(enter: Callable[[Client], Client]) -> None:
    client = enter(Client())
    client.post("/account/logout/")
    client.cookies.clear()

    enter(client)

    assert len(told()) == 1


def test_the_cookie_of_one_account_makes_another_no_less_new(enter: Callable[[Client], Client]) -> None:
    client, other = enter(Client()), account("eero@example.fi")
    known_devices.recognise(other, "elsewhere", browser="", now=NOON)

    assert known_devices.recognise(other, client.cookies["lupaus_device"].value, browser="", now=NOON).is_new


def test_nobody_who_reads_the_table_can_be_taken_for_the_browser(enter: Callable[[Client], Client]) -> None:
    token = enter(Client()).cookies["lupaus_device"].value

    row = Device.objects.get()
    assert token not in row.token_hash
    assert row.browser == "Firefox, Windows"


def test_a_browser_is_forgotten_a_year_after_it_was_used_last() -> None:
    known_devices.recognise(account(), "", browser="", now=NOON)

    assert known_devices.sweep(NOON + known_devices.KEPT - (known_devices.KEPT / 365)) == 0
    assert known_devices.sweep(NOON + known_devices.KEPT) == 1
