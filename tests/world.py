"""A small company in the middle of its work, made by the product's own verbs: what tests of the whole walk through.

Everything personal in it is a canary, a word that stands nowhere else, so that it can be searched for.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.test import Client

from lupaus.accounts import actors, grants
from lupaus.accounts.models import Grant, Signature, User
from lupaus.accounts.sessions import SessionStore
from lupaus.billing import invoices, terms
from lupaus.billing.terms import Terms
from lupaus.catalogue import prices, services
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.models import AddOn, Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.communication.models import Enclosure
from lupaus.company import hours
from lupaus.company.hours import Hours
from lupaus.company.models import ClosureKind, Weekday
from lupaus.company.profiles import Details
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.orders import drafts
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import providers
from lupaus.providers.models import LeaveKind, Provider
from lupaus.providers.providers import Person, Shift
from lupaus.register import customers, merging
from lupaus.register.addresses import Place, WayIn
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer
from lupaus.scheduling import acceptance, availability, comments, holds, leaves, offers, ratings, remarks, visits, work
from lupaus.scheduling.models import CommentTopic, Occurrence, Offer, OfferState, Outcome, Series, Visit
from lupaus.sites.furniture.doors import OWN_SUBJECTS
from lupaus.sites.public.order import drafting
from lupaus.vault.fields import blind
from lupaus.vault.reading import processing
from tests import callers, partner_firm, partnership, world_files
from tests.support import LONG_AGO, NOON, SYSTEM, account, bind, found_company, sign_in, write_letters

WEEK: Final = timedelta(days=7)
POSTCODE: Final = "00500"


@dataclass(frozen=True)
class Human:
    """Somebody whose every detail is a canary."""

    first_name: str
    last_name: str
    email: str
    phone: str
    street: str = ""
    code: str = ""
    way_in: str = ""
    note: str = ""
    health: str = ""

    def canaries(self) -> dict[str, str]:
        """Return what must never be found in the open, by what it is."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def person(self) -> Person:
        return Person(first_name=self.first_name, last_name=self.last_name, email=self.email, phone=self.phone)


AINO = Human(
    "Ainokainen", "Öystein-O'Neill", "Aino.Canary@kanarialintu.fi", "+358 40 7351 846", "Kanarialinnunpolku 17 B 42",
    "8463#19", "Avain kanarialaatikossa", "Varo nukkuvaa kanarialintua", "Kanarialinnuille allerginen",
)  # fmt: skip
BERIT = Human(
    "Beritta", "Guttorm-Ŋáđđá", "berit@kaislakerttu.fi", "+358 50 4428 917", "Kaislakertuntie 3", "5571#02",
    "Soita kaislakellon nappia", "Kaislakerttu pesii parvekkeella", "Kaislakertun sulat yskittävät",
)  # fmt: skip
PEKKA = Human("Pekkarinus", "Punarintanen", "pekka@punarinta.fi", "+358 44 6190 235")
QUILLE = Human("Quillemina", "Quittenbaum", "quille@quittenbaum.fi", "+358 45 8826 431")
LIISA = Payer(
    name="Liisamaria Maksajatar", street="Maksajanpolku 9", postcode="02100", city="Espoo", email="liisa@maksajatar.fi"
)
CONTACT: Final = "Kanarialinnusta puhuttiin puhelimessa"
REMARK: Final = "Kanarialinnun viesti toimistolle"
COMMENT: Final = "Kanarialinnun häkki jäi pesemättä"
RATING: Final = "Kanarialintukin kiittää"

