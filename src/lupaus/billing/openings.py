"""Invoices that were open when the register came here from an earlier system: what is owed, and money for it.

They keep their old numbers and stand beside our own numbering, never in it: they are no vouchers of ours, only claims.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lupaus.billing import references
from lupaus.billing.models import OpeningInvoice, OpeningPayment
from lupaus.billing.payments import BalanceChanged, MoreThanOverpaid, NoAmount, NotOnThatDay
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register.models import Customer
from lupaus.vault.fields import blind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

LONGEST_NUMBER = 40


class Counted(TypedDict):
    """The sums that `ledger()` adds."""

    paid_cents: int
    left_cents: int


type CountedOpening = "WithAnnotations[OpeningInvoice, Counted]"
type Ledger = "QuerySet[CountedOpening, CountedOpening]"


class OpenIsWrong(Refused):
    """When nothing is open, or more than the invoice asked."""

    message = _("Avoin summa on vähintään 0,01 € ja enintään laskun summa.")


class DueBeforeIssued(Refused):
    """When an invoice would be due before it was sent."""

    message = _("Eräpäivä on aikaisintaan laskun päivä.")


class NotYetIssued(Refused):
    """When an invoice of the earlier system lies in the future."""

    message = _("Laskun päivä on viimeistään tänään.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an invoice of the earlier system leaves open. Made by `checked`."""

    number: str
    reference: str
    issued_on: date
    due_on: date
    total: Money
    open: Money

    def checked(self, *, today: date) -> "Balance":
        """Return the same when it can be.

        Raises:
            OpenIsWrong, DueBeforeIssued, NotYetIssued: see each.
        """
        if not Money.zero() < self.open <= self.total:
            raise OpenIsWrong
        if self.due_on < self.issued_on:
            raise DueBeforeIssued
        if self.issued_on > today:
            raise NotYetIssued
        return self


@entries.act()
def bring(customer: Customer, balance: Balance, *, by: Actor, at: datetime) -> OpeningInvoice:
    """Enter what a customer owes from the earlier system."""
    row = OpeningInvoice.objects.create(
        subject_id=customer.subject_id,
        customer=customer,
        number=balance.number,
        reference=balance.reference or None,
        issued_on=balance.issued_on,
        due_on=balance.due_on,
        total_cents=balance.total.cents,
        open_cents=balance.open.cents,
        brought_at=at,
    )
    _record("opening_invoice.brought", row, by=by, at=at)
    return row


@transaction.atomic
def record(
    row: OpeningInvoice, *, amount: Money, paid_on: date, expected_open: Money, by: Actor, at: datetime
) -> OpeningPayment:
    """Record money for an invoice of the earlier system; negative when it is given back. Locks the invoice.

    Raises:
        NoAmount, NotOnThatDay, BalanceChanged, MoreThanOverpaid: as `payments.record`.
    """
    if not amount:
        raise NoAmount
    locked = OpeningInvoice.objects.select_for_update().get(pk=row.pk)
    today = walltime.day_of(at)
    if not locked.issued_on <= paid_on <= today:
        raise NotOnThatDay(first=_plain(locked.issued_on), last=_plain(today))
    left = Money(ledger().get(pk=row.pk).left_cents)
    if left != expected_open:
        raise BalanceChanged(open=left)
    owed = max(-left, Money.zero())
    if -amount > owed:
        raise MoreThanOverpaid(owed=owed)
    payment = OpeningPayment.objects.create(
        opening=locked, amount_cents=amount.cents, paid_on=paid_on, recorded_at=at, recorded_by=by.id
    )
    _record("opening_payment.recorded", locked, by=by, at=at)
    return payment


def ledger() -> Ledger:
    """Return the invoices of the earlier system with `paid_cents` and `left_cents`, the earliest due first."""
    paid = OpeningPayment.objects.filter(opening=OuterRef("pk")).order_by().values("opening")
    summed = paid.annotate(sum=Sum("amount_cents")).values("sum")
    counted = OpeningInvoice.objects.annotate(paid_cents=Coalesce(Subquery(summed), 0))
    return counted.annotate(left_cents=F("open_cents") - F("paid_cents")).select_related("customer").order_by("due_on")


def own(actor: Actor) -> Ledger:
    """Return what the actor owes or owed from the earlier system, the latest first."""
    return ledger().filter(subject__in=actor.subjects).order_by("-issued_on", "pk")


def unpaid() -> Ledger:
    """Return those with something left to pay."""
    return ledger().filter(left_cents__gt=0)


def overdue(at: datetime) -> Ledger:
    """Return those whose due day is over."""
    return unpaid().filter(due_on__lt=walltime.day_of(at))


def find(text: str) -> OpeningInvoice | None:
    """Return the invoice with this old number or reference, None when there is none or several."""
    reference = references.written("".join(text.split())) or ""
    meant = Q(number_index=blind("opening_number", text)) | Q(reference_index=blind("opening_reference", reference))
    found = list(OpeningInvoice.objects.filter(meant)[:2])
    return found[0] if len(found) == 1 else None


def left_sum(rows: Ledger) -> Money:
    """Return what is left to pay of all of them together."""
    return Money(rows.order_by().aggregate(sum=Coalesce(Sum("left_cents"), 0))["sum"])


def _plain(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _record(action: str, row: OpeningInvoice, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=Purpose.INVOICING, at=at, subjects=[row.subject_id], about=("opening_invoice", row.pk)
    )
