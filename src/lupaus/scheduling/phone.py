"""Take an order down for a caller: all that they said becomes an order and a visit at once, or nothing of it does.

The verbs are those of an order made on the pages; here they run in one transaction. Source: decision 0016.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as say

from lupaus.care import contacts
from lupaus.care.models import Way
from lupaus.catalogue.engine.terms import Selection
from lupaus.journal import entries
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.orders import drafts
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft
from lupaus.promises import Actor, Purpose
from lupaus.register.addresses import Place
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.scheduling import booking, holds
from lupaus.scheduling.models import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a caller has said. Of `place` and `address`, and of `contact` and `customer`, one is given."""

    postcode: str
    selection: Selection
    every_weeks: int = drafts.ONCE
    starts_at: datetime
    picks: Mapping[date, datetime | None] = field(default_factory=dict)
    place: Place | None = None
    address: Address | None = None
    household: HouseholdAnswer = field(default_factory=HouseholdAnswer)
    note: str = ""
    health: HealthAnswer | None = None
    contact: Contact | None = None
    payer: Payer | None = None
    customer: Customer | None = None
    agreed: Money
    is_early_start_asked: bool = False


@entries.act()
def choose(
    draft: Draft,
    *,
    postcode: str,
    selection: Selection,
    every_weeks: int,
    starts_at: datetime,
    by: Actor,
    at: datetime,
) -> Draft:
    """Hold a time for what the caller wants; whatever was held before is let go.

    Raises:
        TimeTaken: nobody is free then; three other times come with it.
        The refusals of `drafts.choose_service` and `availability.request_of`.
    """
    row = drafts.choose_service(draft, postcode=postcode, selection=selection, every_weeks=every_weeks, by=by, at=at)
    holds.hold(row, starts_at, by=by, at=at)
    return Draft.objects.select_related("service", "customer", "address").get(id=row.id)


@entries.act()
def take_down(draft: Draft, said: Said, *, by: Actor, at: datetime) -> Visit:
    """Make what the caller said an order and a visit; the same again returns the same visit.

    Runs in the caller's processing for ordering, as `booking.book` says.

    Raises:
        TimeTaken, OutOfReach: the time is not to be had; nothing is written, three other times come with it.
        PriceChanged, DaysInTheWay and whatever else the verbs of an order refuse: nothing is written.
    """
    placed = Visit.objects.filter(order__draft_key=draft.id).order_by("starts_at").first()
    if placed is not None:
        return placed
    row = _what_and_when(draft, said, by=by, at=at)
    row = _where_and_who(row, said, by=by, at=at)
    visit = booking.book(row, agreed=said.agreed, is_early_start_asked=said.is_early_start_asked, by=by, at=at)
    _note(visit, is_new=said.customer is None, by=by, at=at)
    return visit


def _what_and_when(draft: Draft, said: Said, *, by: Actor, at: datetime) -> Draft:
    row = drafts.choose_service(
        draft,
        postcode=said.postcode,
        selection=said.selection,
        every_weeks=said.every_weeks,
        by=by,
        at=at,
    )
    if row.starts_at != said.starts_at or holds.current(row, at=at) is None:
        holds.hold(row, said.starts_at, by=by, at=at)
    return drafts.pick_days(row, said.picks, by=by, at=at) if said.picks else row


def _where_and_who(row: Draft, said: Said, *, by: Actor, at: datetime) -> Draft:
    around: dict[str, Any] = {"household": said.household, "note": said.note, "health_answer": said.health}
    if said.address is not None:
        row = drafts.use_address(row, address=said.address, **around, by=by, at=at)
    elif said.place is not None:
        row = drafts.give_address(row, place=said.place, **around, by=by, at=at)
    holds.fit(row, at=at)
    if said.customer is not None:
        return drafts.order_as(row, customer=said.customer, by=by, at=at)
    if said.contact is not None:
        return drafts.give_contact(row, contact=said.contact, payer=said.payer, by=by, at=at)
    return row


def _note(visit: Visit, *, is_new: bool, by: Actor, at: datetime) -> None:
    """Write the call among the customer's contacts, where they read it too."""
    order, when = visit.order, spoken.when(visit.planned, now=at)
    told = {"number": order.number, "service": order.service.name, "when": when}
    words = say("Tilaus %(number)s puhelimessa: %(service)s %(when)s.") % told
    if is_new:
        words = f"{words} {say('Tiedot kertoi tilaaja itse puhelimessa.')}"
    contacts.write(order.customer, Way.CALL, words, by=by, at=at)
    entries.record(
        "order.taken_down",
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[order.subject_id],
        about=("order", order.id),
    )
