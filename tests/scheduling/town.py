"""A small company that can be booked: what tests of scheduling stand on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from lupaus.catalogue import prices, services
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.models import AddOn, Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.company import hours, profiles
from lupaus.company.hours import Hours
from lupaus.company.models import Weekday
from lupaus.company.profiles import Details
from lupaus.kernel.money import Money
from lupaus.orders import drafts
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import providers
from lupaus.providers.models import Provider
from lupaus.providers.providers import Person, Shift
from lupaus.register.addresses import Place, WayIn
from lupaus.register.contacts import Contact
from lupaus.scheduling import holds, offers, visits, work
from lupaus.scheduling.models import Offer, OfferState, Visit
from lupaus.vault.reading import processing
from tests.support import FAR, bind

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, 10.00 in Helsinki."""
TODAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
"""Thursday 26.11. at 9.00 in Helsinki."""
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
OWNER = Actor.person(UUID(int=9), Role.OWNER, confidential_until=FAR)
OFFICE = Actor.person(UUID(int=7), Role.OFFICE, confidential_until=FAR)
STREETS = {"00500": "Esimerkkikatu 5 A 12", "00100": "Keskuskatu 3", "02100": "Tapiolantie 8", "00200": "Lahdentie 1"}


@dataclass
class Town:
    """The company, its services and its providers."""

    cleaning: Service
    oven: AddOn
    providers: list[Provider] = field(default_factory=list)

    @property
    def selection(self) -> Selection:
        """Three hours and the oven: three and a half hours at the door."""
        return Selection(self.cleaning.code, 180, (self.oven.code,), Equipment.OURS)

    def visitor(self, starts_at: datetime | None = NINE, *, postcode: str = "00500", at: datetime = AT) -> "Visitor":
        """Return somebody who has chosen, held a time and told everything, and has not ordered yet."""
        visitor = Visitor(self, drafts.open_draft(by=Actor.visitor(), at=at), postcode)
        visitor.choose(at=at)
        if starts_at is not None:
            visitor.hold(starts_at, at=at)
        visitor.tell(at=at)
        return visitor

    def booked(self, starts_at: datetime = NINE, *, postcode: str = "00500", at: datetime = AT) -> Visit:
        """Return a visit as it is after the order: offered."""
        return self.visitor(starts_at, postcode=postcode, at=at).book(at=at)

    def accepted(self, starts_at: datetime = NINE, *, postcode: str = "00500", at: datetime = AT) -> Visit:
        """Return a visit that the provider it was offered to has accepted."""
        return accept(self.booked(starts_at, postcode=postcode, at=at), at=at)

    def finished(
        self, starts_at: datetime = NINE, *, until_at: datetime | None = None, without_add_ons: bool = False
    ) -> Visit:
        """Return a visit that was done on time."""
        visit = self.accepted(starts_at)
        work.start(visit, by=provider_actor(visit.provider), at=starts_at)
        return finish(visit, at=until_at or visit.ends_at, without_add_ons=without_add_ons)


@dataclass
class Visitor:
    """Somebody who fills in an order, and the actor they are while they do."""

    town: Town
    draft: Draft
    postcode: str

    @property
    def actor(self) -> Actor:
        """Return the visitor as an actor."""
        return Actor.visitor(self.draft.subject_id)

    def choose(self, *, at: datetime = AT) -> None:
        """Choose what is done, and where roughly."""
        selection = self.town.selection
        self.draft = drafts.choose_service(
            self.draft, postcode=self.postcode, selection=selection, by=self.actor, at=at
        )

    def hold(self, starts_at: datetime, *, at: datetime = AT) -> holds.Hold:
        """Choose a time."""
        held = holds.hold(self.draft, starts_at, by=self.actor, at=at)
        self.draft = Draft.objects.get(id=self.draft.id)
        return held

    def tell(self, *, at: datetime = AT) -> None:
        """Give address and contact."""
        way_in = WayIn.checked(access="code", code="1234#", instructions="Summeri")
        place = Place.checked(street=STREETS[self.postcode], postcode=self.postcode, way_in=way_in)
        contact = Contact.checked(
            first_name="Maija",
            last_name="Meikäläinen",
            email=f"maija.{uuid4().hex[:8]}@esimerkki.example",
            phone="040 765 4321",
        )
        self.draft = drafts.give_address(
            self.draft,
            place=place,
            household=HouseholdAnswer.checked(pets={"cat": 2}, children={"under_3": 1}),
            note="Ikkunat jäävät auki",
            health_answer=HealthAnswer.checked(note="Astma: ei hajusteita", agreed=True),
            by=self.actor,
            at=at,
        )
        self.draft = drafts.give_contact(self.draft, contact=contact, by=self.actor, at=at)

    def book(self, *, at: datetime = AT) -> Visit:
        """Order."""
        with processing(self.actor, Purpose.ORDERING, at):
            return visits.book(self.draft, by=self.actor, at=at)


