"""Own data: what we hold, why and until when; what it was before; who has looked."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lupaus.accounts import known_devices
from lupaus.accounts import queries as accounts
from lupaus.accounts.models import User
from lupaus.billing import queries as billing
from lupaus.care import queries as care
from lupaus.communication import queries as communication
from lupaus.exchange import queries as exchange
from lupaus.foundation import clock
from lupaus.orders import queries as orders
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.models import Household, Order
from lupaus.privacy import disclosed
from lupaus.privacy import queries as privacy
from lupaus.privacy.queries import Look
from lupaus.register import linked_people, numbers
from lupaus.register import queries as register
from lupaus.register.models import Address, BillingParty, CompanyUser, Customer, Linked, Registrant
from lupaus.scheduling import queries as scheduling
from lupaus.scheduling import remarks, standings
from lupaus.scheduling.standings import Standing
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.why import Why
from lupaus.vault.values import is_withheld

NEWEST_LOOKS = 8
LOOKS_ON_A_PAGE = 50
NEWEST_GIVEN = 5
MOST_REMARKS = 500

WHY = {
    "name": Why("register.Customer", "first_name"),
    "contact": Why("register.Customer", "phone"),
    "place": Why("register.Address", "street"),
    "code": Why("register.Address", "access_code"),
    "payer": Why("register.BillingParty", "name"),
    "health": Why("orders.HealthNote", "note"),
    "home": Why("orders.Household", "pets"),
    "note": Why("orders.Order", "note"),
    "letters": Why("communication.Message", "content"),
    "visits": Why("scheduling.Visit", "starts_at"),
    "remarks": Why("scheduling.Remark", "text"),
    "contacts": Why("care.Contact", "text"),
    "invoices": Why("billing.CustomerInvoice", "invoice"),
}
"""The declarations that the page tells of, by what it calls them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom the customer has told of."""

    row: Linked
    words: str

    @property
    def why(self) -> Why:
        """Return the declaration that tells why we keep them."""
        return Why(self.row._meta.label, "first_name")


@dataclass(frozen=True, slots=True)
class OwnLink:
    """What the person is to a customer of ours, or that they asked for an account: their own data, and its source."""

    row: CompanyUser | BillingParty | Registrant
    title: str
    since_at: datetime

    @property
    def why(self) -> Why:
        """Return the declaration that tells why we keep it."""
        return Why(self.row._meta.label, "name" if isinstance(self.row, BillingParty) else "first_name")

    @property
    def source(self) -> str:
        """Return where it comes from."""
        found, language = self.row.holds.source, get_language() or "fi"
        return found.say(language) if found else ""


@dataclass(frozen=True, slots=True)
class Card:
    """One customer that the person is, with what belongs to it."""

    customer: Customer
    addresses: list[Address]
    removed: list[Address]
    payers: list[BillingParty]
    people: list["Told"]
    standing: Standing

    @property
    def number(self) -> str:
        """Return the customer number in groups of three."""
        return numbers.spoken(self.customer.number)


@dataclass(frozen=True, slots=True)
class Home:
    """What one order tells of who else is at home, and of what to mind there."""

    order: Order
    pets: list[str]
    children: list[str]
    visit_id: UUID | None


@data_door
def data(request: Request) -> HttpResponse:
    """Show everything we hold of the person, and the newest looks at it."""
    return page(request)


def page(request: Request, *, opened: UUID | None = None) -> HttpResponse:
    """Return the page of own data; `opened` is the address whose code was asked for."""
    looked, cards = _looks(request), _cards(request)
    names = {
        "cards": cards,
        "origins": exchange.own_origins(request.actor),
        "companies": list(register.companies_of(request.actor)),
        "own_links": _own_links(request),
        "card_count": len(cards),
        "opened": opened,
        "health_notes": list(orders.own_health_notes(request.actor)),
        "consents": list(orders.own_consents(request.actor)),
        "homes": _homes(request),
        "refused_addresses": list(communication.refused_addresses_of(register.private_subjects(request.actor))),
        "letter_count": communication.letters_to(register.private_subjects(request.actor)).count(),
        "visit_count": scheduling.visits_of(request.actor).count(),
        "invoice_count": billing.invoices_of(request.actor).count(),
        "contacts": list(care.own_contacts(request.actor)),
        "remarks": list(remarks.own(request.actor)[:MOST_REMARKS]),
        "tasks": list(care.own_tasks(request.actor)),
        "devices": list(known_devices.of(cast("User", request.user))),
        "session_count": len(accounts.sessions_of(cast("User", request.user), clock.wall())),
        "looks": looked[:NEWEST_LOOKS],
        "more_looks": len(looked) > NEWEST_LOOKS,
        "given": disclosed.told(disclosed.rows(request.actor.subjects)[:NEWEST_GIVEN], get_language() or "fi"),
        "why": WHY,
    }
    return render(request, "customer/data.html", names)


@data_door
def history(request: Request) -> HttpResponse:
    """Show what one's data was before it was corrected, when, and in which role that was done."""
    return render(request, "customer/history.html", {"revisions": list(register.own_revisions(request.actor))})