COMPANY: Final = Details(
    name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Mallikatu 1", postcode="00100", city="Helsinki",
    email="info@malli.example", phone="010 123 4567", iban="FI2112345600000785", is_in_prepayment_register=True,
    register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
)  # fmt: skip
CLEANING: Final = ServiceDetails(
    name="Kotisiivous", description="Siivous tunneittain", pricing=Pricing.HOUR, size_minimum=120,
    size_maximum=480, size_step=30,
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Everybody in the world, and every word of theirs that is kept somewhere."""

    a: Human = AINO
    b: Human = BERIT
    p: Human = PEKKA
    q: Human = QUILLE
    payer: Payer = LIISA
    comment: str = COMMENT
    rating: str = RATING
    company: Details = COMPANY
    service: ServiceDetails = CLEANING
    add_on: str = "Uuni"


@dataclass
class World:
    """The company and everybody around it; `ids` are the arguments of URLs (`tests/doors.py`)."""

    at: datetime
    service: Service
    cast: Cast
    users: dict[str, User] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """Return a browser in which `who` ("visitor", "a", "p", "office" …) is signed in."""
        if who not in self.clients:
            client = Client(raise_request_exception=False)
            self.clients[who] = sign_in(client, self.users[who]) if who in self.users else client
        return self.clients[who]

    def actor(self, who: str) -> Actor:
        """Return `who` as an actor."""
        return actors.actor_of(self.users[who], at=self.at)

    @property
    def aino(self) -> Human:
        """Return customer A."""
        return self.cast.a

    @property
    def free_time(self) -> datetime:
        """Return a time that is free for another visit."""
        request = availability.request_to_move(Visit.objects.get(id=self.ids["visit"]), at=self.at)
        return availability.free_times(request, at=self.at)[0].starts_at


def build(at: datetime = NOON, *, cast: Cast = Cast()) -> World:
    """Make the company, take orders three weeks long, and let the world be `at`."""
    long_ago = at - 3 * WEEK
    _company(cast, long_ago)
    world = World(at, _service(cast, long_ago), cast)
    for who, role in (("office", Role.OFFICE), ("owner", Role.OWNER), ("privacy", Role.PRIVACY)):
        world.users[who] = account(f"{who}@malli.example", role, at=long_ago)
    _providers(world, long_ago)
    _past(world, at - WEEK)
    _future(world, at - timedelta(days=1))
    _series(world, at - timedelta(days=1))
    _account_of(world, "a", cast.a, at)
    _account_of(world, "b", cast.b, at)
    _ids(world)
    _duplicates(world, at)
    _rights(world, at)
    partner_firm.add(world, at - LONG_AGO)
    _setup(world, at)
    _ordering(world, at)
    return world


def order(
    world: World, human: Human, *, at: datetime, after: datetime, payer: Payer | None = None, every_weeks: int = 0
) -> Visit:
    """Fill in an order as a visitor does and book the first free time from `after` on."""
    draft = drafts.open_draft(by=Actor.visitor(), at=at)
    visitor = Actor.visitor(draft.subject_id)
    with processing(visitor, Purpose.ORDERING, at):
        fill_in(world, draft, human, by=visitor, at=at, after=after, payer=payer, every_weeks=every_weeks)
        return visits.book(Draft.objects.get(id=draft.id), by=visitor, at=at)


def fill_in(
    world: World,
    draft: Draft,
    human: Human,
    *,
    by: Actor,
    at: datetime,
    after: datetime,
    payer: Payer | None = None,
    every_weeks: int = 0,
) -> None:
    """Answer all the screens of an order."""
    selection = Selection(world.service.code, 120, (), Equipment.OURS)
    drafts.choose_service(draft, postcode=POSTCODE, selection=selection, every_weeks=every_weeks, by=by, at=at)
    request = availability.request_of(Draft.objects.get(id=draft.id), at=at)
    free = next(time for time in availability.free_times(request, at=at, days=20) if time.starts_at >= after)
    holds.hold(Draft.objects.get(id=draft.id), free.starts_at, by=by, at=at)
    way_in = WayIn.checked(access="code", code=human.code, instructions=human.way_in)
    drafts.give_address(
        draft,
        place=Place.checked(street=human.street, postcode=POSTCODE, way_in=way_in),
        household=HouseholdAnswer.checked(pets={"cat": 1}, children={"under_3": 1}),
        note=human.note,
        health_answer=HealthAnswer.checked(note=human.health, agreed=True),
        by=by,
        at=at,
    )
    contact = Contact.checked(
        first_name=human.first_name, last_name=human.last_name, email=human.email, phone=human.phone
    )
    drafts.give_contact(draft, contact=contact, payer=payer, by=by, at=at)


def _company(cast: Cast, at: datetime) -> None:
    found_company(cast.company, at=at)
    hours.change_week({day: Hours(time(7), time(20)) for day in Weekday}, by=SYSTEM, at=at)


def _service(cast: Cast, at: datetime) -> Service:
    today = walltime.day_of(at)
    service = services.add(cast.service, by=SYSTEM, at=at)
    prices.set_price(service, Amounts(Money(42_00), Money(0), Money(8_00)), from_on=today, by=SYSTEM, at=at)
    oven = services.add_add_on(AddOnDetails(name=cast.add_on, minutes=30), [service], by=SYSTEM, at=at)
    prices.set_add_on_price(oven, Money(25_00), from_on=today, by=SYSTEM, at=at)
    return service


def _providers(world: World, at: datetime) -> None:
    for who, human in (("p", world.cast.p), ("q", world.cast.q)):
        provider = providers.register(human.person, by=SYSTEM, at=at)
        providers.set_skills(provider, [world.service], by=SYSTEM, at=at)
        providers.set_areas(provider, ["00", "01", "02"], by=SYSTEM, at=at)
        providers.set_hours(provider, [Shift(day, time(8), time(18)) for day in range(7)], by=SYSTEM, at=at)
        world.users[who] = account(human.email, person=provider.subject, at=at)
        Provider.objects.filter(id=provider.id).update(user=world.users[who])
        bind(provider)
        world.ids["provider" if who == "p" else "provider_q"] = provider.id


def _past(world: World, at: datetime) -> None:
    """Let A have a visit carried out, commented on, accepted and rated."""
    done = order(world, world.cast.a, at=at, after=at + timedelta(days=1), payer=world.cast.payer)
    _accepted(world, done, at)
    done.refresh_from_db()
    provider = world.actor("p")
    with processing(provider, Purpose.SERVICE_DELIVERY, done.ends_at):
        work.travel(done, by=provider, at=done.starts_at - timedelta(minutes=20))
        work.start(done, by=provider, at=done.starts_at)
        work.finish(done, by=provider, at=done.ends_at)
        comments.leave(done, CommentTopic.OTHER, world.cast.comment, by=provider, at=done.ends_at)
    customer = Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({done.subject_id}))
    with processing(customer, Purpose.SERVICE_DELIVERY, done.ends_at):
        acceptance.accept(done, by=customer, at=done.ends_at + timedelta(hours=1))
        ratings.rate(done, 5, world.cast.rating, by=customer, at=done.ends_at + timedelta(hours=2))
    world.ids["done_visit"] = done.id
    (world.ids["invoice"],) = invoices.issue_due(at=done.ends_at + timedelta(days=3))


def _future(world: World, at: datetime) -> None:
    """Let A have a visit that P accepted and one on offer, and B one that is Q's."""
    cast = world.cast
    for name, human, days in (("visit", cast.a, 2), ("offered_visit", cast.a, 4), ("visit_b", cast.b, 5)):
        visit = order(world, human, at=at, after=at + timedelta(days=days))
        world.ids[name] = visit.id
        if name == "visit":
            _accepted(world, visit, at)


def _series(world: World, at: datetime) -> None:
    """Let B have a series, one day of which waits for a choice."""
    first = order(world, BERIT, at=at, after=at + timedelta(days=9), every_weeks=4)
    series = Series.objects.get(occurrences__visit=first)
    waiting = Occurrence.objects.create(series=series, day_on=series.next_on, outcome=Outcome.CONFLICT, noted_at=at)
    Series.objects.filter(id=series.id).update(next_on=series.next_on + timedelta(weeks=4))
    world.ids |= {"series": series.id, "series_day": waiting.id, "series_visit": first.id}


def _accepted(world: World, visit: Visit, at: datetime) -> None:
    """Let P accept the visit, whoever it was offered to."""
    provider = Provider.objects.get(id=world.ids["provider"])
    open_offer = Offer.objects.filter(visit=visit, state=OfferState.OPEN).first()
    if open_offer is None or open_offer.provider_id != provider.id:
        open_offer = visits.reassign(visit, provider, by=SYSTEM, at=at)
    offers.accept(open_offer, by=world.actor("p"), at=at)


def _account_of(world: World, who: str, human: Human, at: datetime) -> None:
    """Let a customer claim what they ordered, as after a mailed code."""
    first = Customer.objects.filter(email_index=blind("email", human.email)).order_by("id").first()
    assert first is not None
    world.users[who] = account(human.email, person=first.subject, at=at)
    customers.claim(world.users[who], blind("email", human.email), by=SYSTEM, at=at)


def _ids(world: World) -> None:
    for suffix, visit in (("", "visit"), ("_b", "visit_b")):
        placed = Visit.objects.select_related("order").get(id=world.ids[visit]).order
        of_order = {"order": placed.id, "customer": placed.customer_id, "address": placed.address_id}
        world.ids |= {f"{name}{suffix}": each for name, each in (of_order | {"payer": placed.payer_id}).items()}
    world.ids["payer"] = Visit.objects.select_related("order").get(id=world.ids["done_visit"]).order.payer_id
    world.ids["service"] = world.service.id
    write_letters(at=world.at)
    enclosure = Enclosure.objects.earliest("message__written_at", "pk")
    world.ids |= {"message": enclosure.message_id, "file": enclosure.pk} | partnership.of_the_world(world.at - WEEK)
    world.ids["offer"] = Offer.objects.get(visit_id=world.ids["offered_visit"], state=OfferState.OPEN).id


def _rights(world: World, at: datetime) -> None:
    """Let a second owner propose a role, which waits for the first."""
    second = account("osakas@malli.example", Role.OWNER, at=at)
    office, privacy = world.users["office"], world.users["privacy"]
    world.ids |= {
        "office_user": office.pk,
        "office_grant": Grant.objects.get(user=office).pk,
        "office_signature": Signature.objects.get(subject=office.subject).pk,
        "waiting_grant": grants.propose(privacy, Role.OFFICE, by=actors.actor_of(second, at=at), at=at).pk,
    }


def _duplicates(world: World, at: datetime) -> None:
    """Let B have called twice: one of the calls was merged already, the other is still a customer of its own."""
    human = world.cast.b
    contact = Contact.checked(
        first_name=human.first_name, last_name=human.last_name, email=f"x{human.email}", phone=human.phone
    )
    merged, twin = (customers.register(contact, by=SYSTEM, at=at) for _ in range(2))
    kept = Customer.objects.get(id=world.ids["customer_b"])
    world.ids |= {"twin": twin.id, "merge": merging.merge(kept, merged, by=SYSTEM, at=at).id}
    a = Customer.objects.get(id=world.ids["customer"])
    remarks.write(Order.objects.get(id=world.ids["order"]), REMARK, by=world.actor("a"), at=at)
    world.ids |= callers.of(a, CONTACT, at=at)
    world.ids |= {"letter": world_files.letter(at)} | world_files.brought(at)


def _setup(world: World, at: datetime) -> None:
    """Add what the owner's pages of settings have addresses for."""
    provider = Provider.objects.get(id=world.ids["provider"])
    next_month, week = at + 4 * WEEK, timedelta(days=1)
    leave = leaves.register(provider, Period(next_month, next_month + week), LeaveKind.VACATION, by=SYSTEM, at=at)
    day = walltime.day_of(at + 8 * WEEK)
    closure = hours.close(day, day, ClosureKind.TRAINING, by=SYSTEM, at=at)
    price = prices.set_price(world.service, Amounts(Money(45_00), Money(0), Money(8_00)), from_on=day, by=SYSTEM, at=at)
    oven = AddOn.objects.get()
    add_on_price = prices.set_add_on_price(oven, Money(27_00), from_on=day, by=SYSTEM, at=at)
    paid_in_three_weeks = Terms(timedelta(days=21), None)
    world.ids |= {
        "payment_terms": terms.change(paid_in_three_weeks, from_on=day, by=SYSTEM, at=at).id,
        "leave": leave.id,
        "closure": closure.id,
        "price": price.id,
        "add_on_price": add_on_price.id,
        "service_code": world.service.code,
        "add_on_code": oven.code,
    }


def _ordering(world: World, at: datetime) -> None:
    """Let a visitor stand before the last screen of an order, everything filled in."""
    draft = drafts.open_draft(by=Actor.visitor(), at=at)
    visitor = Actor.visitor(draft.subject_id)
    with processing(visitor, Purpose.ORDERING, at):
        fill_in(world, draft, world.cast.b, by=visitor, at=at, after=at + timedelta(days=6))
    session = SessionStore()
    session[drafting.SESSION_KEY] = str(draft.id)
    session[OWN_SUBJECTS] = [str(draft.subject_id)]
    session.create()
    client = Client(raise_request_exception=False)
    client.cookies["lupaus_session"] = session.session_key or ""
    world.clients["ordering"] = client
