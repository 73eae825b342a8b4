"""Correct what the provider is asked for, after the order."""

from datetime import datetime

from django.db import transaction

from lupaus.journal import entries
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.register import texts
from lupaus.register.customers import purpose_of


@transaction.atomic
def change(order: Order, note: str, *, by: Actor, at: datetime) -> Order:
    """Put another wish in place of the one told with an order; who comes sees the new one at once, and no earlier.

    Raises:
        TooLong, NotText: of `texts`.
    """
    row = Order.objects.select_for_update(of=("self",)).get(id=order.id)
    row.note = texts.lines(note) or None
    row.save(update_fields=["note"])
    entries.record(
        "order.note_changed", by=by, purpose=purpose_of(by), at=at, subjects=[row.subject_id], about=("order", row.id)
    )
    return row
