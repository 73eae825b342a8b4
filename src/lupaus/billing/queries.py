"""Questions about invoices and money."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypedDict, cast
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lupaus.billing import references
from lupaus.billing.models import CustomerInvoice, Invoice, InvoiceTax, Payment
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Actor
from lupaus.register.models import BillingParty, Customer
from lupaus.scheduling.models import MoveFee, Visit, VisitState

_LABEL: Final = re.compile(r"[0-9]{4}-[0-9]{1,7}")

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Counted(TypedDict):
    """The sums that `ledger()` adds to an invoice."""

    paid_cents: int
    credited_cents: int
    open_cents: int


type CountedInvoice = "WithAnnotations[Invoice, Counted]"
type Ledger = "QuerySet[CountedInvoice, CountedInvoice]"


class InvoiceState(models.TextChoices):
    """How an invoice stands; derived from its payments and credit note, never stored."""

    OPEN = "open", _("Avoinna")
    OVERDUE = "overdue", _("Erääntynyt")
    PAID = "paid", _("Maksettu")
    CREDITED = "credited", _("Hyvitetty")
    TO_REFUND = "to_refund", _("Palautettavaa")
    CREDIT_NOTE = "credit_note", _("Hyvityslasku")


@dataclass(frozen=True, slots=True)
class Account:
    """What an invoice asked, what was credited and paid, and what is left."""

    total: Money
    credited: Money
    """What a credit note took back, as a positive amount."""
    paid: Money
    state: InvoiceState

    @property
    def open(self) -> Money:
        """Return what is left to pay; negative when we owe it back. A credit note counts on the invoice it credits."""
        if self.state is InvoiceState.CREDIT_NOTE:
            return Money.zero()
        return self.total - self.credited - self.paid


@dataclass(frozen=True, slots=True)
class RateSum:
    """Sales of a period at one rate of VAT; credit notes already taken off."""

    percent: Decimal
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """What a period's ledger comes to."""

    invoices: int
    credit_notes: int
    total: Money
    rates: tuple[RateSum, ...]
    payments: Money


def for_invoicing() -> QuerySet[Visit]:
    """Return visits with all that an invoice is made of, in a fixed number of queries."""
    return Visit.objects.select_related(
        "order__customer", "order__address", "order__payer", "cancellation", "no_show"
    ).prefetch_related("order__lines", "ticks", "move_fees")


def visits_to_invoice() -> QuerySet[Visit]:
    """Return the visits that are ready and have no invoice, earliest first: accepted work, and lost visits with a fee.

    Work is accepted by the customer, or by 48 hours of silence, which scheduling settles. A cancellation is invoiced
    once it can no longer be undone.
    """
    moved = Q(Exists(MoveFee.objects.filter(visit=OuterRef("pk"))))
    ready = (
        Q(state=VisitState.APPROVED)
        | Q(state=VisitState.CANCELLED, cancellation__told_at__isnull=False)
        & (Q(cancellation__fee_cents__gt=0) | moved)
        | Q(state=VisitState.NO_SHOW, no_show__fee_cents__gt=0)
    )
    linked = CustomerInvoice.objects.filter(visit=OuterRef("pk"))
    return Visit.objects.filter(ready, ~Exists(linked)).order_by("finished_at", "starts_at")


def ledger() -> Ledger:
    """Return invoices with `paid_cents`, `credited_cents` and `open_cents`, latest first, ready for a list."""
    paid = (
        Payment.objects.filter(invoice=OuterRef("pk"))
        .order_by()
        .values("invoice")
        .annotate(sum=Sum("amount_cents"))
        .values("sum")
    )
    credited = (
        Invoice.objects.filter(original=OuterRef("pk"))
        .order_by()
        .values("original")
        .annotate(sum=Sum("total_cents"))
        .values("sum")
    )
    counted = Invoice.objects.annotate(
        paid_cents=Coalesce(Subquery(paid), 0),
        credited_cents=-Coalesce(Subquery(credited), 0),
    ).annotate(open_cents=F("total_cents") - F("credited_cents") - F("paid_cents"))
    return counted.select_related("year", "original__year").defer("contents")


def unpaid(at: datetime) -> Ledger:
    """Return invoices with something left to pay, the earliest due first."""
    return ledger().filter(original=None, open_cents__gt=0, issued_at__lte=at).order_by("due_on", "number")


def overdue(at: datetime) -> Ledger:
    """Return unpaid invoices whose due day is over."""
    return unpaid(at).filter(due_on__lt=walltime.day_of(at))


def open_sum(invoices: Ledger) -> Money:
    """Return what is left to pay of all of them together."""
    return Money(invoices.order_by().aggregate(sum=Coalesce(Sum("open_cents"), 0))["sum"])


def account_of(invoice: Invoice, *, at: datetime) -> Account:
    """Return how the money of an invoice stands at `at`; no query when it comes from `ledger()`."""
    known = hasattr(invoice, "open_cents")
    counted = cast("CountedInvoice", invoice) if known else ledger().get(pk=invoice.pk)
    credited, paid, left = Money(counted.credited_cents), Money(counted.paid_cents), counted.open_cents
    return Account(counted.total, credited, paid, _state(counted, credited, left, walltime.day_of(at)))


