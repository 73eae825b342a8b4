import re
from datetime import datetime, timedelta

import pytest
from django.db import connection

from lupaus.accounts import actors, claims, users
from lupaus.communication.models import Message
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import accounts, invitations, providers, queries
from lupaus.providers.models import Invitation, Provider
from lupaus.vault.models import SubjectKind
from lupaus.vault.reading import processing
from lupaus.vault.subjects import mint
from tests.providers.conftest import SIIRI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]

DAY = timedelta(days=1)


def token_of_newest_mail(at: datetime) -> str:
    with processing(Actor.system("communication"), Purpose.MESSAGING, at):
        content = Message.objects.order_by("-written_at", "-id").first().content  # type: ignore[union-attr]
    found = re.search(r"/invitation/([\w-]+)/", content["text"])
    assert found is not None
    return found[1]


@pytest.fixture
def token(siiri: Provider, owner: Actor, at: datetime) -> str:
    invitations.invite(siiri, by=owner, at=at, now=at)
    return token_of_newest_mail(at)


def test_an_accepted_invitation_opens_an_account_that_acts_as_provider(
    token: str, siiri: Provider, at: datetime
) -> None:
    user = invitations.accept(token, at=at, now=at)

    actor = actors.actor_of(user, at=at)
    assert (actor.role, actor.subjects) == (Role.PROVIDER, {siiri.subject_id})
    assert users.by_email("Siiri@esimerkki.example") == user
    assert queries.provider_of(actor) == siiri


def test_looking_at_a_link_does_not_use_it_up(token: str, at: datetime) -> None:
    assert [invitations.is_usable(token, now=at) for _ in range(3)] == [True] * 3

    invitations.accept(token, at=at, now=at)

    assert not invitations.is_usable(token, now=at)


def test_a_link_works_once(token: str, at: datetime) -> None:
    invitations.accept(token, at=at, now=at)

    with pytest.raises(invitations.InvitationIsSpent):
        invitations.accept(token, at=at, now=at)


def test_a_link_ends_after_a_week_of_wall_time(token: str, at: datetime) -> None:
    assert invitations.is_usable(token, now=at + 7 * DAY - timedelta(seconds=1))
    assert not invitations.is_usable(token, now=at + 7 * DAY)
    assert invitations.accept(token, at=at + 30 * DAY, now=at)


def test_a_new_invitation_replaces_the_old_one(token: str, siiri: Provider, owner: Actor, at: datetime) -> None:
    invitations.invite(siiri, by=owner, at=at + DAY, now=at + DAY)

    assert not invitations.is_usable(token, now=at + DAY)
    newest = queries.newest_invitation(siiri)
    assert newest is not None
    assert newest.sent_at == at + DAY


@pytest.mark.parametrize("token_typed", ["", "x", "\x00", "\ud800", "å" * 9_999])
def test_a_token_nobody_was_sent_is_refused(token: str, token_typed: str, at: datetime) -> None:
    assert not invitations.is_usable(token_typed, now=at)
    with pytest.raises(invitations.InvitationIsSpent):
        invitations.accept(token_typed, at=at, now=at)


def test_who_has_left_is_not_invited_and_a_link_sent_before_is_dead(
    token: str, siiri: Provider, owner: Actor, at: datetime
) -> None:
    left = providers.let_go(siiri, by=owner, at=at)

    assert not invitations.is_usable(token, now=at)
    with pytest.raises(providers.HasLeft):
        invitations.invite(left, by=owner, at=at, now=at)


def test_who_signs_in_already_is_not_invited(token: str, siiri: Provider, owner: Actor, at: datetime) -> None:
    invitations.accept(token, at=at, now=at)

    with pytest.raises(invitations.HasAccount):
        invitations.invite(siiri, by=owner, at=at, now=at)


def test_the_database_holds_a_hash_and_not_the_token(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM providers_invitation i")
        rows = str(cursor.fetchall())

    assert token not in rows
    assert Invitation.objects.count() == 1


def test_an_account_the_address_has_already_becomes_the_providers(token: str, owner: Actor, at: datetime) -> None:
    known = users.open_account(SIIRI.email, mint(SubjectKind.CUSTOMER, at=at), by=owner, at=at, verified=True)

    assert invitations.accept(token, at=at, now=at) == known


def test_one_account_is_not_two_providers(token: str, siiri: Provider, owner: Actor, at: datetime) -> None:
    user = users.open_account(SIIRI.email, mint(SubjectKind.CUSTOMER, at=at), by=owner, at=at, verified=True)
    other = providers.register(
        providers.Person(first_name="Aada", last_name="B", email="aada@esimerkki.example", phone="0401234568"),
        by=owner, at=at,
    )  # fmt: skip
    other.user = user
    other.save(update_fields=["user"])

    with pytest.raises(invitations.HasAccount):
        invitations.accept(token, at=at, now=at)


def test_who_leaves_loses_the_role_at_once(token: str, siiri: Provider, owner: Actor, at: datetime) -> None:
    user = invitations.accept(token, at=at, now=at)
    providers.let_go(siiri, by=owner, at=at)

    assert not actors.actor_of(user, at=at).has(Role.PROVIDER)


def test_a_moved_account_moves_the_providers_address(token: str, siiri: Provider, owner: Actor, at: datetime) -> None:
    user = invitations.accept(token, at=at, now=at)

    accounts.follow_address(user, "uusi@esimerkki.example", by=owner, at=at)

    with processing(Actor.system("communication"), Purpose.MESSAGING, at):
        assert queries.address_of(siiri.subject_id, "email") == "uusi@esimerkki.example"
        assert queries.address_of(siiri.subject_id, "sms") == "+358401234567"
        assert queries.address_of(user.pk, "email") is None


def test_claiming_an_address_makes_nobody_a_provider(token: str, owner: Actor, at: datetime) -> None:
    assert claims.account_for(SIIRI.email, "handle", by=owner, at=at) is None
    user = users.open_account("muu@esimerkki.example", mint(SubjectKind.CUSTOMER, at=at), by=owner, at=at)

    claims.claim(user, by=owner, at=at)
    accounts.follow_address(user, "x@esimerkki.example", by=owner, at=at)

    assert Provider.objects.filter(user=None).count() == 1
