import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.promises import Role
from lupaus.providers.models import Provider
from tests.sites.staff.setup_forms import SIIRI, send
from tests.staging import built_world, staged_world
from tests.support import account, sign_in

__all__ = ["built_world", "staged_world"]


@pytest.fixture
def owner(client: Client) -> Client:
    """Return a browser in which the company's owner is signed in."""
    return sign_in(client, account("omistaja@malli.example", Role.OWNER, at=clock.now()))


@pytest.fixture
def office() -> Client:
    """Return a browser in which somebody of the office is signed in."""
    return sign_in(Client(), account("toimisto@malli.example", Role.OFFICE, at=clock.now()))


@pytest.fixture
def siiri(owner: Client) -> Provider:
    """Return a provider whom the owner has entered."""
    send(owner, "staff:providers_new", SIIRI)
    return Provider.objects.get()
