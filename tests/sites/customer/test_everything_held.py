"""A person sees everything we hold of them: every personal field that is declared, found by following links.

The fields come from the declarations of the models. A new personal field fails here until a page of the person's own
shows it, or `NOT_SHOWN` says why none needs to.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client

from lupaus.accounts.models import Device
from lupaus.billing import openings
from lupaus.billing.openings import Balance
from lupaus.care import contacts, tasks
from lupaus.care.models import Way
from lupaus.catalogue.models import Service
from lupaus.communication import kinds
from lupaus.communication.models import DeadAddress, Message
from lupaus.exchange.models import Origin
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.orders import health, households
from lupaus.orders.household import HouseholdAnswer, children_in_words, pets_in_words
from lupaus.orders.models import HealthConsent
from lupaus.partners import disclosures
from lupaus.partners.models import Way as Leaves
from lupaus.promises import Actor, Basis, Category, Purpose, Recipient, Register
from lupaus.register import addresses, customers
from lupaus.register.addresses import Place, WayIn
from lupaus.register.models import Address, BillingParty, Customer, FormerNumber
from lupaus.scheduling import ratings, remarks, visits
from lupaus.scheduling.models import CancelReason, Remark, Tick, Visit
from lupaus.vault.fields import BlindIndex, SearchTokens
from lupaus.vault.reading import processing
from tests.partnership import complete
from tests.support import NOON
from tests.world import World

SAME = "says nothing that is not shown beside it"
NOT_SHOWN: dict[str, str] = {
    "journal.Entry": "the list of looks is drawn from it",
    "accounts.User": "the address is shown; a password and its age help only who steals them",
    "accounts.SealedAddress": "the address of the account, shown with the account",
    "accounts.SealedSecret": "the secret of a second factor: only the person's own device may have it",
    "accounts.SignInLink": "a code that has been used",
    "accounts.Session": "the page of sign-ins shows them, and a test of that room looks",
    "accounts.Device.token_hash": SAME,
    "orders.Draft": "the screens of the order show it to the browser it belongs to; gone in a day",
    "exchange.Import": "the file that the owner brings in lies under a key of its own, a day at most",
    "scheduling.Occupation": "the visit's own time and square",
    "scheduling.Series": "the page of the series; nobody here has one",
    "scheduling.Occurrence": "the page of the series; nobody here has one",
    "scheduling.SeriesMove": "the page of the series; nobody here has one",
    "scheduling.MovedDay": "the visits' own timelines say the same; nobody here has one",
    "scheduling.MoveFee": "the timeline of the visit; nobody here has moved too late",
    "register.Customer.email_index": SAME,
    "register.Customer.phone_index": SAME,
    "communication.DeadAddress.address_index": SAME,
    "communication.Enclosure.content": "the same file is had from the visit and from the invoice",
    "register.Address.grid_row": "the square of the coordinates that are shown",
    "register.Address.grid_column": "the square of the coordinates that are shown",
    "register.ContactPerson": "somebody without pages here: a letter tells them, and the customer sees them",
    "register.NextOfKin": "somebody without pages here: a letter tells them, and the customer sees them",
    "register.Representative": "somebody without pages here: a letter tells them, and the customer sees them",
    "register.CompanyUser": "another account's own: its own page is seen in tests/promises/test_s17",
    "register.Registrant": "another account's own: its own page is seen in tests/promises/test_s20",
    "register.ContractEnd": "the day of the end is shown once there is one: tests/promises/test_s18",
    "register.Informing": "the letter itself is shown, with the address it went to",
    "register.BillingParty": "the payer's own, on the payer's page: test_s19; the customer's in test_s33",
    "care.ContactRequest": "somebody without an account, who is nobody's customer, for 90 days",
    "scheduling.Visit.grid_row": "the square of the address",
    "scheduling.Visit.grid_column": "the square of the address",
    "orders.Order.net_cents": "total without the VAT that is shown",
    "orders.Order.vat_cents": "the VAT by rate is shown",
    "orders.Order.priced_from": "the lines are drawn from it",
    "orders.OrderLine.kind": SAME,
    "orders.OrderLine.code": SAME,
    "orders.OrderLine.name_sv": "the same name, read by whoever reads Swedish",
    "orders.OrderLine.name_en": "the same name, read by whoever reads English",
    "orders.OrderLine.unit": "the words of the line: h, m²",
    "orders.OrderLine.quantity": "the words of the line: 2 h",
    "orders.OrderLine.vat_percent": "the VAT by rate is shown",
    "orders.OrderLine.net_cents": SAME,
    "orders.OrderLine.vat_cents": "the VAT by rate is shown",
    "orders.OrderLine.labour_cents": "summed for the order",
    "scheduling.Milestone.by_kind": "the words of the line say who",
    "scheduling.Milestone.kind": "the words of the line",
    "scheduling.Cancellation.by_kind": "the words beside the fee say who",
    "scheduling.NoShow.by_kind": "the words of the line",
    "scheduling.Visit.started_at": "the milestone of the same moment",
    "scheduling.Visit.finished_at": "the milestone of the same moment",
}
"""By model or field: why no page of the person's own shows it."""

