"""The quarterly look through the roles."""

from datetime import UTC, datetime, timedelta

import pytest

from lupaus.accounts import actors, grants, reviews
from lupaus.accounts.entitlement import NotEntitled
from lupaus.accounts.grants import NotGranted, OwnGrant
from lupaus.accounts.models import Grant, User
from lupaus.journal.models import Entry
from lupaus.promises import Role
from tests.support import NOON, SYSTEM, account

pytestmark = pytest.mark.django_db

QUARTER = datetime(2026, 9, 30, 21, 0, tzinfo=UTC)
"""The first moment of October in Finland."""


@pytest.fixture
def first() -> User:
    return account("oona@malli.example", Role.OWNER)


@pytest.fixture
def office(first: User) -> Grant:
    return grants.give(account("toimisto@malli.example"), Role.OFFICE, by=SYSTEM, at=QUARTER - timedelta(seconds=1))


@pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (9, 7), (10, 10), (12, 10)])
def test_a_quarter_begins_in_january_april_july_october(month: int, first: int) -> None:
    began = reviews.quarter_began_on(datetime(2026, month, 15, tzinfo=UTC))

    assert (began.month, began.day) == (first, 1)


def test_what_was_given_before_the_quarter_is_due_until_somebody_has_looked(first: User, office: Grant) -> None:
    assert office in reviews.due(QUARTER)
    assert office not in reviews.due(QUARTER - timedelta(seconds=1))

    reviews.confirm(office, by=actors.actor_of(first, at=NOON), at=NOON)

    assert office not in reviews.due(NOON)
    assert office in reviews.due(NOON + timedelta(days=40))
    assert Entry.objects.get(action="grant.reviewed").about == office.pk


def test_what_has_ended_is_not_due(office: Grant) -> None:
    grants.revoke(office, by=SYSTEM, at=NOON)

    assert office not in reviews.due(NOON)
    with pytest.raises(NotGranted):
        reviews.confirm(office, by=actors.actor_of(account("x@malli.example", Role.OWNER), at=NOON), at=NOON)


def test_ones_own_role_is_looked_at_by_another_owner_where_there_is_one(first: User) -> None:
    own = Grant.objects.get(user=first)
    reviews.confirm(own, by=actors.actor_of(first, at=NOON), at=NOON)

    account("otto@malli.example", Role.OWNER)

    with pytest.raises(OwnGrant):
        reviews.confirm(own, by=actors.actor_of(first, at=NOON), at=NOON)


def test_only_owners_look(office: Grant) -> None:
    with pytest.raises(NotEntitled):
        reviews.confirm(office, by=actors.actor_of(office.user, at=NOON), at=NOON)
