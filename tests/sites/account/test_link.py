"""One-time links."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from lupaus.accounts import sign_in_links, users
from lupaus.accounts.models import User
from lupaus.accounts.sign_in_links import OnlyInDevelopment
from lupaus.foundation import clock
from lupaus.promises import Role
from tests.sites.account.test_second_factor import with_totp
from tests.support import NOON, SYSTEM, account

pytestmark = pytest.mark.django_db


def link(user: User, *, is_second_factor: bool = False) -> str:
    token = sign_in_links.make(user, by=SYSTEM, at=NOON, now=clock.wall(), is_second_factor=is_second_factor)
    return f"/account/link/{token}/"


def test_a_link_signs_in_once_when_the_button_is_pressed(client: Client) -> None:
    path = link(account())

    client.post(path)
    again = Client().post(path)

    assert (client.get("/account/").status_code, again.status_code) == (200, 404)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_uses_nothing_up(client: Client, method: str) -> None:
    path = link(account())

    looked = getattr(Client(), method)(path)
    client.post(path)

    assert (looked.status_code, client.get("/account/").status_code) == (200, 200)


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 302)])
def test_a_link_works_for_an_hour(client: Client, minutes: int, status: int) -> None:
    with time_machine.travel(NOON, tick=False) as wall:
        path = link(account())
        wall.shift(timedelta(minutes=minutes))
        client.post(path)

        assert client.get("/account/").status_code == status


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000])
def test_a_link_that_is_none_is_not_found(client: Client, token: str) -> None:
    assert client.get(f"/account/link/{token}/").status_code == 404
    assert client.post(f"/account/link/{token}/").status_code == 404


def test_a_link_of_a_disabled_account_is_dead(client: Client) -> None:
    user = account()
    path = link(user)
    users.disable(user, by=SYSTEM, at=NOON)

    assert client.post(path).status_code == 404


def test_a_link_that_counts_as_second_factor_exists_in_development_only() -> None:
    with pytest.raises(OnlyInDevelopment):
        link(account(), is_second_factor=True)


@pytest.mark.parametrize("has_factor", [False, True])
def test_in_development_it_lets_staff_in(client: Client, settings: Settings, has_factor: bool) -> None:
    settings.LUPAUS_DEVELOPMENT = True
    user = account("toimisto@example.fi", Role.OFFICE)
    if has_factor:
        with_totp(user)

    client.post(link(user, is_second_factor=True))

    assert client.get("/account/").status_code == 200


def test_such_a_sign_in_does_not_outlive_development(client: Client, settings: Settings) -> None:
    settings.LUPAUS_DEVELOPMENT = True
    client.post(link(account("toimisto@example.fi", Role.OFFICE), is_second_factor=True))

    settings.LUPAUS_DEVELOPMENT = False

    assert client.get("/account/").status_code == 302


def test_an_ordinary_link_of_staff_leads_to_the_second_factor(client: Client) -> None:
    client.post(link(account("omistaja@example.fi", Role.OWNER)))

    assert client.get("/account/")["Location"].startswith("/account/factors/")
