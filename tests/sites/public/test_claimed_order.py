"""A guest's order that an account has claimed opens for that account, not for the browser it was made in."""

import pytest
from django.test import Client

from lupaus.accounts import claims
from lupaus.orders.models import Order
from tests.sites.account.conftest import code_in
from tests.sites.public.conftest import CONTACT, Browser
from tests.support import outbox


@pytest.fixture
def guest(browser: Browser) -> Client:
    """Return a browser on a library's desk, in which somebody without an account has just ordered."""
    browser.fill_in()
    browser.order()
    assert browser.client.get(confirmation()).status_code == 200
    return browser.client


def confirmation() -> str:
    return f"/order/{Order.objects.get().id}/"


def claim_at_home() -> Client:
    home = Client()
    home.post("/account/login/", {"email": CONTACT["email"]})
    home.post("/account/login/code/", {"code": code_in(outbox("accounts.login_code")[-1].text)})
    return home


def test_once_it_is_claimed_elsewhere_the_browser_is_asked_who_is_there(guest: Client) -> None:
    home = claim_at_home()

    assert guest.get(confirmation())["Location"].startswith("/account/login/")
    assert home.get(confirmation()).status_code == 200


def test_control_without_asking_who_has_claimed_it_the_browser_would_go_on_showing_it(
    guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_at_home()
    monkeypatch.setattr(claims, "claimed", lambda _own: frozenset())

    assert guest.get(confirmation()).status_code == 200


def test_an_order_without_an_account_is_nobodys_yet(guest: Client) -> None:
    subjects = frozenset({Order.objects.get().subject_id})

    assert claims.claimed(subjects) == frozenset()
    claim_at_home()
    assert claims.claimed(subjects) == subjects
