"""Take over an order that was agreed elsewhere before: its price is what was agreed, whatever the price list says."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Terms
from lupaus.catalogue.models import Service
from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.orders import orders
from lupaus.orders.models import Order
from lupaus.promises import Actor, Purpose
from lupaus.register import numbers
from lupaus.register.models import Address, Customer


def at_price(terms: Terms, price: Money | None) -> Terms:
    """Return terms that come to exactly `price`, VAT included, in one line; as they are when nothing was agreed."""
    if price is None:
        return terms
    free = tuple(replace(add_on, price_cents=0) for add_on in terms.add_ons)
    return replace(terms, price_cents=0, minimum_cents=price.cents, equipment_fee_cents=0, add_ons=free)


@entries.act()
def take_over(
    customer: Customer, address: Address, service: Service, terms: Terms, *, by: Actor, at: datetime
) -> Order:
    """Enter an order that the customer made before the register came here; they are not asked anything again.

    It has no draft: `draft_key` stands for none. Taking the time is `scheduling`'s.
    """
    quote = pricing.price(terms)
    order = Order.objects.create(
        subject_id=customer.subject_id,
        number=numbers.draw(is_taken=orders.is_taken),
        customer=customer,
        address=address,
        service=service,
        draft_key=uuid4(),
        placed_at=at,
        placed_by_role=by.role.value,
        **orders.price_columns(quote),
        **orders.term_columns(service, at),
    )
    orders.write_lines(order, quote)
    entries.record(
        "order.taken_over",
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[order.subject_id],
        about=("order", order.id),
    )
    return order
