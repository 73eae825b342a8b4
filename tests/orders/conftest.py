from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from lupaus.catalogue import prices, services
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.models import AddOn, Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.kernel.money import Money
from lupaus.orders import drafts, orders
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor, Purpose, Role
from lupaus.register.addresses import Place, WayIn
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.vault.reading import processing
from tests.support import FAR

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
STARTS_AT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
"""Thursday 26.11. at 9.00 in Helsinki."""

MAIJA = Contact.checked(first_name="Maija", last_name="Meikäläinen", email="maija@esimerkki.fi", phone="040 123 4567")
LIISA = Payer(name="Liisa Tytär", street="Tytärtie 3", postcode="02100", city="Espoo", email="liisa@esimerkki.fi")
HOUSEHOLD = HouseholdAnswer.checked(pets={"cat": 2}, children={"under_3": 1})


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def owner() -> Actor:
    return Actor.system("test")


@pytest.fixture
def office() -> Actor:
    return Actor.person(UUID(int=7), Role.OFFICE, confidential_until=FAR)


@pytest.fixture
def cleaning(db: None, owner: Actor) -> Service:
    details = ServiceDetails(
        name="Kotisiivous",
        description="Siivous tunneittain",
        pricing=Pricing.HOUR,
        size_minimum=120,
        size_maximum=480,
        size_step=30,
    )
    service = services.add(details, by=owner, at=AT)
    prices.set_price(service, Amounts(Money(42_00), Money(0), Money(8_00)), from_on=TODAY, by=owner, at=AT)
    return service


@pytest.fixture
def oven(cleaning: Service, owner: Actor) -> AddOn:
    add_on = services.add_add_on(AddOnDetails(name="Uuni", minutes=30), [cleaning], by=owner, at=AT)
    prices.set_add_on_price(add_on, Money(25_00), from_on=TODAY, by=owner, at=AT)
    return add_on


@pytest.fixture
def selection(cleaning: Service, oven: AddOn) -> Selection:
    return Selection(cleaning.code, 180, (oven.code,), Equipment.OURS)


@dataclass
class Visitor:
    """Somebody who fills in an order, and the actor they are while they do."""

    draft: Draft
    at: datetime = AT
    note: str = "Ikkunat jäävät auki"
    health: HealthAnswer | None = None
    payer: Payer | None = None
    contact: Contact = field(default=MAIJA)

    @property
    def actor(self) -> Actor:
        return Actor.visitor(self.draft.subject_id)

    def choose(self, selection: Selection) -> None:
        drafts.choose_service(self.draft, postcode="00500", selection=selection, by=self.actor, at=self.at)
        price = drafts.quote(Draft.objects.get(id=self.draft.id), at=self.at)
        assert price is not None
        drafts.choose_time(
            self.draft, starts_at=STARTS_AT, ends_at=STARTS_AT + price.duration, by=self.actor, at=self.at
        )

    def tell(self) -> None:
        way_in = WayIn.checked(access="code", code="1234#", instructions="Summeri")
        place = Place.checked(street="Esimerkkikatu 5 A 12", postcode="00500", way_in=way_in)
        drafts.give_address(
            self.draft,
            place=place,
            household=HOUSEHOLD,
            note=self.note,
            health_answer=self.health,
            by=self.actor,
            at=self.at,
        )
        drafts.give_contact(self.draft, contact=self.contact, payer=self.payer, by=self.actor, at=self.at)

    def place(self, *, at: datetime | None = None, agreed: Money | None = None) -> Order:
        moment = at or self.at + timedelta(minutes=5)
        with processing(self.actor, Purpose.ORDERING, moment):
            return orders.place(self.draft, by=self.actor, at=moment, agreed=agreed)


@pytest.fixture
def new_visitor(db: None) -> Callable[[], Visitor]:
    def make() -> Visitor:
        return Visitor(drafts.open_draft(by=Actor.visitor(), at=AT))

    return make


@pytest.fixture
def visitor(new_visitor: Callable[[], Visitor], selection: Selection) -> Visitor:
    """Return somebody who has answered every screen and not ordered yet."""
    made = new_visitor()
    made.choose(selection)
    made.tell()
    return made


def customer_of(order: Order) -> Actor:
    """Return the customer of an order as the actor they are once signed in."""
    return Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({order.subject_id}))
