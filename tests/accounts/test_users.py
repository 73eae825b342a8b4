"""Accounts: opened once, found by address, moved, disabled."""

import pytest
from allauth.account.models import EmailAddress

from lupaus.accounts import claims, handles, queries, users
from lupaus.accounts.models import SealedAddress, User
from lupaus.accounts.users import AddressIsTaken
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose, Role
from lupaus.vault.fields import blind
from lupaus.vault.models import Subject
from lupaus.vault.reading import processing
from lupaus.vault.values import Withheld
from tests.support import NOON, SYSTEM, account, subject

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_whatever_its_case() -> None:
    first = account("Aino@Example.fi")

    again = users.open_account(" aino@example.FI ", subject(), by=SYSTEM, at=NOON)

    assert (again, users.by_email("AINO@example.fi")) == (first, first)


def test_an_account_holds_no_address_and_no_password() -> None:
    user = account("aino@example.fi")

    assert user.email == blind("email", "aino@example.fi") + "@sealed.invalid"
    assert not user.has_usable_password()
    assert str(user) == f"account {user.pk}"


def test_the_handle_of_a_handle_is_itself_and_its_index_finds_people() -> None:
    handle = handles.handle("Aino@example.fi")

    assert handles.handle(handle) == handle
    assert handles.index_of(handle) == blind("email", "aino@example.fi")


def test_the_address_behind_a_handle_is_opened_and_journalled() -> None:
    user = account("Aino@example.fi")

    address = handles.address_behind(user.email, at=NOON)

    seen = Entry.objects.get(action="data.seen")
    assert (address, seen.subjects, seen.categories) == ("aino@example.fi", [user.subject_id], ["email"])


def test_nobody_is_behind_an_unknown_handle() -> None:
    with pytest.raises(handles.UnknownHandle):
        handles.address_behind(handles.handle("stranger@example.fi"), at=NOON)


def test_people_open_their_own_address_and_no_other() -> None:
    aino, eero = account("aino@example.fi"), account("eero@example.fi")

    with processing(
        Actor.person(aino.pk, Role.CUSTOMER, subjects=frozenset({aino.subject_id})), Purpose.IDENTIFICATION, NOON
    ):
        own, other = queries.own_address(aino), queries.own_address(eero)

    assert own == "aino@example.fi"
    assert isinstance(other, Withheld)


def test_an_account_moves_to_another_address_and_forgets_the_old_one() -> None:
    user = account("aino@example.fi")

    users.change_email(user, "Uusi@example.fi", by=SYSTEM, at=NOON)

    handle = handles.handle("uusi@example.fi")
    assert User.objects.get().email == handle
    assert [row.handle for row in SealedAddress.objects.all()] == [handle]
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [(handle, True, True)]
    assert users.by_email("aino@example.fi") is None


def test_an_account_does_not_move_to_the_address_of_another() -> None:
    account("eero@example.fi")

    with pytest.raises(AddressIsTaken):
        users.change_email(account("aino@example.fi"), "EERO@example.fi", by=SYSTEM, at=NOON)


def test_disabling_is_journalled_once_and_undone() -> None:
    user = account()

    users.disable(user, by=SYSTEM, at=NOON)
    users.disable(user, by=SYSTEM, at=NOON)
    users.enable(user, by=SYSTEM, at=NOON)

    actions = list(Entry.objects.filter(action__startswith="account.").order_by("id").values_list("action", flat=True))
    assert sorted(actions) == ["account.disabled", "account.enabled", "account.opened"]
    assert User.objects.get().is_active


def test_who_may_claim_an_account_gets_one_and_a_stranger_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    person = subject()
    index = blind("email", "aino@example.fi")
    monkeypatch.setattr(
        claims, "_claimants", [claims.Claimant(lambda asked: person if asked == index else None, _do, _do)]
    )

    known = claims.account_for("aino@example.fi", handles.handle("aino@example.fi"), by=SYSTEM, at=NOON)
    again = claims.account_for("aino@example.fi", handles.handle("aino@example.fi"), by=SYSTEM, at=NOON)
    stranger = claims.account_for("x@example.fi", handles.handle("x@example.fi"), by=SYSTEM, at=NOON)

    assert known is not None
    assert (known, known.subject_id, stranger) == (again, person.pk, None)
    assert list(EmailAddress.objects.values_list("verified", flat=True)) == [False]


def test_two_people_may_have_typed_one_address() -> None:
    first, second = subject(), subject()
    handles.seal_address("aino@example.fi", first, at=NOON)
    handles.seal_address("aino@example.fi", second, at=NOON)

    SealedAddress.objects.filter(subject=first).delete()

    assert handles.address_behind(handles.handle("aino@example.fi"), at=NOON) == "aino@example.fi"
    assert Subject.objects.count() == 2


def _do(*args: object, **kwargs: object) -> None:
    del args, kwargs