HOW: dict[str, Callable[[Any], str]] = {
    "scheduling.Visit.starts_at": lambda visit: spoken.when(visit.planned, now=NOW),
    "scheduling.Visit.ends_at": lambda visit: spoken.when(visit.planned, now=NOW),
    "orders.Household.pets": lambda told: ", ".join(pets_in_words(told.pets)),
    "orders.Household.children": lambda told: ", ".join(children_in_words(told.children)),
    "orders.Order.size": lambda order: spoken.length(timedelta(minutes=order.size)),
    "orders.Order.duration_minutes": lambda order: spoken.length(timedelta(minutes=order.duration_minutes)),
    "orders.Order.equipment": lambda order: "Tuomme välineet mukanamme",
    "register.Customer.number": lambda customer: f"{customer.number[:3]} {customer.number[3:6]} {customer.number[6:]}",
    "register.Customer.phone": lambda customer: spoken.phone(customer.phone),
    "register.Address.coordinates": lambda address: f"{address.coordinates['latitude']:.3f}° N".replace(".", ","),
    "communication.Message.content": lambda message: message.content["text"].split("\n\n")[1],
    "billing.CustomerInvoice.invoice": lambda link: link.invoice.label,
    "partners.Disclosure.partner": lambda given: "Posti Malli Oy",
    "partners.Disclosure.categories": lambda given: "sähköpostiosoite",
    "scheduling.Rating.stars": lambda rating: "Arviosi",
}
NOW = NOON + timedelta(minutes=2)


@pytest.fixture
def told(world: World) -> World:
    """Let A have some of everything that the world lacks: a company, a cottage, a cancelled visit, a no-show …"""
    a, office, at = world.actor("a"), world.actor("office"), world.at
    visit = {name: Visit.objects.get(id=world.ids[name]) for name in ("visit", "offered_visit", "done_visit")}
    with processing(a, Purpose.SELF_SERVICE, at):
        other = Customer.objects.filter(user=world.users["a"]).exclude(id=world.ids["customer"]).first()
        assert other is not None
        customers.change_company(other, company_name="Malli Oy", business_id="3000548-6", by=a, at=at)
        place = Place.checked(street="Mökkitie 1", postcode="02100", label="cottage", way_in=WayIn())
        addresses.remove(addresses.add(other, place, by=a, at=at), by=a, at=at)
        BillingParty.objects.filter(customer__user=world.users["a"]).update(business_id="1234567-1", kind="company")
        customers.change_phone(other, phone="050 765 4321", by=a, at=at)
        health.withdraw(other.subject_id, by=a, at=at)
        DeadAddress.objects.create(
            subject_id=other.subject_id, channel="email", address="vanha@kanarialintu.fi", refused_at=at
        )
    with processing(a, Purpose.SERVICE_DELIVERY, at):
        visits.cancel(visit["offered_visit"], CancelReason.OTHER_TIME, by=a, at=at)
        ratings.rate(visit["done_visit"], 4, "Kanarialintu harkitsi", by=a, at=at)
        households.change(
            visit["done_visit"].order, HouseholdAnswer.checked(pets={"dog": 3}, children={"from_7": 2}), by=a, at=at
        )
    cared_for(other, by=office, at=at)
    done = visit["done_visit"]
    Tick.objects.create(visit=done, line=done.order.lines.first(), at=done.ends_at)
    letter = Message.objects.filter(subject_id=other.subject_id).latest("written_at")
    letter.to = "osoite@kanarialintu.fi"
    letter.save(update_fields=["to"])
    with processing(office, Purpose.SERVICE_DELIVERY, at):
        visits.mark_no_show(visit["visit"], by=office, at=visit["visit"].starts_at + timedelta(minutes=30))
    return world


