"""What the tables that leave are made of; each in a fixed number of queries, however many rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lupaus.billing import openings, queries
from lupaus.billing.models import CustomerInvoice, OpeningInvoice, OpeningPayment, Payment
from lupaus.exchange.kinds import COLUMNS, NAMES, Kind
from lupaus.exchange.workbooks import Page, Value
from lupaus.kernel import spoken, walltime
from lupaus.kernel.money import Money
from lupaus.register.models import Address, AddressLabel, Customer, Language
from lupaus.scheduling.models import Visit, VisitState
from lupaus.vault.values import is_withheld

_LANGUAGES = {Language.FINNISH: "suomi", Language.SWEDISH: "ruotsi", Language.ENGLISH: "englanti"}
_LABELS = {
    AddressLabel.HOME: "koti", AddressLabel.COTTAGE: "mökki", AddressLabel.RELATIVE: "läheisen koti",
    AddressLabel.WORK: "työpaikka", AddressLabel.OTHER: "muu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaving:
    """A table before it is a file: its pages, who is in it, and whether sealed values of theirs were opened."""

    pages: Sequence[Page]
    subjects: frozenset[UUID]
    is_opened: bool

    @property
    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(len(page.rows) for page in self.pages)


def customers() -> Leaving:
    """Return customers and their addresses, in the columns in which they can be brought in. Door codes stay here."""
    people = list(Customer.objects.filter(merged_into=None).order_by("number"))
    places = Address.objects.filter(removed_at=None, customer__merged_into=None).select_related("customer")
    rows: list[dict[str, Value]] = [
        {
            "earlier": each.number, "first_name": _open(each.first_name), "last_name": _open(each.last_name),
            "company": _open(each.company_name), "business_id": each.business_id, "email": _open(each.email),
            "phone": _phone(each.phone), "language": _LANGUAGES[Language(each.language)],
            "collected": walltime.day_of(each.registered_at),
        }
        for each in people
    ]  # fmt: skip
    addresses: list[dict[str, Value]] = [
        {
            "customer": each.customer.number, "street": _open(each.street), "postcode": each.postcode,
            "label": _LABELS[AddressLabel(each.label)], "collected": walltime.day_of(each.added_at),
        }
        for each in places.order_by("customer__number", "added_at")
    ]  # fmt: skip
    pages = (_page(Kind.CUSTOMERS, rows), _page(Kind.ADDRESSES, addresses))
    return Leaving(pages, frozenset(each.subject_id for each in people), is_opened=True)


def visits() -> Leaving:
    """Return every visit with whose, where, when and what it costs."""
    found = Visit.objects.select_related("order__customer", "order__address", "order__service").order_by("starts_at")
    heading = ("Päivä", "Alkaa", "Päättyy", "Asiakas", "Nimi", "Katuosoite", "Postinumero", "Palvelu", "Tila", "Hinta")
    rows: list[Sequence[Value]] = []
    subjects = set()
    for each in found:
        person, address = each.order.customer, each.order.address
        name = _open(person.company_name) or f"{_open(person.first_name)} {_open(person.last_name)}".strip()
        subjects.add(each.subject_id)
        rows.append((
            walltime.day_of(each.starts_at), spoken.clock(each.starts_at), spoken.clock(each.ends_at), person.number,
            name, _open(address.street), each.postcode, str(each.order.service.name),
            str(VisitState(each.state).label), _euros(each.order.total_cents),
        ))  # fmt: skip
    return Leaving((Page("Käynnit", heading, rows),), frozenset(subjects), is_opened=True)


def invoices() -> Leaving:
    """Return invoices and credit notes, and what an earlier system left open; customers by number only."""
    heading = ("Lasku", "Viite", "Asiakas", "Laskun päivä", "Eräpäivä", "Summa", "Avoinna")
    owners = _owners()
    rows: list[Sequence[Value]] = [
        (
            each.label, each.reference, owners[each.pk][0] if each.pk in owners else "", each.issued_on, each.due_on,
            _euros(each.total_cents), _euros(0 if each.is_credit_note else each.open_cents),
        )
        for each in queries.ledger().order_by("issued_on", "number")
    ]  # fmt: skip
    left = list(openings.ledger())
    rows += [
        (
            _open(each.number), _open(each.reference), each.customer.number, each.issued_on, each.due_on,
            _euros(each.total_cents), _euros(each.left_cents),
        )
        for each in left
    ]  # fmt: skip
    subjects = {subject for _number, subject in owners.values()} | {each.subject_id for each in left}
    return Leaving((Page("Laskut", heading, rows),), frozenset(subjects), is_opened=False)


def payments() -> Leaving:
    """Return every payment, also for what an earlier system left open; customers by number only."""
    owners, heading = _owners(), ("Maksupäivä", "Lasku", "Asiakas", "Summa")
    rows: list[Sequence[Value]] = []
    subjects = set()
    for each in Payment.objects.select_related("invoice__year").order_by("paid_on", "recorded_at"):
        number, subject = owners.get(each.invoice_id, ("", None))
        subjects |= {subject} if subject else set()
        rows.append((each.paid_on, each.invoice.label, number, _euros(each.amount_cents)))
    earlier = OpeningPayment.objects.select_related("opening__customer").order_by("paid_on", "recorded_at")
    for paid in earlier:
        owner: OpeningInvoice = paid.opening
        subjects.add(owner.subject_id)
        rows.append((paid.paid_on, _open(owner.number), owner.customer.number, _euros(paid.amount_cents)))
    return Leaving((Page("Maksut", heading, rows),), frozenset(subjects), is_opened=False)


def _page(kind: Kind, rows: Sequence[dict[str, Value]]) -> Page:
    columns = COLUMNS[kind]
    return Page(
        NAMES[kind], [each.name for each in columns], [[row.get(each.key, "") for each in columns] for row in rows]
    )


def _owners() -> dict[UUID, tuple[str, UUID]]:
    """Return by invoice whose it is: the customer's number and subject."""
    links = CustomerInvoice.objects.values_list("invoice_id", "customer__number", "subject_id")
    return {invoice: (number, subject) for invoice, number, subject in links}


def _open(value: object) -> str:
    """Return an opened value as text; nothing where it may not be opened, or its key is gone."""
    return "" if value is None or is_withheld(value) else str(value)


def _phone(value: object) -> str:
    """Return a number as people write it, without signs that a spreadsheet would reckon with."""
    return spoken.phone(_open(value)).replace("-", " ") if _open(value) else ""


def _euros(cents: int) -> Decimal:
    return Decimal(Money(cents).cents) / 100