@data_door
def looks(request: Request) -> HttpResponse:
    """Show who has opened one's data, when and why, all of it."""
    shown = Paginator(_looks(request), LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "customer/looks.html", {"page": shown})


@data_door
def given(request: Request) -> HttpResponse:
    """Show to whom outside the house one's data has been given, all of it."""
    shown = Paginator(disclosed.rows(request.actor.subjects), LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    names = {"page": shown, "given": disclosed.told(shown.object_list, get_language() or "fi")}
    return render(request, "customer/given.html", names)


def _looks(request: Request) -> list[Look]:
    own = [request.actor.id] if request.actor.id else []
    return privacy.looks_at(
        register.private_subjects(request.actor), own=own, at=request.at, language=get_language() or "fi"
    )


def _homes(request: Request) -> list[Home]:
    """Return what the person's orders tell, newest first; three queries for any number."""
    telling = list(orders.own_telling_orders(request.actor))
    rows = scheduling.visits_of(request.actor).filter(order__in=telling).order_by("starts_at")
    visits = dict(rows.values_list("order_id", "id"))
    return [_home(order, visits.get(order.id)) for order in telling]


def _home(order: Order, visit_id: UUID | None) -> Home:
    told: Household | None = getattr(order, "household", None)
    if told is None:
        return Home(order, [], [], visit_id)
    return Home(order, _said(told.pets, pets_in_words), _said(told.children, children_in_words), visit_id)


def _said(told: object, in_words: Callable[[Any], list[str]]) -> list[str]:  # Any: as each is stored
    """Return what was told in words; where its key is gone, that it is on record and opens for nobody."""
    return [str(told)] if is_withheld(told) else in_words(told)


def _cards(request: Request) -> list[Card]:
    """Return the person's customers with their addresses and payers; five queries for any number."""
    addresses = _by_customer(register.own_addresses(request.actor))
    removed = _by_customer(register.own_removed_addresses(request.actor))
    payers = _by_customer(register.own_payers(request.actor))
    own = list(register.managed_customers(request.actor).prefetch_related("former_numbers"))
    people, standing = linked_people.of(own), standings.of_all(own, at=request.at)
    return [
        Card(
            customer,
            addresses[customer.id],
            removed[customer.id],
            payers[customer.id],
            [Told(link.row, link.words) for link in people[customer.id]],
            standing[customer.id],
        )
        for customer in own
    ]


def _own_links(request: Request) -> list[OwnLink]:
    user, payer, registrant = register.own_links(request.actor)
    return [
        *(OwnLink(row, _("Tilaat yrityksen puolesta"), row.added_at) for row in user),
        *(OwnLink(row, _("Maksat toisen puolesta"), row.added_at) for row in payer),
        *(OwnLink(row, _("Tilisi"), row.registered_at) for row in registrant),
    ]


def _by_customer[Row: (Address, BillingParty)](rows: Iterable[Row]) -> defaultdict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.customer_id].append(row)
    return found