def invoice(invoice_id: UUID) -> CountedInvoice | None:
    """Return one invoice for the office, with its sums; None when there is none."""
    return ledger().filter(pk=invoice_id).first()


def invoice_of_visit(visit: Visit) -> Invoice | None:
    """Return the invoice of a visit, None before there is one."""
    return Invoice.objects.select_related("year").defer("contents").filter(link__visit=visit).first()


def find(text: str) -> Invoice | None:
    """Return the invoice with this number ("2026-0042") or reference, in either form; None when there is none."""
    tidy = "".join(text.split())
    if _LABEL.fullmatch(tidy):
        year, number = tidy.split("-")
        return Invoice.objects.filter(year__label=year, number=int(number)).first()
    reference = references.written(tidy)
    return Invoice.objects.filter(reference=reference).first() if reference else None


def invoices_of(actor: Actor) -> Ledger:
    """Return the invoices and credit notes that are the actor's own or that they pay, latest first."""
    return ledger().filter(pk__in=own_ids(actor))


def own_ids(actor: Actor) -> QuerySet[CustomerInvoice, UUID]:
    """Return the ids of the invoices that the actor may see: of what they ordered, and what they pay for others."""
    own = CustomerInvoice.objects.filter(subject__in=actor.subjects).order_by()
    paid = CustomerInvoice.objects.filter(visit__order__payer__subject__in=actor.subjects).order_by()
    notes = Invoice.objects.filter(original__in=paid.values("invoice")).order_by()
    return own.values_list("invoice", flat=True).union(
        paid.values_list("invoice", flat=True), notes.values_list("pk", flat=True)
    )


def payer_of(invoice: Invoice) -> BillingParty | None:
    """Return who pays an invoice, or got its credit note, when that is somebody else than the customer."""
    paid = invoice.original_id or invoice.pk
    others = BillingParty.objects.exclude(subject=F("customer__subject"))
    orders = CustomerInvoice.objects.filter(invoice=paid).values("visit__order__payer")
    return others.filter(pk__in=orders).first()


def labour_paid(actor: Actor, year: int) -> Money:
    """Return the work, VAT included, in the invoices of a year that the actor pays for others as a human."""
    issued = Invoice.objects.filter(issued_on__year=year)
    paid = CustomerInvoice.objects.filter(
        visit__order__payer__subject__in=actor.subjects, visit__order__payer__business_id=""
    ).exclude(visit__order__payer__subject=F("subject"))
    whole = issued.filter(Q(pk__in=paid.values("invoice")) | Q(original__in=paid.values("invoice")))
    return Money(whole.aggregate(sum=Coalesce(Sum("labour_cents"), 0))["sum"])


def invoice_of(actor: Actor, invoice_id: UUID) -> CountedInvoice | None:
    """Return one of the actor's own invoices, None when it is somebody else's or nobody's."""
    return invoices_of(actor).filter(pk=invoice_id).first()


def invoices_of_customer(customer: Customer) -> Ledger:
    """Return a customer's invoices and credit notes, latest first."""
    return ledger().filter(link__customer=customer)


def customers_of(invoices: Collection[Invoice]) -> dict[UUID, Customer]:
    """Return the customer of each invoice that still has one, by the invoice's id; one query."""
    links = CustomerInvoice.objects.filter(invoice__in=[each.pk for each in invoices]).select_related("customer")
    return {link.invoice_id: link.customer for link in links}


def sums(from_on: date, until_on: date) -> LedgerSums:
    """Return what was invoiced and paid from a day until another (exclusive)."""
    issued = Invoice.objects.filter(issued_on__gte=from_on, issued_on__lt=until_on)
    counts = issued.aggregate(
        invoices=models.Count("pk", filter=Q(original=None)),
        credit_notes=models.Count("pk", filter=Q(original__isnull=False)),
        total=Coalesce(Sum("total_cents"), 0),
    )
    rates = InvoiceTax.objects.filter(invoice__in=issued).order_by("-percent").values("percent")
    paid = Payment.objects.filter(paid_on__gte=from_on, paid_on__lt=until_on).aggregate(
        sum=Coalesce(Sum("amount_cents"), 0)
    )
    return LedgerSums(
        invoices=counts["invoices"],
        credit_notes=counts["credit_notes"],
        total=Money(counts["total"]),
        rates=tuple(
            RateSum(row["percent"], Money(row["net"]), Money(row["vat"]))
            for row in rates.annotate(net=Sum("net_cents"), vat=Sum("vat_cents"))
        ),
        payments=Money(paid["sum"]),
    )


def _state(counted: CountedInvoice, credited: Money, left: int, today: date) -> InvoiceState:
    if counted.is_credit_note:
        return InvoiceState.CREDIT_NOTE
    if left < 0:
        return InvoiceState.TO_REFUND
    if left == 0:
        return InvoiceState.CREDITED if credited else InvoiceState.PAID
    return InvoiceState.OVERDUE if counted.due_on and counted.due_on < today else InvoiceState.OPEN
