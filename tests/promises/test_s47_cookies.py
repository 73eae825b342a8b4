"""Clause S47: the only cookies are those that ordering and signing in need, and the list of them is true."""

import os
import subprocess
import sys
from http.cookies import Morsel
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises.stores import COOKIES
from tests.sites.public.conftest import AT, Browser, Shop, open_shop

PROMISE = Promise("S47", State.ENFORCED)

READING = (
    "/",
    "/services/",
    "/order/",
    "/cookies/",
    "/saavutettavuus",
    "/tietosuoja",
    "/account/login/",
    "/robots.txt",
)
DECLARED = {getattr(settings, cookie.setting) for cookie in COOKIES}
PRODUCTION = {
    "LUPAUS_ENV": "production",
    "LUPAUS_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "LUPAUS_ROOT_KEY": "0123456789abcdef" * 4,
    "LUPAUS_HOSTS": "lupaus.example",
    "LUPAUS_SITE_URL": "https://lupaus.example",
    "LUPAUS_EMAIL_URL": "smtps://user:word@mail.example",
    "LUPAUS_MAIL_FROM": "asiakaspalvelu@lupaus.example",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
}
FLAGS = """
from lupaus.project import settings as s
print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE)
print(s.LANGUAGE_COOKIE_NAME, s.LANGUAGE_COOKIE_SECURE, s.DEVICE_COOKIE_NAME, s.SESSION_COOKIE_SECURE)
"""


@pytest.fixture
def shop(db: None) -> Shop:
    clock.set_to(AT)
    return open_shop()


def set_while_ordering(shop: Shop) -> "dict[str, Morsel[Any]]":
    """Return every cookie that reading, ordering and asking for a code have set."""
    browser = Browser(Client(), shop)
    for path in READING:
        browser.client.get(path)
    browser.fill_in()
    browser.order()
    browser.client.post("/account/login/", {"email": "maija@esimerkki.fi"})
    return dict(browser.client.cookies)


@pytest.mark.parametrize("path", READING)
def test_a_first_look_sets_at_most_one_cookie(shop: Shop, path: str) -> None:
    assert len(Client().get(path).cookies) <= 1


def test_the_cookies_that_are_set_are_among_those_declared(shop: Shop) -> None:
    assert set(set_while_ordering(shop)) <= DECLARED


def test_the_page_of_cookies_lists_those_declared(shop: Shop) -> None:
    page = Client().get("/cookies/").content.decode()

    assert [name for name in DECLARED if name not in page] == []


def test_scripts_and_other_sites_never_reach_a_cookie(shop: Shop) -> None:
    cookies = set_while_ordering(shop)

    assert {(cookie["httponly"], cookie["samesite"]) for cookie in cookies.values()} == {(True, "Lax")}


def test_in_production_cookies_travel_over_https_to_this_host_alone() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FLAGS], env=os.environ | PRODUCTION, capture_output=True, text=True, check=True
    )

    names, flags = told.stdout.split()[::2], told.stdout.split()[1::2]
    assert names == ["__Host-lupaus_session", "__Host-lupaus_csrf", "__Host-lupaus_language", "__Host-lupaus_device"]
    assert flags == ["True"] * 4


def test_control_a_cookie_nobody_declared_is_noticed(shop: Shop) -> None:
    answer = HttpResponse()
    answer.set_cookie("_tracking", "1")

    assert not set(answer.cookies) <= DECLARED
