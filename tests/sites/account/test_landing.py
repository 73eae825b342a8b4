"""Where somebody comes to after signing in."""

import pytest
from django.urls import reverse

from lupaus.accounts import actors
from lupaus.promises import Role
from lupaus.sites.account.landing import landing_page
from tests.support import NOON, account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        ((), "account_home"),
        ((Role.OFFICE,), "staff:day"),
        ((Role.OWNER, Role.OFFICE), "staff:day"),
        ((Role.OWNER,), "staff:settings"),
        ((Role.PROVIDER,), "provider:day"),
        ((Role.CUSTOMER,), "customer:visits"),
        ((Role.PRIVACY,), "desk:promises"),
        ((Role.OWNER, Role.PRIVACY), "staff:settings"),
    ],
)
def test_people_come_to_where_their_work_is(roles: tuple[Role, ...], page: str) -> None:
    assert landing_page(actors.actor_of(account("aino@example.fi", *roles), at=NOON)) == reverse(page)
