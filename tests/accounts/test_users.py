"""Accounts, their handles and roles."""

import pytest

from lupaus.accounts import users
from tests.support import NOON, SYSTEM, account, subject

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_whatever_its_case() -> None:
    first = account("Aino@Example.fi")

    again = users.open_account(" aino@example.FI ", subject(), by=SYSTEM, at=NOON)

    assert again == first
