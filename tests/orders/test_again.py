"""An order begun anew: the same work, place, people and payer; health is asked anew."""

from datetime import timedelta
from uuid import UUID

import pytest

from lupaus.catalogue import services
from lupaus.catalogue.models import AddOn, Service
from lupaus.catalogue.queries import UnknownService
from lupaus.orders import again, orders, rules
from lupaus.orders.health import HealthAnswer
from lupaus.orders.models import Draft, HealthNote, Order
from lupaus.promises import Actor, Purpose, Role
from lupaus.register.models import BillingParty
from lupaus.vault.reading import processing
from tests.orders.conftest import AT, LIISA, Visitor

LATER = AT + timedelta(days=30)


def _begin(order: Order, customer: Actor) -> Draft:
    with processing(customer, Purpose.ORDERING, LATER):
        return again.begin(order, by=customer, at=LATER)


def _customer(order: Order, *more: UUID) -> Actor:
    return Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({order.subject_id, *more}))


def test_only_the_time_is_missing(visitor: Visitor) -> None:
    visitor.payer = LIISA
    visitor.tell()
    order = visitor.place()

    draft = _begin(order, _customer(order))

    assert rules.missing_step(draft) == "time"
    assert (draft.customer_id, draft.address_id) == (order.customer_id, order.address_id)
    assert draft.selection is not None
    assert draft.selection.as_json() == {
        "service": order.service.code, "size": 180, "add_ons": ["uuni"], "equipment": "ours",
    }  # fmt: skip
    with processing(_customer(order, draft.subject_id), Purpose.ORDERING, LATER):
        row = Draft.objects.get(id=draft.id)
        assert (row.note, row.pets, row.children) == (visitor.note, {"cat": 2}, {"under_3": 1})
        assert row.payer == LIISA.as_json()


def test_what_was_told_of_health_is_not_taken_along(visitor: Visitor) -> None:
    visitor.health = HealthAnswer.checked(note="Ei hajusteita", agreed=True)
    visitor.tell()
    order = visitor.place()

    draft = _begin(order, _customer(order))

    assert not HealthNote.objects.filter(draft=draft).exists()
    assert HealthNote.objects.filter(order=order).exists()


def test_a_payer_is_not_kept_twice(visitor: Visitor) -> None:
    visitor.payer = LIISA
    visitor.tell()
    order = visitor.place()
    draft = _begin(order, _customer(order))
    Draft.objects.filter(id=draft.id).update(starts_at=LATER, ends_at=LATER + timedelta(hours=3))

    with processing(_customer(order, draft.subject_id), Purpose.ORDERING, LATER):
        again_placed = orders.place(draft, by=_customer(order, draft.subject_id), at=LATER)

    assert again_placed.payer_id == order.payer_id
    assert BillingParty.objects.count() == 1


def test_an_add_on_that_is_no_longer_sold_is_left_out(visitor: Visitor, owner: Actor) -> None:
    order = visitor.place()
    services.withdraw_add_on(AddOn.objects.get(), by=owner, at=AT)

    draft = _begin(order, _customer(order))

    assert draft.selection is not None
    assert draft.selection.add_ons == ()


def test_a_service_that_is_no_longer_sold_is_not_begun(visitor: Visitor, cleaning: Service, owner: Actor) -> None:
    order = visitor.place()
    services.withdraw(cleaning, by=owner, at=AT)

    with pytest.raises(UnknownService):
        _begin(order, _customer(order))
    assert not Draft.objects.filter(order=None).exists()


def test_a_place_that_was_removed_is_not_taken_along(visitor: Visitor) -> None:
    order = visitor.place()
    order.address.removed_at = LATER

    with pytest.raises(again.PlaceIsGone):
        _begin(order, _customer(order))
