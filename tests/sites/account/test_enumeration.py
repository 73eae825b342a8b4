"""Time tells nothing about whether an address has an account.

Source: trust, H30.
"""

import statistics
import time

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from tests.support import account

pytestmark = [pytest.mark.django_db, pytest.mark.drill]

ROUNDS = 200


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/forgotten/"])
def test_a_stranger_waits_as_long_as_a_customer(path: str) -> None:
    account("aino@example.fi")
    took: dict[str, list[float]] = {"aino@example.fi": [], "stranger@example.fi": []}
    for _ in range(10):
        _ask(path, "stranger@example.fi")

    for _ in range(ROUNDS):
        for address, times in took.items():
            times.append(_ask(path, address))

    known, stranger = (statistics.median(times) for times in took.values())
    assert abs(known - stranger) / known < 0.1, f"known {known * 1e3:.1f} ms, stranger {stranger * 1e3:.1f} ms"


def test_a_wrong_password_takes_as_long_as_an_unknown_address(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["lupaus.accounts.passwords.Argon2id"]
    user = account("aino@example.fi")
    user.set_password("kuusi palaa yksin 9x")
    user.save()
    took: dict[str, list[float]] = {"aino@example.fi": [], "stranger@example.fi": []}

    for _ in range(5):
        _enter("stranger@example.fi")

    for _ in range(ROUNDS // 2):
        for address, times in took.items():
            times.append(_enter(address))

    known, stranger = (statistics.median(times) for times in took.values())
    assert abs(known - stranger) / known < 0.1, f"known {known * 1e3:.1f} ms, stranger {stranger * 1e3:.1f} ms"


def test_the_control_would_see_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the decoy, a stranger is answered sooner."""
    monkeypatch.setattr("lupaus.sites.account.decoy.write", lambda request, handle: None)

    with pytest.raises(AssertionError, match="stranger"):
        test_a_stranger_waits_as_long_as_a_customer("/account/login/")


def _ask(path: str, address: str) -> float:
    """Return the processor time an answer takes, which the load of other programs does not blur."""
    cache.clear()
    browser = Client()
    start = time.process_time()
    browser.post(path, {"email": address})
    return time.process_time() - start


def _enter(address: str) -> float:
    """Return the processor time an attempt takes: hashing is nearly all of it, and load does not blur it."""
    cache.clear()
    browser = Client()
    start = time.process_time()
    browser.post("/account/login/password/", {"login": address, "password": "wrong wrong wrong"})
    return time.process_time() - start
