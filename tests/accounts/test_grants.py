"""Roles: given, ended, counted at the minute."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lupaus.accounts import actors, grants, queries, users
from lupaus.accounts.grants import AlreadyGranted, LastOwner, NotGranted, OwnGrant
from lupaus.accounts.models import Grant
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Role
from tests.support import NOON, SYSTEM, account, subject

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_role_holds_from_when_it_is_given() -> None:
    user = account()

    grant = grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON)

    assert not actors.actor_of(user, at=NOON - timedelta(seconds=1)).is_staff
    assert actors.actor_of(user, at=NOON).role is Role.OFFICE
    assert Entry.objects.get(action="grant.given").about == grant.pk


def test_a_role_ends_at_its_minute() -> None:
    user = account()
    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON, until=NOON + HOUR)

    before, after = (actors.actor_of(user, at=NOON + HOUR - gap) for gap in (timedelta(seconds=1), timedelta()))

    assert (before.is_staff, after.is_staff, after.role) == (True, False, Role.VISITOR)


def test_a_revoked_role_is_gone_and_stays_on_record() -> None:
    user = account()
    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON)

    grants.revoke(user, Role.OFFICE, by=SYSTEM, at=NOON + HOUR)

    assert not actors.actor_of(user, at=NOON + HOUR).is_staff
    assert Grant.objects.get().until == NOON + HOUR


def test_a_role_is_given_again_after_it_ended() -> None:
    user = account()
    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON, until=NOON + HOUR)

    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON + HOUR)

    assert Grant.objects.count() == 2


def test_nobody_gives_themselves_a_role() -> None:
    user = account()

    with pytest.raises(OwnGrant):
        grants.give(user, Role.OWNER, by=Actor.person(user.pk, Role.OFFICE), at=NOON)


def test_a_role_is_not_given_twice() -> None:
    user = account("a@example.fi", Role.OFFICE)

    with pytest.raises(AlreadyGranted):
        grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON)


def test_the_database_refuses_a_second_open_grant() -> None:
    user = account("a@example.fi", Role.OFFICE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role=Role.OFFICE, granted_from=NOON)


def test_a_role_that_nobody_has_is_not_revoked() -> None:
    with pytest.raises(NotGranted):
        grants.revoke(account(), Role.OFFICE, by=SYSTEM, at=NOON)


def test_the_last_owner_stays() -> None:
    first = account("a@example.fi", Role.OWNER)
    with pytest.raises(LastOwner):
        grants.revoke(first, Role.OWNER, by=SYSTEM, at=NOON)

    account("b@example.fi", Role.OWNER)
    grants.revoke(first, Role.OWNER, by=SYSTEM, at=NOON)

    assert [user.email for user in queries.holders(Role.OWNER, NOON)] == [users.by_email("b@example.fi").email]  # type: ignore[union-attr]


def test_somebody_acts_in_their_weightiest_role_and_holds_all() -> None:
    user = account("a@example.fi", Role.PROVIDER, Role.OFFICE, Role.OWNER)

    actor = actors.actor_of(user, at=NOON)

    assert (actor.role, actor.roles) == (Role.OWNER, {Role.OWNER, Role.OFFICE, Role.PROVIDER})
    assert actor.subjects == {user.subject_id}


def test_rooms_say_which_people_an_account_is(monkeypatch: pytest.MonkeyPatch) -> None:
    user, person = account(), subject()
    monkeypatch.setattr(
        actors, "_resolvers", [(lambda asked, at: frozenset({person.pk} if asked == user.pk else ()), Role.PROVIDER)]
    )

    own, other = actors.actor_of(user, at=NOON), actors.actor_of(account("x@example.fi"), at=NOON)

    assert (own.role, person.pk in own.subjects) == (Role.PROVIDER, True)
    assert (other.role, person.pk in other.subjects) == (Role.VISITOR, False)


def test_an_actor_costs_one_query_and_one_for_each_room(
    django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = account("a@example.fi", Role.OFFICE, Role.OWNER)
    monkeypatch.setattr(actors, "_resolvers", [])

    with django_assert_num_queries(1):  # type: ignore[operator]
        actors.actor_of(user, at=NOON)
