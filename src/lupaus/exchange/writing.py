"""Write what was planned, by the verbs of the rooms below: every guard, key and journal entry holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from lupaus.billing import openings
from lupaus.billing.models import OpeningInvoice
from lupaus.exchange.models import About, Origin
from lupaus.exchange.people import Who, earlier_key
from lupaus.exchange.plans import Plan
from lupaus.exchange.recurring import SeriesRow
from lupaus.kernel.refused import Refused
from lupaus.orders import agreed
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.register import addresses, customers
from lupaus.register.models import Address, Customer
from lupaus.scheduling import series_taking
from lupaus.scheduling.models import Series

EVERY: Final = 50
"""After so many rows it is told how far the work has come."""

type Tell = Callable[[int], None]


class NotAnyMore(Refused):
    """When something has come in the way since the file was checked."""

    message = "Jokin on muuttunut tarkistuksen jälkeen. Tiedosto tarkistettiin uudelleen: katso, mitä pitää korjata."


@dataclass(slots=True)
class Written:
    """What an import has written, by kind."""

    customers: list[Customer] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    invoices: list[OpeningInvoice] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def everything(self) -> Iterator[Customer | Address | Order | Series | OpeningInvoice | Origin]:
        """Yield every record, whatever hangs on it."""
        for each in (self.customers, self.addresses, self.orders, self.series, self.invoices, self.origins):
            yield from each


@dataclass(frozen=True, slots=True)
class _Pen:
    """One writing: who writes when, and what has been written."""

    plan: Plan
    by: Actor
    at: datetime
    tell: Tell
    known: dict[UUID, Customer]
    done: Written

    def customer(self, who: Who) -> Customer:
        return (
            self.done.customers[who.new] if who.new is not None else self.known[who.known] if who.known else _nobody()
        )

    def count(self) -> None:
        rows = sum(
            len(each) for each in (self.done.customers, self.done.addresses, self.done.series, self.done.invoices)
        )
        if rows % EVERY == 0:
            self.tell(rows)

    def came(
        self, kind: About, row: Customer | Address | Series | OpeningInvoice, on: date | None, number: str = ""
    ) -> None:
        self.done.origins.append(
            Origin(
                subject_id=row.subject_id,
                about_kind=kind,
                about=row.pk,
                earlier_number=earlier_key(number) if number else None,
                collected_on=on,
                brought_at=self.at,
            )
        )


def write(plan: Plan, *, by: Actor, at: datetime, tell: Tell) -> Written:
    """Write everything, in the caller's act: whole or not at all.

    Raises:
        NotAnyMore: a time of a series was taken since the plan was made.
    """
    named = {row.who.known for rows in (plan.places.rows, plan.recurring.rows, plan.owed.rows) for row in rows}
    pen = _Pen(plan, by, at, tell, Customer.objects.in_bulk([pk for pk in named if pk]), Written())
    _write_customers(pen)
    _write_addresses(pen)
    _write_series(pen)
    _write_invoices(pen)
    Origin.objects.bulk_create(pen.done.origins, batch_size=1000)
    return pen.done


def _write_customers(pen: _Pen) -> None:
    for row in pen.plan.people.rows:
        customer = customers.register(row.contact, by=pen.by, at=pen.at)
        pen.done.customers.append(customer)
        pen.came(About.CUSTOMER, customer, row.collected_on, row.earlier)
        pen.count()


def _write_addresses(pen: _Pen) -> None:
    for row in pen.plan.places.rows:
        address = addresses.add(pen.customer(row.who), row.place, by=pen.by, at=pen.at)
        pen.done.addresses.append(address)
        pen.came(About.ADDRESS, address, row.collected_on)
        pen.count()


def _write_series(pen: _Pen) -> None:
    goings = []
    for row in pen.plan.recurring.rows:
        order = _order(pen, row)
        going = row.going(order_id=order.id, subject_id=order.subject_id)
        series = series_taking.begin(order, going, by=pen.by, at=pen.at)
        goings.append(going)
        pen.done.orders.append(order)
        pen.done.series.append(series)
        pen.came(About.SERIES, series, row.collected_on)
        pen.count()
    if series_taking.take_over(goings, by=pen.by, at=pen.at):
        raise NotAnyMore
    for series, going in zip(pen.done.series, goings, strict=True):
        if going.provider_id is None:
            series_taking.offer(series, by=pen.by, at=pen.at)


def _order(pen: _Pen, row: SeriesRow) -> Order:
    known = row.spot.known
    address = Address.objects.get(pk=known) if known else pen.done.addresses[row.spot.new or 0]
    service = row.offering.service
    return agreed.take_over(pen.customer(row.who), address, service, row.terms, by=pen.by, at=pen.at)


def _write_invoices(pen: _Pen) -> None:
    for row in pen.plan.owed.rows:
        invoice = openings.bring(pen.customer(row.who), row.balance, by=pen.by, at=pen.at)
        pen.done.invoices.append(invoice)
        pen.came(About.INVOICE, invoice, row.balance.issued_on)
        pen.count()


def _nobody() -> Customer:
    message = "a row means a customer of the file or one of the register"
    raise LookupError(message)
