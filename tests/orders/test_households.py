"""Who else is at home, corrected after the order."""

from datetime import timedelta

from lupaus.journal.models import Entry
from lupaus.orders import households, queries
from lupaus.orders.household import HouseholdAnswer
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.orders.conftest import AT, Visitor, customer_of


def test_another_answer_takes_the_place_of_what_was_told(visitor: Visitor) -> None:
    order = visitor.place()
    later, customer = AT + timedelta(days=1), customer_of(order)

    households.change(order, HouseholdAnswer.checked(pets={"dog": 1}, children={}), by=customer, at=later)

    with processing(customer, Purpose.SERVICE_DELIVERY, later):
        told = queries.household_of(order)
        assert told is not None
        assert (told.pets, told.children, told.told_at) == ({"dog": 1}, None, later)
    assert Entry.objects.get(action="household.changed").about == order.id


def test_nobody_at_home_leaves_no_row(visitor: Visitor) -> None:
    order = visitor.place()

    assert households.change(order, HouseholdAnswer(), by=customer_of(order), at=AT) is None
    assert queries.household_of(order) is None
