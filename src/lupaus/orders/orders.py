"""Place an order: the draft becomes the agreement."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.models import Service
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.place import Coordinates
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, health, rules, terms
from lupaus.orders.models import Draft, Household, Order, OrderLine
from lupaus.promises import Actor, Purpose, Role, notices
from lupaus.register import addresses, billing_parties, customers, numbers
from lupaus.register.addresses import Place, WayIn
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.register.geocoding import Located
from lupaus.register.models import Access, BillingParty, CoordinatesSource, Customer, Kind, Language
from lupaus.register.queries import own_customers
from lupaus.vault.subjects import forget


class DraftIncomplete(Refused):
    """When a screen of the order has not been answered; `step` of the details names it."""

    message = _("Tilauksesta puuttuu vielä tietoja. Täydennä ne ja tilaa sitten.")


class PriceChanged(Refused):
    """When the price is no longer the one that the person saw; `details` hold both as Money, `was` and `now`."""

    message = _("Hinta on muuttunut. Uusi hinta on %(now)s, aiemmin se oli %(was)s. Tarkista ja tilaa uudelleen.")


@entries.act()
def place(
    draft: Draft, *, by: Actor, at: datetime, agreed: Money | None = None, is_early_start_asked: bool = False
) -> Order:
    """Make the draft an order, its price and terms frozen; placing it again returns the same order.

    Runs in the caller's transaction and the caller's processing, which must open the draft (its values are sealed
    anew as the customer's). A new customer adopts the draft's key. `agreed` is the total the person saw;
    `is_early_start_asked` is `drafts.ask_early_start`, on the last button. Taking the time is `scheduling`'s.

    Raises:
        DraftIncomplete: a screen has not been answered.
        PriceChanged: the total is not `agreed`.
        DraftIsGone: the draft has been forgotten.
        UnknownService, SizeOutOfBounds, AddOnNotOfService, EquipmentNotOffered: the catalogue has changed meanwhile.
    """
    row = drafts.locked(draft)
    return place_locked(row, by=by, at=at, agreed=agreed, is_early_start_asked=is_early_start_asked)


@entries.act()
def place_locked(
    row: Draft, *, by: Actor, at: datetime, agreed: Money | None = None, is_early_start_asked: bool = False
) -> Order:
    """Place the order of a draft that is locked already; the rest as `place`."""
    if row.order_id is not None:
        return Order.objects.get(id=row.order_id)
    if is_early_start_asked:
        row.early_start_asked_at = at
    step, selection = rules.missing_step(row), row.selection
    if step or selection is None:
        raise DraftIncomplete(step=step)
    offering = catalogue.chosen(selection, walltime.day_of(at))
    quote = drafts.quote_of(row, offering, at=at)
    if agreed is not None and quote.total != agreed:
        raise PriceChanged(now=quote.total, was=agreed)
    order = _write(row, offering.service, quote, by=by, at=at)
    health.hand_over(row, order)
    _retire(row, order, at=at)
    entries.record(
        "order.placed", by=by, purpose=Purpose.ORDERING, at=at, subjects=[order.subject_id], about=("order", order.id)
    )
    return order


def _write(draft: Draft, service: Service, quote: Quote, *, by: Actor, at: datetime) -> Order:
    customer = draft.customer or _company_of(draft, by) or _new_customer(draft, by=by, at=at)
    address = draft.address or addresses.add(customer, _place(draft), by=by, at=at)
    order = Order.objects.create(
        subject_id=customer.subject_id,
        number=numbers.draw(is_taken=is_taken),
        customer=customer,
        address=address,
        payer=_payer(draft, customer, by=by, at=at),
        service=service,
        draft_key=draft.id,
        placed_at=at,
        placed_by_role=by.role.value,
        early_start_asked_at=draft.early_start_asked_at,
        note=draft.note,
        **price_columns(quote),
        **term_columns(service, at),
    )
    write_lines(order, quote)
    if draft.pets or draft.children:
        Household.objects.create(
            subject_id=order.subject_id, order=order, pets=draft.pets, children=draft.children, told_at=at
        )
    return order


def _company_of(draft: Draft, by: Actor) -> Customer | None:
    """Return the company that the signed-in person orders for already; the order becomes the company's."""
    if by.role is not Role.CUSTOMER or not draft.business_id:
        return None
    return own_customers(by).filter(business_id=draft.business_id, kind=draft.kind).first()


def _new_customer(draft: Draft, *, by: Actor, at: datetime) -> Customer:
    """Register who orders; a customer who is signed in owns what they order, whatever address they typed."""
    owner = by.id if by.role is Role.CUSTOMER else None
    return customers.register(_contact(draft), subject_id=draft.subject_id, user_id=owner, by=by, at=at)


def price_columns(quote: Quote) -> dict[str, object]:
    """Return the columns in which an order keeps its price."""
    return {
        "size": quote.terms.size,
        "equipment": quote.terms.equipment.value,
        "duration_minutes": int(quote.duration.total_seconds()) // 60,
        "net_cents": quote.net.cents,
        "vat_cents": (quote.total - quote.net).cents,
        "total_cents": quote.total.cents,
        "labour_cents": quote.labour.cents,
        "priced_on": quote.terms.on,
        "priced_from": quote.terms.as_json(),
    }


def term_columns(service: Service, at: datetime) -> dict[str, object]:
    """Return the columns in which an order keeps the terms of its day."""
    agreed = terms.in_force(walltime.day_of(at), service)
    return {
        "tiers": agreed.as_json(),
        "notice_hash": notices.known_hash(at),
    }


def write_lines(order: Order, quote: Quote) -> None:
    """Write the lines of an order's price."""
    OrderLine.objects.bulk_create(
        OrderLine(
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
        for position, line in enumerate(quote.lines, start=1)
    )


def _contact(draft: Draft) -> Contact:
    return Contact(
        first_name=draft.first_name,
        last_name=draft.last_name,
        email=draft.email,
        phone=draft.phone,
        language=Language(draft.language),
        company_name=draft.company_name,
        business_id=draft.business_id,
        kind=Kind(draft.kind or Kind.PERSON),
    )


def _place(draft: Draft) -> Place:
    found = draft.coordinates
    coordinates = Coordinates(found["latitude"], found["longitude"])
    return Place(
        street=draft.street,
        postcode=draft.postcode,
        located=Located(coordinates, draft.city, CoordinatesSource(draft.coordinates_source)),
        way_in=WayIn(access=Access(draft.access), code=draft.access_code, instructions=draft.access_instructions),
    )


def _payer(draft: Draft, customer: Customer, *, by: Actor, at: datetime) -> BillingParty | None:
    told = draft.payer
    return billing_parties.add(customer, Payer.from_json(told), by=by, at=at) if told else None


def _retire(draft: Draft, order: Order, *, at: datetime) -> None:
    """Leave of the draft only that it became this order; a key that nobody adopted is destroyed."""
    orphan = None if draft.subject_id == order.subject_id else draft.subject_id
    for column in _PERSONAL:
        setattr(draft, column, None)
    draft.business_id = draft.access = ""
    draft.subject_id, draft.order = order.subject_id, order
    draft.touched_at = at
    draft.save()
    if orphan:
        forget(orphan, at=at)


_PERSONAL = (
    "street",
    "coordinates",
    "access_code",
    "access_instructions",
    "pets",
    "children",
    "note",
    "first_name",
    "last_name",
    "company_name",
    "email",
    "phone",
    "payer",
)


def is_taken(number: str) -> bool:
    """Say whether an order has the number."""
    return Order.objects.filter(number=number).exists()
