"""Browsers in which somebody of the demo company is signed in."""

from django.conf import settings
from django.test import Client

from lupaus.accounts import actors
from lupaus.foundation import clock
from lupaus.promises import Role
from tests.support import sign_in

_ROLES = {"customer": Role.CUSTOMER, "provider": Role.PROVIDER, "office": Role.OFFICE}


def browser(who: str) -> Client:
    """Return a client signed in as the first who has the role, on the benchmark's own addresses."""
    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    user = actors.first_with(_ROLES[who], at=clock.now())
    assert user is not None, f"the demo company has no {who}"
    return sign_in(Client(HTTP_HOST="localhost"), user)