def cared_for(customer: Customer, *, by: Actor, at: datetime) -> None:
    """Let the office have spoken with A, done what it promised and merged two records; let A have a browser."""
    brought_and_given(customer, by=by, at=at)
    Device.objects.create(user=customer.user, token_hash="0" * 64, browser="Firefox", seen_at=at)
    contacts.write(customer, Way.CALL, "Soitti avaimesta", by=by, at=at)
    remarks.write(Remark.objects.get().order, "Kyllä, tulemme silloin", by=by, at=at)
    with processing(by, Purpose.CUSTOMER_CARE, at):
        customers.change_name(customer, first_name="Ainokainen", last_name="Öy", call_name="Aikku", by=by, at=at)
    tasks.finish(tasks.begin(customer, "Etsi avain", due_on=at.date(), by=by, at=at), by=by, at=at)
    FormerNumber.objects.create(customer=customer, subject=customer.subject, number="123456789")


def brought_and_given(customer: Customer, *, by: Actor, at: datetime) -> None:
    """Let A have come from an earlier register, owe something from there, and have been written to by a partner."""
    day = at.date()
    owed = Balance(
        number="K-77",
        reference="1232",
        issued_on=day - timedelta(days=30),
        due_on=day,
        total=Money(77_70),
        open=Money(66_60),
    )
    openings.bring(customer, owed.checked(today=day), by=by, at=at)
    Origin.objects.create(
        subject=customer.subject, about_kind="customer", about=customer.pk, earlier_number="4567", brought_at=at
    )
    carrier = complete(Recipient.MAIL_CARRIER, at=at)
    disclosures.record(
        [customer.subject_id], carrier.pk, [Category.EMAIL], purpose=Purpose.MESSAGING, basis=Basis.CONTRACT,
        way=Leaves.MAIL, at=at,
    )  # fmt: skip


def fields_of(model: type[Model]) -> dict[str, str]:
    """Return the personal fields that are to be seen, by "room.Model.field"; not the index of one, which is no text."""
    holds = getattr(model, "holds")  # noqa: B009 -- mypy does not know the attribute
    if holds.subject is None or holds.register is not Register.CUSTOMERS or model._meta.label in NOT_SHOWN:
        return {}
    indexes = {field.name for field in model._meta.get_fields() if isinstance(field, BlindIndex | SearchTokens)}
    named = {f"{model._meta.label}.{name}": name for name in holds.personal.keys() - indexes}
    return {label: name for label, name in named.items() if label not in NOT_SHOWN}


def rows_of(model: type[Model], world: World) -> Iterator[Model]:
    """Yield what is held of A."""
    holds = getattr(model, "holds")  # noqa: B009
    path = holds.subject if holds.subject.endswith("subject") else f"{holds.subject}__subject"
    yield from model._default_manager.filter(**{f"{path}__in": world.actor("a").subjects})


