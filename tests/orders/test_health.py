"""Health notes stand on a consent, and fall with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lupaus.catalogue.engine.terms import Selection
from lupaus.journal.models import Entry
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.orders import drafts, health, queries
from lupaus.orders.health import CONSENT_VERSION, ConsentMissing, HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import HealthConsent, HealthNote, Order
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.orders.conftest import AT, Visitor, customer_of


def test_nothing_is_kept_without_consent() -> None:
    with pytest.raises(ConsentMissing, match="Rastita suostumus"):
        HealthAnswer.checked(note="Astma", agreed=False)


def test_an_empty_note_needs_no_consent() -> None:
    assert HealthAnswer.checked(note=" \u200b", agreed=True) is None


def test_a_note_comes_with_the_text_agreed_to() -> None:
    assert HealthAnswer.checked(note=" Astma ", agreed=True) == HealthAnswer("Astma", CONSENT_VERSION)


def _ordered(visitor: Visitor) -> Order:
    visitor.health = HealthAnswer("Hajusteyliherkkyys")
    visitor.tell()
    return visitor.place()


def test_the_note_goes_with_the_order(visitor: Visitor) -> None:
    order = _ordered(visitor)

    with processing(customer_of(order), Purpose.SELF_SERVICE, AT):
        note = queries.health_note_of(order)
        assert note is not None
        assert note.note == "Hajusteyliherkkyys"
    assert (note.draft_id, note.consent.given_at, note.consent.text_version) == (None, AT, CONSENT_VERSION)


def test_another_answer_takes_the_place_of_the_earlier_one(visitor: Visitor) -> None:
    visitor.health = HealthAnswer("Astma")
    visitor.tell()
    visitor.health = None
    visitor.tell()

    assert (HealthNote.objects.count(), HealthConsent.objects.count()) == (0, 0)


def test_a_note_of_a_known_customer_is_sealed_as_theirs(
    visitor: Visitor, new_visitor: Callable[[], Visitor], selection: Selection
) -> None:
    first = visitor.place()
    again = new_visitor()
    again.choose(selection)
    drafts.use_address(
        again.draft, address=first.address, household=HouseholdAnswer(), health_answer=HealthAnswer("Astma"),
        by=again.actor, at=AT,
    )  # fmt: skip
    drafts.order_as(again.draft, customer=first.customer, by=again.actor, at=AT)

    second = again.place()

    with processing(customer_of(first), Purpose.SELF_SERVICE, AT):
        note = HealthNote.objects.get()
        assert (note.note, note.order, note.subject_id) == ("Astma", second, first.subject_id)
    assert HealthConsent.objects.get().subject_id == first.subject_id


@pytest.mark.django_db(transaction=True)
def test_withdrawing_takes_the_note_and_its_key_and_leaves_the_order(visitor: Visitor) -> None:
    order = _ordered(visitor)
    ref = KeyRef(order.subject_id, Chain.HEALTH)
    assert ref in keystore().keys_of([ref])
    withdrawn_at = AT + timedelta(days=1)

    count = health.withdraw(order.subject_id, by=customer_of(order), at=withdrawn_at)

    assert (count, HealthNote.objects.count(), Order.objects.count()) == (1, 0, 1)
    assert keystore().keys_of([ref]) == {}
    assert HealthConsent.objects.get().withdrawn_at == withdrawn_at
    assert Entry.objects.get(action="health.consent_withdrawn").subjects == [order.subject_id]


@pytest.mark.django_db(transaction=True)
def test_a_sealed_note_that_somebody_kept_opens_no_more_after_withdrawal(visitor: Visitor) -> None:
    order = _ordered(visitor)
    kept = HealthNote.objects.values_list("note", flat=True).get()
    row = HealthNote.objects.get()

    health.withdraw(order.subject_id, by=customer_of(order), at=AT)

    row.__dict__["note"] = kept
    with processing(customer_of(order), Purpose.SELF_SERVICE, AT):
        assert str(row.note) == "On kirjattu, ei näy sinulle"


@pytest.mark.django_db(transaction=True)
def test_somebody_who_withdrew_can_agree_again(
    visitor: Visitor, new_visitor: Callable[[], Visitor], selection: Selection
) -> None:
    order = _ordered(visitor)
    health.withdraw(order.subject_id, by=customer_of(order), at=AT)
    again = new_visitor()
    again.choose(selection)
    drafts.use_address(
        again.draft, address=order.address, household=HouseholdAnswer(), health_answer=HealthAnswer("Astma"),
        by=again.actor, at=AT,
    )  # fmt: skip
    drafts.order_as(again.draft, customer=order.customer, by=again.actor, at=AT)

    again.place()

    with processing(customer_of(order), Purpose.SELF_SERVICE, AT):
        assert HealthNote.objects.get().note == "Astma"
