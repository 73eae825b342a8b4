"""Many more customers for measuring, written in bulk: an address each, and one old order that was cancelled.

The story of `weeks` costs a fifth of a second for each visit, too long for twenty thousand. These rows have the same
shape and seals; what they lack is a journal, letters and invoices. Cancelled, so that no job finds work in them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Final
from uuid import uuid4

from django.db import transaction

from lupaus.catalogue import quotes
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Selection
from lupaus.catalogue.queries import Offering
from lupaus.jobs.seed import names
from lupaus.kernel import walltime
from lupaus.keys.keystore import reserve_owner
from lupaus.orders import terms
from lupaus.orders.models import Order, OrderLine
from lupaus.promises import Role
from lupaus.register import numbers
from lupaus.register.geocoding import PostcodeCentre, table
from lupaus.register.models import Access, Address, CoordinatesSource, Customer
from lupaus.scheduling.models import ByKind, Cancellation, CancelReason, Visit, VisitState
from lupaus.vault.models import Subject, SubjectKind

BATCH: Final = 500
OLDEST: Final = timedelta(days=700)
NEWEST: Final = timedelta(days=60)


@dataclass(slots=True)
class Rows:
    """One customer's rows, not yet written."""

    subject: Subject
    customer: Customer
    address: Address
    order: Order
    lines: list[OrderLine]
    visit: Visit
    cancellation: Cancellation


def fill(first: int, last: int, offered: Sequence[Offering], chance: Random, *, at: datetime) -> None:
    """Write the customers with these numbers, both included."""
    areas = sorted(table.shipped().values(), key=lambda area: area.postcode)
    quoted = [_quote(offering, at) for offering in offered]
    for start in range(first, last + 1, BATCH):
        numbered = range(start, min(start + BATCH, last + 1))
        _write([_rows(number, areas, offered, quoted, chance, at) for number in numbered])


@transaction.atomic
def _write(many: Sequence[Rows]) -> None:
    Subject.objects.bulk_create(rows.subject for rows in many)
    Customer.objects.bulk_create(rows.customer for rows in many)
    Address.objects.bulk_create(rows.address for rows in many)
    Order.objects.bulk_create(rows.order for rows in many)
    OrderLine.objects.bulk_create(line for rows in many for line in rows.lines)
    Visit.objects.bulk_create(rows.visit for rows in many)
    Cancellation.objects.bulk_create(rows.cancellation for rows in many)


def _rows(
    number: int,
    areas: Sequence[PostcodeCentre],
    offered: Sequence[Offering],
    quoted: Sequence[Quote],
    chance: Random,
    at: datetime,
) -> Rows:
    placed_at = at - timedelta(seconds=chance.uniform(NEWEST.total_seconds(), OLDEST.total_seconds()))
    choice = chance.randrange(len(offered))
    subject = Subject(id=reserve_owner(), kind=SubjectKind.CUSTOMER, minted_at=placed_at)
    area = chance.choice(areas)
    customer, address = _person(number, subject, area, placed_at, chance)
    order = _order(customer, address, offered[choice], quoted[choice], placed_at)
    starts_at = walltime.midnight(walltime.day_of(placed_at) + timedelta(days=5)) + timedelta(hours=9)
    visit = Visit(
        subject=subject,
        order=order,
        starts_at=starts_at,
        ends_at=starts_at + quoted[choice].duration,
        state=VisitState.CANCELLED,
        postcode=address.postcode,
        grid_row=area.coordinates.grid().row,
        grid_column=area.coordinates.grid().column,
    )
    cancelled_at = placed_at + timedelta(days=1)
    cancellation = Cancellation(
        visit=visit,
        at=cancelled_at,
        by_kind=ByKind.CUSTOMER,
        reason=CancelReason.NOT_NEEDED,
        fee_cents=0,
        told_at=cancelled_at,
    )
    return Rows(subject, customer, address, order, list(_lines(order, quoted[choice])), visit, cancellation)


def _person(
    number: int, subject: Subject, area: PostcodeCentre, at: datetime, chance: Random
) -> tuple[Customer, Address]:
    who = names.somebody(number, chance)
    customer = Customer(
        subject=subject,
        number=_drawn(Customer),
        first_name=who.first_name,
        last_name=who.last_name,
        email=who.email,
        phone=who.phone,
        registered_at=at,
    )
    grid = area.coordinates.grid()
    address = Address(
        subject=subject,
        customer=customer,
        street=who.street,
        postcode=area.postcode,
        city=area.city,
        grid_row=grid.row,
        grid_column=grid.column,
        coordinates={"latitude": area.coordinates.latitude, "longitude": area.coordinates.longitude},
        coordinates_source=CoordinatesSource.TABLE,
        access=Access.AT_HOME,
        added_at=at,
    )
    return customer, address


def _order(customer: Customer, address: Address, offering: Offering, quote: Quote, at: datetime) -> Order:
    agreed = terms.in_force(walltime.day_of(at), offering.service)
    return Order(
        subject_id=customer.subject_id,
        number=_drawn(Order),
        customer=customer,
        address=address,
        service=offering.service,
        draft_key=uuid4(),
        placed_at=at,
        placed_by_role=Role.VISITOR.value,
        duration_minutes=quote.duration // timedelta(minutes=1),
        size=quote.terms.size,
        equipment=quote.terms.equipment.value,
        net_cents=quote.net.cents,
        vat_cents=(quote.total - quote.net).cents,
        total_cents=quote.total.cents,
        labour_cents=quote.labour.cents,
        priced_on=quote.terms.on,
        priced_from=quote.terms.as_json(),
        tiers=agreed.as_json(),
    )


def _lines(order: Order, quote: Quote) -> Iterator[OrderLine]:
    for position, line in enumerate(quote.lines, start=1):
        yield OrderLine(
            subject_id=order.subject_id,
            order=order,
            position=position,
            kind=line.kind.value,
            code=line.code,
            name_fi=line.name.fi,
            name_sv=line.name.sv,
            name_en=line.name.en,
            quantity=line.quantity,
            unit=line.unit.value,
            unit_price_cents=line.unit_price.cents,
            vat_percent=line.vat_percent,
            net_cents=line.net.cents,
            vat_cents=line.vat.cents,
            total_cents=line.gross.cents,
            labour_cents=line.labour.cents,
        )


def _quote(offering: Offering, at: datetime) -> Quote:
    equipment = quotes.equipment_choices(offering.service)[0]
    selection = Selection(offering.service.code, offering.sizes[0], (), equipment)
    return pricing.price(quotes.terms_of(offering, selection, walltime.day_of(at)))


def _drawn(model: type[Customer | Order]) -> str:
    """Return a number that nobody has, and remember it: rows are written many at a time."""
    taken = _taken(model)
    number = numbers.draw(is_taken=taken.__contains__)
    taken.add(number)
    return number


@cache
def _taken(model: type[Customer | Order]) -> set[str]:
    return set(model.objects.values_list("number", flat=True))
