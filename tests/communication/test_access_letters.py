"""Letters about access: each once, to whom it concerns."""

from datetime import UTC, datetime, timedelta

import pytest

from lupaus.accounts import actors, grants, queries, reviews
from lupaus.accounts.models import Signature, User
from lupaus.communication import access_letters
from lupaus.promises import Purpose, Role
from lupaus.vault.reading import processing
from tests.support import NOON, SYSTEM, account, bind, outbox

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def owners() -> tuple[User, User]:
    return account("oona@malli.example", Role.OWNER), account("otto@malli.example", Role.OWNER)


def run(at: datetime = NOON) -> list[tuple[str | None, str]]:
    """Let the clock do its work twice, and return what was written."""
    for _ in range(2):
        with processing(SYSTEM, Purpose.MESSAGING, at):
            access_letters.tell_roles(by=SYSTEM, at=at)
            access_letters.remind(by=SYSTEM, at=at)
    with processing(SYSTEM, Purpose.MESSAGING, at):
        return [
            (queries.address_of(mail.subject_id, "email"), mail.subject) for mail in outbox("accounts.access", at=at)
        ]


def looked_at(owners: tuple[User, User]) -> None:
    first, second = (actors.actor_of(each, at=NOON) for each in owners)
    for grant in reviews.due(NOON):
        reviews.confirm(grant, by=second if grant.user_id == first.id else first, at=NOON)


def test_a_proposal_is_told_to_the_other_owner_and_the_role_to_its_holder(owners: tuple[User, User]) -> None:
    looked_at(owners)
    oona, otto = (actors.actor_of(each, at=NOON) for each in owners)
    asked = grants.propose(account("tiina@malli.example"), Role.OFFICE, by=oona, at=NOON)
    waiting = run()

    grants.approve(asked, by=otto, at=NOON)

    assert waiting == [("otto@malli.example", "Rooli odottaa hyväksyntääsi")]
    assert set(run()) == {*waiting, ("tiina@malli.example", "Sait uuden roolin")}


def test_owners_are_reminded_once_a_quarter_while_there_is_something_to_look_at(owners: tuple[User, User]) -> None:
    reminded = {("oona@malli.example", "Tarkista käyttöoikeudet"), ("otto@malli.example", "Tarkista käyttöoikeudet")}

    assert set(run()) == reminded
    looked_at(owners)
    assert len(run(NOON + DAY)) == 2
    assert len(run(datetime(2027, 1, 1, 8, tzinfo=UTC))) == 4


def test_a_signature_that_ends_is_told_of_twice_unless_there_is_a_longer_one(owners: tuple[User, User]) -> None:
    user = account("tiina@malli.example", Role.OFFICE)
    looked_at(owners)
    end = NOON + 20 * DAY
    Signature.objects.filter(subject=user.subject).update(until=end)

    days = {ahead: len(run(end - ahead * DAY)) for ahead in (20, 14, 13, 3, 2)}
    bind(user, at=end - DAY)

    assert days == {20: 0, 14: 1, 13: 1, 3: 2, 2: 2}


def test_control_who_has_signed_anew_is_not_reminded(owners: tuple[User, User]) -> None:
    user = account("tiina@malli.example", Role.OFFICE)
    looked_at(owners)
    Signature.objects.filter(subject=user.subject).update(until=NOON + 3 * DAY)
    bind(user)

    assert run() == []
