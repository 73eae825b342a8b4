"""The confidentiality agreement: versions, signatures under their very words, ends to the minute."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lupaus.accounts import actors, confidentiality, queries
from lupaus.accounts.confidentiality import (
    AlreadyEnded,
    BindsTooEarly,
    NameIsMissing,
    NoText,
    NotYours,
    SameText,
    TextHasChanged,
    WrongTerm,
)
from lupaus.accounts.confidentiality_text import FIRST_VERSION
from lupaus.accounts.entitlement import NotEntitled
from lupaus.accounts.models import Agreement, Signature, User
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose, Role
from lupaus.vault.reading import is_withheld, processing
from tests.support import NOON, SYSTEM, account, bind, subject

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
YEAR = timedelta(days=365)


@pytest.fixture
def version() -> Agreement:
    return confidentiality.publish("Pidän tiedot salassa.", by=SYSTEM, at=NOON)


@pytest.fixture
def user() -> User:
    return account()


def sign(user: User, version: Agreement, *, name: str = "Maija Meikäläinen") -> Signature:
    by = actors.actor_of(user, at=NOON)
    return confidentiality.sign(version, user.subject, name=name, read_hash=version.text_hash, by=by, at=NOON)


def test_a_signature_says_who_when_which_words_and_until_when(user: User, version: Agreement) -> None:
    signature = sign(user, version, name="  Maija   Meikäläinen ")

    assert (signature.subject, signature.signed_at, signature.until) == (user.subject, NOON, NOON + YEAR)
    assert signature.text_hash == confidentiality.hash_of("Pidän tiedot salassa.")
    assert Entry.objects.get(action="agreement.signed").about == signature.pk
    with processing(actors.actor_of(user, at=NOON), Purpose.IDENTIFICATION, NOON):
        assert is_withheld(Signature.objects.get().signed_name)  # a customer's role opens no such name
    office = account("toimisto@example.fi", Role.OFFICE)
    with processing(actors.actor_of(office, at=NOON), Purpose.IDENTIFICATION, NOON):
        assert Signature.objects.get(subject=office.subject).signed_name == "Testi Henkilö"


def test_it_binds_from_signing_until_its_end_to_the_second(user: User, version: Agreement) -> None:
    sign(user, version)

    bound = [
        actors.actor_of(user, at=at).is_confidential(at)
        for at in (NOON - SECOND, NOON, NOON + YEAR - SECOND, NOON + YEAR)
    ]

    assert bound == [False, True, True, False]


def test_an_ended_one_binds_no_more_and_stays_on_record(user: User, version: Agreement) -> None:
    owner = account("oona@malli.example", Role.OWNER)
    signature = sign(user, version)

    confidentiality.end(signature, by=actors.actor_of(owner, at=NOON), at=NOON + HOUR)

    later = NOON + HOUR
    assert actors.actor_of(user, at=later - SECOND).is_confidential(later - SECOND)
    assert not actors.actor_of(user, at=later).is_confidential(later)
    assert Signature.objects.get(pk=signature.pk).ended_by == owner.pk
    with pytest.raises(AlreadyEnded):
        confidentiality.end(signature, by=SYSTEM, at=NOON + HOUR)


def test_nobody_signs_for_somebody_else(user: User, version: Agreement) -> None:
    stranger = Actor.person(user.pk, Role.OWNER, subjects=frozenset({subject().pk}))

    with pytest.raises(NotYours):
        confidentiality.sign(version, user.subject, name="X", read_hash=version.text_hash, by=stranger, at=NOON)


def test_what_was_not_read_is_not_signed(user: User, version: Agreement) -> None:
    by = actors.actor_of(user, at=NOON)
    with pytest.raises(TextHasChanged):
        confidentiality.sign(version, user.subject, name="X", read_hash="0" * 64, by=by, at=NOON)

    confidentiality.publish("Pidän tiedot visusti salassa.", by=SYSTEM, at=NOON)

    with pytest.raises(TextHasChanged):
        sign(user, version)


def test_a_signature_has_a_name(user: User, version: Agreement) -> None:
    with pytest.raises(NameIsMissing):
        sign(user, version, name="  ")


def test_a_new_version_lets_old_signatures_run_on_unless_it_says_from_when_not(user: User, version: Agreement) -> None:
    signature = sign(user, version)

    confidentiality.publish("Toinen.", by=SYSTEM, at=NOON)
    assert Signature.objects.get(pk=signature.pk).until == NOON + YEAR
    confidentiality.publish("Kolmas.", by=SYSTEM, at=NOON, binding_from=NOON + HOUR)

    assert Signature.objects.get(pk=signature.pk).until == NOON + HOUR
    assert [each.number for each in Agreement.objects.all()] == [3, 2, 1]


@pytest.mark.parametrize(
    ("text", "days", "hours", "refusal"),
    [
        ("  ", 365, None, NoText),
        ("x" * 20_001, 365, None, NoText),
        ("Uusi.", 0, None, WrongTerm),
        ("Uusi.", 36_501, None, WrongTerm),
        ("Uusi.", 365, -1, BindsTooEarly),
        ("Pidän tiedot salassa.", 365, None, SameText),
    ],
)
def test_what_is_no_version_is_refused(
    version: Agreement, text: str, days: int, hours: int | None, refusal: type[Exception]
) -> None:
    binding_from = None if hours is None else NOON + hours * HOUR
    with pytest.raises(refusal):
        confidentiality.publish(text, by=SYSTEM, at=NOON, valid_days=days, binding_from=binding_from)


def test_only_an_owner_publishes_and_ends(user: User, version: Agreement) -> None:
    office = actors.actor_of(account("toimisto@example.fi", Role.OFFICE), at=NOON)

    with pytest.raises(NotEntitled):
        confidentiality.publish("Uusi.", by=office, at=NOON)
    with pytest.raises(NotEntitled):
        confidentiality.end(sign(user, version), by=office, at=NOON)


def test_the_database_refuses_words_that_the_hash_does_not_name(version: Agreement) -> None:
    with pytest.raises(IntegrityError, match="agreement_text_is_what_its_hash_names"), transaction.atomic():
        Agreement.objects.filter(pk=version.pk).update(text="Saan kertoa kaiken.")


def test_the_first_version_fits_the_rules() -> None:
    assert confidentiality.publish(FIRST_VERSION, by=SYSTEM, at=NOON).number == 1


def test_the_longest_of_several_signatures_counts(user: User, version: Agreement) -> None:
    sign(user, version)
    confidentiality.publish("Lyhyt.", by=SYSTEM, at=NOON, valid_days=1)
    bind(user, at=NOON)

    actor = actors.actor_of(user, at=NOON)

    assert actor.confidential_until == NOON + YEAR
    found = queries.signature_of(actor, NOON)
    assert found is not None
    assert found.agreement == version
