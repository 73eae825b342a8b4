import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.promises import Role
from tests.staging import built_world, staged_world
from tests.support import account, sign_in

__all__ = ["built_world", "staged_world"]


@pytest.fixture
def officer(client: Client) -> Client:
    """Return a browser in which the person in charge of registers is signed in."""
    return sign_in(client, account("tietosuoja@malli.example", Role.PRIVACY, at=clock.now()))
