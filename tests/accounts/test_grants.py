"""Roles: proposed by one, approved by another, ended to the minute."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lupaus.accounts import actors, grants, queries, users
from lupaus.accounts.actors import Identity
from lupaus.accounts.entitlement import NotEntitled
from lupaus.accounts.grants import (
    AlreadyGranted,
    EndsTooEarly,
    LastOwner,
    NeedsApproval,
    NoSuchRole,
    NotGranted,
    NotWaiting,
    OwnGrant,
)
from lupaus.accounts.models import Grant, User
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Role
from tests.support import NOON, SYSTEM, account, subject

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def acting(user: User) -> Actor:
    return actors.actor_of(user, at=NOON)


@pytest.fixture
def first() -> User:
    return account("oona@malli.example", Role.OWNER)


@pytest.fixture
def second(first: User) -> User:
    return account("otto@malli.example", Role.OWNER)


def test_what_one_owner_proposes_begins_when_another_approves(first: User, second: User) -> None:
    user = account()

    asked = grants.propose(user, Role.OFFICE, by=acting(first), at=NOON)
    assert not actors.actor_of(user, at=NOON).is_staff
    given = grants.approve(asked, by=acting(second), at=NOON + HOUR)

    assert not actors.actor_of(user, at=NOON + HOUR - SECOND).is_staff
    assert actors.actor_of(user, at=NOON + HOUR).role is Role.OFFICE
    assert (given.asked_by, given.approved_by, given.granted_from) == (first.pk, second.pk, NOON + HOUR)
    assert [entry.action for entry in Entry.objects.filter(about=given.pk).order_by("at", "id")] == [
        "grant.proposed",
        "grant.given",
    ]


def test_nobody_approves_what_they_proposed(first: User, second: User) -> None:
    asked = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON)

    with pytest.raises(OwnGrant):
        grants.approve(asked, by=acting(first), at=NOON)


def test_nobody_approves_a_role_of_their_own(first: User, second: User) -> None:
    asked = grants.propose(second, Role.PRIVACY, by=acting(first), at=NOON)

    with pytest.raises(OwnGrant):
        grants.approve(asked, by=acting(second), at=NOON)


def test_nobody_proposes_a_role_for_themselves(first: User) -> None:
    with pytest.raises(OwnGrant):
        grants.propose(first, Role.PRIVACY, by=acting(first), at=NOON)


@pytest.mark.parametrize("column", ["asked_by", "user_id"])
def test_the_database_refuses_it_too(first: User, second: User, column: str) -> None:
    asked = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON)

    with pytest.raises(IntegrityError, match="nobody_approves_their_own_grant"), transaction.atomic():
        Grant.objects.filter(pk=asked.pk).update(approved_by=getattr(asked, column))


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRIVACY])
def test_only_owners_decide(first: User, second: User, role: Role) -> None:
    other = acting(account("muu@malli.example", role))
    asked = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON)

    for act in (grants.approve, grants.decline):
        with pytest.raises(NotEntitled):
            act(asked, by=other, at=NOON)
    with pytest.raises(NotEntitled):
        grants.propose(account("x@example.fi"), Role.OFFICE, by=other, at=NOON)
    with pytest.raises(NotEntitled):
        grants.revoke(Grant.objects.get(user=first), by=other, at=NOON)


def test_the_only_owner_there_ever_was_decides_alone_and_it_shows(first: User) -> None:
    given = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON)

    assert (given.granted_from, given.asked_by, given.approved_by) == (NOON, first.pk, None)


def test_that_ends_for_good_when_a_second_owner_begins(first: User) -> None:
    grants.propose(account("otto@malli.example"), Role.OWNER, by=acting(first), at=NOON)
    after = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON)
    grants.revoke(Grant.objects.get(role=Role.OWNER, asked_by=first.pk), by=acting(first), at=NOON)

    alone_again = grants.propose(account("x@example.fi"), Role.OFFICE, by=acting(first), at=NOON)

    assert (after.granted_from, alone_again.granted_from) == (None, None)


def test_a_person_gives_nothing_without_a_second_one(first: User) -> None:
    with pytest.raises(NeedsApproval):
        grants.give(account(), Role.OFFICE, by=acting(first), at=NOON)


def test_a_role_that_comes_with_work_is_not_proposed(first: User) -> None:
    with pytest.raises(NoSuchRole):
        grants.propose(account(), Role.PROVIDER, by=acting(first), at=NOON)


def test_what_was_declined_does_not_begin_and_may_be_proposed_again(first: User, second: User) -> None:
    user = account()
    asked = grants.propose(user, Role.OFFICE, by=acting(first), at=NOON)

    grants.decline(asked, by=acting(second), at=NOON)

    with pytest.raises(NotWaiting):
        grants.approve(asked, by=acting(second), at=NOON)
    assert grants.propose(user, Role.OFFICE, by=acting(first), at=NOON).granted_from is None


def test_a_role_ends_at_its_minute(first: User) -> None:
    user = account()
    grants.propose(user, Role.OFFICE, by=acting(first), at=NOON, until=NOON + HOUR)

    before, after = (actors.actor_of(user, at=NOON + HOUR - gap) for gap in (SECOND, timedelta()))

    assert (before.is_staff, after.is_staff, after.role) == (True, False, Role.VISITOR)


def test_a_proposal_whose_end_has_come_is_not_approved(first: User, second: User) -> None:
    asked = grants.propose(account(), Role.OFFICE, by=acting(first), at=NOON, until=NOON + HOUR)

    with pytest.raises(EndsTooEarly):
        grants.approve(asked, by=acting(second), at=NOON + HOUR)
    with pytest.raises(EndsTooEarly):
        grants.propose(account("x@example.fi"), Role.OFFICE, by=acting(first), at=NOON, until=NOON)


def test_a_revoked_role_is_gone_and_stays_on_record(first: User) -> None:
    user = account()
    given = grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON)

    grants.revoke(given, by=acting(first), at=NOON + HOUR)

    assert not actors.actor_of(user, at=NOON + HOUR).is_staff
    ended = Grant.objects.get(pk=given.pk)
    assert (ended.until, ended.ended_by) == (NOON + HOUR, first.pk)


def test_somebody_gives_their_own_role_up(first: User) -> None:
    user = account("x@example.fi", Role.OFFICE)

    grants.revoke(Grant.objects.get(user=user), by=acting(user), at=NOON)

    assert not actors.actor_of(user, at=NOON).is_staff


def test_an_end_comes_nearer_by_one_and_further_only_by_two(first: User, second: User) -> None:
    user = account()
    given = grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON, until=NOON + 2 * HOUR)

    assert grants.shorten(given, NOON + HOUR, by=acting(first), at=NOON).until == NOON + HOUR
    with pytest.raises(EndsTooEarly):
        grants.shorten(given, NOON + 3 * HOUR, by=acting(first), at=NOON)
    longer = grants.propose(user, Role.OFFICE, by=acting(first), at=NOON, until=NOON + 3 * HOUR)
    grants.approve(longer, by=acting(second), at=NOON)

    assert actors.actor_of(user, at=NOON + 2 * HOUR).is_staff


def test_a_role_is_given_again_after_it_ended() -> None:
    user = account()
    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON, until=NOON + HOUR)

    grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON + HOUR)

    assert Grant.objects.count() == 2


def test_a_role_is_not_given_twice() -> None:
    user = account("a@example.fi", Role.OFFICE)

    with pytest.raises(AlreadyGranted):
        grants.give(user, Role.OFFICE, by=SYSTEM, at=NOON)


def test_the_database_refuses_a_second_open_grant() -> None:
    user = account("a@example.fi", Role.OFFICE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role=Role.OFFICE, asked_at=NOON, granted_from=NOON)


def test_a_role_that_has_ended_is_not_revoked(first: User) -> None:
    given = grants.give(account(), Role.OFFICE, by=SYSTEM, at=NOON, until=NOON + HOUR)

    with pytest.raises(NotGranted):
        grants.revoke(given, by=SYSTEM, at=NOON + HOUR)


def test_the_last_owner_stays(first: User) -> None:
    own = Grant.objects.get(user=first)
    for act in (
        lambda: grants.revoke(own, by=acting(first), at=NOON),
        lambda: grants.shorten(own, NOON + HOUR, by=acting(first), at=NOON),
        lambda: users.disable(first, by=SYSTEM, at=NOON),
    ):
        with pytest.raises(LastOwner):
            act()

    account("b@example.fi", Role.OWNER)
    grants.revoke(own, by=SYSTEM, at=NOON)

    assert [user.email for user in queries.holders(Role.OWNER, NOON)] == [users.by_email("b@example.fi").email]  # type: ignore[union-attr]


def test_an_owner_for_a_time_is_not_who_stays(first: User) -> None:
    grants.give(account(), Role.OWNER, by=SYSTEM, at=NOON, until=NOON + HOUR)

    with pytest.raises(LastOwner):
        grants.revoke(Grant.objects.get(user=first), by=acting(first), at=NOON)


def test_an_owner_whose_account_is_shut_is_not_who_stays(first: User, second: User) -> None:
    users.disable(second, by=SYSTEM, at=NOON)

    with pytest.raises(LastOwner):
        grants.revoke(Grant.objects.get(user=first), by=acting(first), at=NOON)


def test_somebody_acts_in_their_weightiest_role_and_holds_all() -> None:
    user = account("a@example.fi", Role.PROVIDER, Role.OFFICE, Role.OWNER)

    actor = actors.actor_of(user, at=NOON)

    assert (actor.role, actor.roles) == (Role.OWNER, {Role.OWNER, Role.OFFICE, Role.PROVIDER})


def test_rooms_say_which_people_an_account_is(monkeypatch: pytest.MonkeyPatch) -> None:
    user, person = account(), subject()
    own_of = {user.pk: frozenset({person.pk})}
    monkeypatch.setattr(
        actors, "_resolvers", [lambda asked, at: [Identity(own_of.get(asked, frozenset()), role=Role.PROVIDER)]]
    )

    own, other = actors.actor_of(user, at=NOON), actors.actor_of(account("x@example.fi"), at=NOON)

    assert (own.role, own.subjects) == (Role.PROVIDER, {user.subject_id, person.pk})
    assert (other.role, person.pk in other.subjects) == (Role.VISITOR, False)


def test_an_actor_with_roles_and_a_signature_costs_one_query_and_one_for_each_room(
    django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = account("a@example.fi", Role.OFFICE, Role.OWNER)
    monkeypatch.setattr(actors, "_resolvers", [])

    with django_assert_num_queries(1):  # type: ignore[operator]
        actor = actors.actor_of(user, at=NOON)

    assert (len(actor.roles), actor.is_confidential(NOON)) == (2, True)
