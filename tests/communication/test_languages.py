"""In which language a person is written to."""

from uuid import uuid4

import pytest

from lupaus.accounts import users
from lupaus.communication import addresses
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account

pytestmark = pytest.mark.django_db


def test_who_has_chosen_a_language_is_written_to_in_it() -> None:
    user = account("maija@esimerkki.fi", Role.OFFICE)

    users.choose_language(user, "sv", by=SYSTEM, at=NOON)

    assert addresses.language_of(user.subject_id) == "sv"


def test_who_has_not_chosen_is_written_to_in_finnish() -> None:
    user = account("maija@esimerkki.fi", Role.OFFICE)

    assert [addresses.language_of(user.subject_id), addresses.language_of(uuid4())] == ["fi", "fi"]
