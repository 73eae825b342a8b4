"""Helpers for the account pages' tests."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.support import outbox


def code_in(text: str) -> str:
    """Return the code that a letter holds."""
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", text)
    assert found
    return found.group()


@pytest.fixture
def code() -> Callable[[str], str]:
    """Return a function that reads the code of the newest letter of a kind."""
    return lambda kind="accounts.login_code": code_in(outbox(kind)[-1].text)


@pytest.fixture
def sign_in_by_code(client: Client, code: Callable[..., str]) -> Callable[[str], Client]:
    """Return a function that signs the client in as somebody does: address, mail, code."""

    def enter(address: str = "aino@example.fi") -> Client:
        client.post("/account/login/", {"email": address})
        client.post("/account/login/code/", {"code": code()})
        return client

    return enter
