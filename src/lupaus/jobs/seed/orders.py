"""Customers of the demo, and the orders they make, screen by screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from stdnum.fi import ytunnus

from lupaus.accounts import actors, users
from lupaus.accounts.models import User
from lupaus.catalogue import quotes
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.queries import Offering
from lupaus.jobs.seed import names
from lupaus.jobs.seed.names import Somebody
from lupaus.kernel import walltime
from lupaus.orders import drafts
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft
from lupaus.promises import Actor, Purpose
from lupaus.register import addresses, customers
from lupaus.register.addresses import Place, WayIn
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.register.geocoding import table
from lupaus.register.models import Address, Customer
from lupaus.scheduling import availability, series_beginning, series_plan, visits
from lupaus.scheduling.availability import FreeTime
from lupaus.scheduling.models import Visit
from lupaus.vault.fields import blind
from lupaus.vault.reading import processing

NOTES: Final = (
    "Soita ovikelloa, koira haukkuu mutta on kiltti.", "Aloita keittiöstä, kiitos.", "Varo kynnystä eteisessä.",
    "Pesuaineet ovat siivouskaapissa.", "Jätä avain kukkaruukun alle.", "Ikkuna makuuhuoneessa ei aukea.",
)  # fmt: skip
HEALTH: Final = ("Astma: ei hajustettuja aineita, kiitos.", "Heikko näkö: esittäydy ovella ääneen.")
INSTRUCTIONS: Final = ("Portti on sisäpihan puolella.", "Hissi on rikki, portaat vasemmalla.", "")
LONGEST_LOOK: Final = 4
"""Days in which a customer looks for a time before giving up."""
WITHDRAWAL: Final = timedelta(days=14)
"""Source: Consumer Protection Act ch. 6."""
POPULARITY: Final = (9, 2, 1, 2, 1, 3, 1, 1)
"""How often each service is ordered, in the order of the price list."""


@dataclass(slots=True)
class Client:
    """A customer of the demo, known after the first order."""

    somebody: Somebody
    customer: Customer | None = None
    address: Address | None = None
    user: User | None = None


class NoTime(Exception):
    """Nobody was free; the customer of the demo orders another day."""


def order(
    client: Client,
    chance: Random,
    offered: Sequence[Offering],
    *,
    at: datetime,
    not_before: date,
    every_weeks: int = drafts.ONCE,
) -> Visit:
    """Let a customer order, as a visitor the first time and as themselves after that; of a series, all that fits.

    Raises:
        NoTime: nothing was free in the days they looked at.
    """
    draft = drafts.open_draft(by=Actor.visitor(), at=at, customer=client.customer)
    actor = actor_of(client, draft.subject_id, at)
    with processing(actor, Purpose.ORDERING, at, place="jobs.seed"):
        postcode = client.address.postcode if client.address else chance.choice(sorted(table.shipped()))
        drafts.choose_service(
            draft, postcode=postcode, selection=_wish(chance, offered), every_weeks=every_weeks, by=actor, at=at
        )
        free = _free_time(draft, chance, at=at, not_before=not_before)
        drafts.choose_time(draft, starts_at=free.starts_at, ends_at=free.ends_at, by=actor, at=at)
        _say_where(draft, client, postcode, chance, by=actor, at=at)
        if free.starts_at - at < WITHDRAWAL:
            drafts.ask_early_start(draft, by=actor, at=at)
        if every_weeks:
            _pick_days(draft, by=actor, at=at)
        visit = visits.book(_fresh(draft), by=actor, at=at)
    client.customer = visit.order.customer
    client.address = visit.order.address
    return visit


def enter(client: Client, chance: Random, *, by: Actor, at: datetime) -> None:
    """Enter a customer who called and will order another day."""
    customer = customers.register(_contact(client.somebody, chance), by=by, at=at)
    postcode = chance.choice(sorted(table.shipped()))
    place = Place.checked(street=client.somebody.street, postcode=postcode, way_in=_way_in(chance))
    client.address = addresses.add(customer, place, by=by, at=at)
    client.customer = customer


def open_account(client: Client, *, at: datetime) -> None:
    """Let a customer claim what they ordered, as after a mailed code."""
    if client.customer is None or client.user is not None:
        return
    by, address = Actor.system("jobs"), client.somebody.email
    client.user = users.open_account(address, client.customer.subject, by=by, at=at, verified=True)
    customers.claim(client.user.pk, blind("email", address), by=by, at=at)


def actor_of(client: Client, subject: UUID, at: datetime) -> Actor:
    """Return a customer as an actor, with `subject` (that of a draft, or their own) among theirs."""
    own = {subject} | ({client.customer.subject_id} if client.customer else set())
    if client.user is None:
        return Actor.visitor(*own)
    known = actors.actor_of(client.user, at=at)
    return Actor.person(client.user.pk, known.role, roles=known.roles, subjects=known.subjects | own)


def _wish(chance: Random, offered: Sequence[Offering]) -> Selection:
    chosen = chance.choices(offered, weights=POPULARITY)[0]
    sizes = list(chosen.sizes)
    size = sizes[min(int(chance.triangular(0, len(sizes), 2)), len(sizes) - 1)]
    extra = tuple(each.add_on.code for each in chosen.add_ons if names.lucky(chance, 15))
    return Selection(chosen.service.code, size, extra, _equipment(chosen, chance))


def _equipment(chosen: Offering, chance: Random) -> Equipment:
    return chance.choice(quotes.equipment_choices(chosen.service))


def _free_time(draft: Draft, chance: Random, *, at: datetime, not_before: date) -> FreeTime:
    request = availability.request_of(_fresh(draft), at=at)
    first = walltime.day_of(max(at, request.earliest_at))
    skip = max(0, (not_before - first).days)
    found = availability.free_times(request, at=at, days=LONGEST_LOOK, skip_days=skip)
    if not found:
        raise NoTime
    return chance.choice(found[: max(1, len(found) // 2)])


def _pick_days(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Take the first of the other times for each day of a series that is in the way."""
    plan = series_plan.plan(series_beginning.wish_of(_fresh(draft), at=at), at=at)
    picks = {day.day_on: day.options[0].starts_at if day.options else None for day in plan.open}
    drafts.pick_days(draft, picks, by=by, at=at)