def build(*, crowd: int = 3, areas: Sequence[str] = ("00", "02"), at: datetime = AT) -> Town:
    """Open a company with so many providers, who work Monday to Friday 8–16."""
    details = Details(
        name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Esimerkkikatu 1", postcode="00500",
        city="Helsinki", email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
        register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
    )  # fmt: skip
    profiles.change(details, by=OWNER, at=at)
    week = {Weekday(day): Hours(time(8), time(18)) for day in range(5)}
    hours.change_week(week, by=OWNER, at=at)
    what = ServiceDetails(
        name="Kotisiivous",
        description="Siivous tunneittain",
        pricing=Pricing.HOUR,
        size_minimum=60,
        size_maximum=480,
        size_step=15,
    )
    cleaning = services.add(what, by=OWNER, at=at)
    prices.set_price(cleaning, Amounts(Money(42_00), Money(0), Money(8_00)), from_on=TODAY, by=OWNER, at=at)
    oven = services.add_add_on(AddOnDetails(name="Uuni", minutes=30), [cleaning], by=OWNER, at=at)
    prices.set_add_on_price(oven, Money(25_00), from_on=TODAY, by=OWNER, at=at)
    town = Town(cleaning, oven)
    for number in range(crowd):
        town.providers.append(employ(town, number, areas=areas, at=at))
    return town


def employ(town: Town, number: int, *, areas: Sequence[str] = ("00", "02"), at: datetime = AT) -> Provider:
    """Take one more provider on."""
    name = "ABCDEFGHIJKLMNOPQRST"[number]
    person = Person(
        first_name=f"Siiri{name}",
        last_name="Sáŋgár-O'Neill",
        email=f"siiri{number}@esimerkki.example",
        phone="040 123 4567",
    )
    provider = providers.register(person, by=OWNER, at=at)
    providers.set_skills(provider, [town.cleaning], by=OWNER, at=at)
    providers.set_areas(provider, areas, by=OWNER, at=at)
    providers.set_hours(provider, [Shift(day, time(8), time(16)) for day in range(5)], by=OWNER, at=at)
    bind(provider)
    return provider


def provider_actor(provider: Provider | None) -> Actor:
    """Return a provider as the actor they are once signed in."""
    assert provider is not None
    own = frozenset({provider.subject_id})
    return Actor.person(UUID(int=provider.lane), Role.PROVIDER, subjects=own, confidential_until=FAR)


def customer_actor(visit: Visit) -> Actor:
    """Return the customer of a visit as the actor they are once signed in."""
    return Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({visit.subject_id}))


def finish(visit: Visit, *, at: datetime, without_add_ons: bool = False) -> Visit:
    """Let the provider tick every add-on, or say that all were left undone, and finish."""
    by = provider_actor(visit.provider)
    lines = [line for line in visit.order.lines.all() if line.kind == work.ADD_ON]
    if without_add_ons:
        return work.finish(visit, by=by, at=at, undone=[line.pk for line in lines])
    for line in lines:
        work.tick(visit, line, by=by, at=at)
    return work.finish(visit, by=by, at=at)


def open_offer(visit: Visit) -> Offer:
    """Return the one offer of the visit that waits for an answer."""
    return Offer.objects.select_related("provider", "visit").get(visit=visit, state=OfferState.OPEN)


def accept(visit: Visit, *, at: datetime = AT) -> Visit:
    """Let the provider who was asked accept."""
    offer = open_offer(visit)
    return offers.accept(offer, by=provider_actor(offer.provider), at=at)
