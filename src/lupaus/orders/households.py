"""Correct who else is at home, after the order."""

from datetime import datetime

from django.db import transaction

from lupaus.journal import entries
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Household, Order
from lupaus.promises import Actor
from lupaus.register.customers import purpose_of


@transaction.atomic
def change(order: Order, answer: HouseholdAnswer, *, by: Actor, at: datetime) -> Household | None:
    """Put an answer in place of what was told with an order; nobody at home leaves no row."""
    Household.objects.select_for_update().filter(order=order).delete()
    entries.record(
        "household.changed",
        by=by,
        purpose=purpose_of(by),
        at=at,
        subjects=[order.subject_id],
        about=("order", order.id),
    )
    if not answer.pets and not answer.children:
        return None
    return Household.objects.create(
        subject_id=order.subject_id, order=order, pets=answer.pets_json, children=answer.children_json, told_at=at
    )