def _say_where(draft: Draft, client: Client, postcode: str, chance: Random, *, by: Actor, at: datetime) -> None:
    household = _household(chance)
    note = chance.choice(NOTES) if names.lucky(chance, 40) else ""
    ill = HealthAnswer.checked(note=chance.choice(HEALTH), agreed=True) if names.lucky(chance, 8) else None
    if client.customer and client.address:
        drafts.use_address(
            draft, address=client.address, household=household, note=note, health_answer=ill, by=by, at=at
        )
        drafts.order_as(draft, customer=client.customer, by=by, at=at)
        return
    place = Place.checked(street=client.somebody.street, postcode=postcode, way_in=_way_in(chance))
    drafts.give_address(draft, place=place, household=household, note=note, health_answer=ill, by=by, at=at)
    drafts.give_contact(draft, contact=_contact(client.somebody, chance), payer=_payer(chance), by=by, at=at)


def _household(chance: Random) -> HouseholdAnswer:
    pets = {chance.choice(["dog", "cat", "cat", "bird"]): chance.randint(1, 2)} if names.lucky(chance, 35) else {}
    ages = ["under_3", "from_3", "from_7", "from_13"]
    children = {chance.choice(ages): chance.randint(1, 3)} if names.lucky(chance, 25) else {}
    return HouseholdAnswer.checked(pets=pets, children=children)


def _way_in(chance: Random) -> WayIn:
    access = chance.choice(["at_home", "at_home", "key", "code"])
    code = f"{chance.randint(1000, 9999)}#" if access == "code" else ""
    return WayIn.checked(access=access, code=code, instructions=chance.choice(INSTRUCTIONS))


def _contact(who: Somebody, chance: Random) -> Contact:
    number = _business_id(who.number) if names.lucky(chance, 10) else ""
    return Contact.checked(
        first_name=who.first_name,
        last_name=who.last_name,
        email=who.email,
        phone=who.phone,
        company_name=chance.choice(names.COMPANIES) if number else "",
        business_id=number,
    )


def _business_id(number: int) -> str:
    """Return a Y-tunnus of the right form that no company has been given; "" where no check digit fits."""
    digits = f"{9_000_000 + number:07d}"
    return next((f"{digits}-{check}" for check in range(10) if ytunnus.is_valid(f"{digits}{check}")), "")


def _payer(chance: Random) -> Payer | None:
    if not names.lucky(chance, 7):
        return None
    first, last = chance.choice(names.FIRST), chance.choice(names.LAST)
    street = f"{chance.choice(names.STREETS)} {chance.randint(1, 40)}"
    return Payer.checked(name=f"{first} {last}", street=street, postcode="00100", email="maksaja@asiakas.example")


def _fresh(draft: Draft) -> Draft:
    return Draft.objects.get(id=draft.id)
