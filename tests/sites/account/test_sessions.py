"""Sign-ins: how long they last, how they are listed and ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from lupaus.accounts import grants, users
from lupaus.accounts.models import Grant, Session
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account, sign_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("role", "pause", "status"),
    [
        (Role.OFFICE, timedelta(minutes=29), 200),
        (Role.OFFICE, timedelta(minutes=31), 302),
        (Role.PROVIDER, timedelta(days=13, hours=23), 200),
        (Role.PROVIDER, timedelta(days=14, minutes=1), 302),
        (None, timedelta(days=29, hours=23), 200),
        (None, timedelta(days=30, minutes=1), 302),
    ],
)
def test_a_sign_in_ends_when_it_is_not_used(client: Client, role: Role | None, pause: timedelta, status: int) -> None:
    user = account("aino@example.fi", *([role] if role else []))
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        clock.shift(pause)

        assert client.get("/account/").status_code == status


def test_staff_are_signed_out_after_twelve_hours_of_work(client: Client) -> None:
    user = account("toimisto@example.fi", Role.OFFICE)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        statuses = []
        for _ in range(37):
            clock.shift(timedelta(minutes=20))
            statuses.append(client.get("/account/").status_code)

        assert statuses == [200] * 35 + [302, 302]


def test_the_business_clock_signs_nobody_out(client: Client) -> None:
    from lupaus.foundation import clock  # noqa: PLC0415 -- only here

    sign_in(client, account("toimisto@example.fi", Role.OFFICE))

    clock.advance(timedelta(days=2))

    assert client.get("/account/").status_code == 200


def test_somebody_sees_where_they_are_signed_in_and_ends_another_sign_in(
    client: Client, sign_in_by_code: Callable[..., Client]
) -> None:
    elsewhere = sign_in(Client(), account())
    row = Session.objects.get()
    sign_in_by_code()
    page = client.get("/account/sessions/").content.decode()

    client.post("/account/sessions/", {"session": str(row.pk)})

    assert "Tämä laite" in page
    assert "Kirjaudu ulos muualta" in page
    assert (client.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)


def test_all_other_sign_ins_end_at_once(client: Client) -> None:
    user = account()
    others = [sign_in(Client(), user) for _ in range(3)]
    sign_in(client, user)

    client.post("/account/sessions/", {"others": "1"})

    assert [each.get("/account/").status_code for each in (client, *others)] == [200, 302, 302, 302]


def test_nobody_ends_the_sign_in_of_somebody_else(client: Client) -> None:
    stranger = sign_in(Client(), account("eero@example.fi"))
    sign_in(client, account())
    row = Session.objects.get(user__email__isnull=False, user=users.by_email("eero@example.fi"))

    answer = client.post("/account/sessions/", {"session": str(row.pk)})

    assert (answer.status_code, stranger.get("/account/").status_code) == (404, 200)


@pytest.mark.parametrize("value", ["", "x", "0", "00000000-0000-0000-0000-000000000000", "1' or '1'='1"])
def test_a_sign_in_that_is_none_is_not_found(client: Client, value: str) -> None:
    sign_in(client, account())

    assert client.post("/account/sessions/", {"session": value}).status_code == 404


def test_of_a_browser_only_its_name_and_network_are_kept(client: Client, code: Callable[..., str]) -> None:
    account()
    about = {"REMOTE_ADDR": "198.51.100.77", "HTTP_USER_AGENT": FIREFOX}
    client.post("/account/login/", {"email": "aino@example.fi"}, **about)

    client.post("/account/login/code/", {"code": code()}, **about)

    row = Session.objects.get(user__isnull=False)
    assert (row.network, row.browser) == ("198.51.100.0/24", "Firefox, Windows")


def test_of_a_visitor_nothing_is_kept(client: Client) -> None:
    client.post("/account/login/", {"email": "aino@example.fi"}, REMOTE_ADDR="198.51.100.77", HTTP_USER_AGENT=FIREFOX)

    row = Session.objects.get()
    assert (row.network, row.browser, row.user_id) == ("", "", None)


def test_a_disabled_account_is_out_at_its_next_request(client: Client) -> None:
    user = account()
    sign_in(client, user)
    before = client.get("/account/").status_code

    users.disable(user, by=SYSTEM, at=NOON)

    assert (before, client.get("/account/").status_code) == (200, 302)


def test_a_revoked_role_is_gone_at_the_next_request(client: Client) -> None:
    user = account("toimisto@example.fi", Role.OFFICE)
    sign_in(client, user, second_factor=False)
    before = client.get("/account/").status_code

    grants.revoke(Grant.objects.get(user=user), by=SYSTEM, at=NOON - timedelta(days=290))

    assert (before, client.get("/account/").status_code) == (302, 200)


def test_signing_out_ends_the_session_and_clears_the_browser(client: Client) -> None:
    sign_in(client, account())
    cookie = client.cookies["lupaus_session"].value

    answer = client.post("/account/logout/")

    replayed = Client()
    replayed.cookies["lupaus_session"] = cookie
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert replayed.get("/account/").status_code == 302


def test_looking_at_the_sign_out_page_signs_nobody_out(client: Client) -> None:
    sign_in(client, account())

    client.get("/account/logout/")

    assert client.get("/account/").status_code == 200


def test_account_pages_are_not_stored(client: Client) -> None:
    sign_in(client, account())

    assert "no-store" in client.get("/account/")["Cache-Control"]


@pytest.mark.parametrize("cookie", ["", "x", "a" * 10_000, "0" * 32, "../../etc", "ÿ"])
def test_a_cookie_that_is_none_is_ignored(client: Client, cookie: str) -> None:
    client.cookies["lupaus_session"] = cookie

    assert client.get("/account/login/").status_code == 200


def test_asking_pages_writes_the_time_once_a_minute(client: Client, django_assert_num_queries: object) -> None:
    user = account()
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, user)
        seen = []
        for _ in range(3):
            clock.shift(25)
            client.get("/account/")
            seen.append(Session.objects.get(user=user).seen_at)

        assert len(set(seen)) == 2