def ways_to_say(label: str, row: Any, name: str) -> list[str]:
    """Return how a page may say the value; empty when there is none."""
    value = getattr(row, name)
    if value in (None, "", {}):
        return []
    if label in HOW:
        return [HOW[label](row)]
    if hasattr(row, f"get_{name}_display"):
        return [str(getattr(row, f"get_{name}_display")())]
    if isinstance(value, datetime):
        return [spoken.when(value, now=NOW), spoken.when(value, now=NOW, year=True), spoken.clock(value)]
    if isinstance(value, date):
        return [spoken.plain_day(value)]
    if isinstance(value, Service):
        return [value.name]
    return [str(Money(value))] if name.endswith("_cents") else [str(value)]


def everything_shown(client: Client, world: World) -> str:
    """Follow every link of one's own pages from the page of own data, and press every "Näytä"; return the words."""
    found, waiting, seen = [], ["/my/data/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.startswith("/my/") or re.search(r"\.(pdf|ics)$|/time/|\?weeks", path):
            continue
        seen.add(path)
        page = client.get(path).content.decode()
        found.append(page)
        waiting += [unescape(link) for link in re.findall(r'href="([^"#]+)"', page)]
    codes = Address.objects.filter(customer__user=world.users["a"], removed_at=None)
    found += [client.post(f"/my/data/addresses/{each.id}/code/").content.decode() for each in codes]
    return tidy("\n".join(found))


def tidy(page: str) -> str:
    """Return the words of a page on one line, without markup."""
    bare = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<br>|<[^>]+>", " ", bare).replace("\xa0", " ")))


def unseen(world: World, words: str) -> tuple[set[str], set[str]]:
    """Return the personal fields of A that `words` do not say, and those of which nothing is held to be said."""
    missing, empty = set(), set()
    with processing(world.actor("a"), Purpose.SELF_SERVICE, world.at, place="test"):
        for model in apps.get_models():
            if not hasattr(model, "holds"):
                continue
            for label, name in fields_of(model).items():
                said = [ways for row in rows_of(model, world) if (ways := ways_to_say(label, row, name))]
                empty |= set() if said else {label}
                held = [any(re.sub(r"\s+", " ", way.replace("\xa0", " ")) in words for way in ways) for ways in said]
                missing |= set() if all(held) else {label}
    return missing, empty


def test_every_personal_field_is_seen_by_its_owner(told: World, a: Client) -> None:
    missing, empty = unseen(told, everything_shown(a, told))

    assert (missing, empty) == (set(), set())


def test_a_field_that_no_page_shows_is_missed_control(told: World, a: Client) -> None:
    words = everything_shown(a, told).replace("Koira, 3", "").replace("3000548-6", "")

    assert unseen(told, words)[0] == {"orders.Household.pets", "register.Customer.business_id"}


def test_what_is_not_shown_is_declared_and_names_its_reason() -> None:
    models = {model._meta.label: model for model in apps.get_models() if hasattr(model, "holds")}
    fields = {f"{label}.{name}" for label, model in models.items() for name in getattr(model, "holds").personal}  # noqa: B009

    assert NOT_SHOWN.keys() - models.keys() - fields == set()
    assert HOW.keys() - fields == set()


def test_a_consent_and_its_withdrawal_stay_to_be_seen(told: World, a: Client) -> None:
    assert HealthConsent.objects.filter(withdrawn_at__isnull=False).exists()

    assert "peruit" in tidy(a.get("/my/data/").content.decode())


def test_codes_that_sign_in_are_not_shown_among_the_letters(told: World, a: Client) -> None:
    before = a.get("/my/data/letters/").content.decode().count("Lue viesti")
    letter = Message.objects.filter(subject_id__in=told.actor("a").subjects).latest("written_at")
    Message.objects.filter(id=letter.id).update(kind="providers.invitation")

    page = a.get("/my/data/letters/").content.decode()

    assert str(kinds.named("providers.invitation").says) in page
    assert page.count("Lue viesti") == before - 1
