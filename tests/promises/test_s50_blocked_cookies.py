"""Clause S50: whoever blocks cookies can read everything, and nothing is ever asked from another host."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from tests.sites.public.conftest import AT, Browser, Shop, open_shop

PROMISE = Promise("S50", State.ENFORCED)

READING = ("/", "/services/", "/order/", "/cookies/", "/saavutettavuus", "/tietosuoja", "/dataskydd", "/privacy")
FETCHED = re.compile(
    r'<(?:img|script|link|iframe|source|video|audio|object|embed)\b[^>]*?\b(?:src|href|data)="([^"]+)"'
)


@pytest.fixture
def shop(db: None) -> Shop:
    clock.set_to(AT)
    return open_shop()


@pytest.mark.parametrize("path", READING)
def test_every_public_page_is_read_without_cookies(shop: Shop, path: str) -> None:
    assert [Client().get(path).status_code for _time in range(2)] == [200, 200]


def test_the_order_explains_that_it_needs_our_own_cookie(shop: Shop) -> None:
    answer = Client(enforce_csrf_checks=True).post("/order/", shop.service, headers={"Origin": "http://testserver"})

    assert answer.status_code == 200
    assert "Salli selaimessasi tämän sivuston omat evästeet" in answer.content.decode()


def test_the_order_needs_our_own_cookies_only(shop: Shop) -> None:
    browser = Browser(Client(), shop)
    browser.fill_in()

    assert browser.order().status_code == 302
    assert all(not cookie["domain"] for cookie in browser.client.cookies.values())


@pytest.mark.parametrize("path", [*READING, "/no-such-page"])
def test_a_page_fetches_nothing_from_another_host(shop: Shop, path: str) -> None:
    assert foreign_hosts(Client().get(path).content.decode()) == set()


@pytest.mark.parametrize("path", [*READING, "/no-such-page"])
def test_the_policy_of_every_answer_forbids_other_hosts(shop: Shop, path: str) -> None:
    policy = Client().get(path)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert re.findall(r"https?:|\*|unsafe", policy) == []


def foreign_hosts(page: str) -> set[str]:
    """Return the hosts that a browser would fetch parts of the page from."""
    return {host for address in FETCHED.findall(page) if (host := urlsplit(address).netloc)}


def test_control_a_font_from_elsewhere_is_noticed() -> None:
    assert foreign_hosts('<link rel="stylesheet" href="https://fonts.example/css">') == {"fonts.example"}


@override_settings(SECURE_CSP={"default-src": ["*"]})
def test_control_an_open_policy_is_noticed(shop: Shop) -> None:
    assert re.findall(r"\*", Client().get("/")["Content-Security-Policy"]) == ["*"]
