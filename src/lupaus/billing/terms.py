"""What we agreed about paying, as dated rows of the company's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.billing.models import Invoice, PaymentTerms
from lupaus.foundation import dated
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose

SHORTEST: Final = 7
LONGEST: Final = 60
MOST_INTEREST: Final = 7
"""Percent a year that no consumer may be asked to exceed: the reference rate, never below zero so far, plus seven.
Source: korkolaki (633/1982), 2 § and 4 §."""


class NotPaymentTerms(Refused):
    """When the term or the interest is out of bounds."""

    message = _("Anna maksuaika väliltä 7–60 päivää ja viivästyskorko väliltä 0–7 prosenttia.")


class AlreadyInvoicing(Refused):
    """When invoices have been issued on the day the terms would begin, or after it, under other terms."""

    message = _("Sinä päivänä on jo lähetetty laskuja nykyisillä ehdoilla. Valitse huominen tai myöhempi päivä.")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an invoice."""

    term: timedelta
    """From the date of the invoice to its due date."""
    late_interest: Decimal | None
    """Percent a year; None: what the interest act says (korkolaki 4 §)."""


UNTIL_SET: Final = Terms(timedelta(days=14), None)
"""In force until the owner sets the first terms. Source: Palveluehdot, kohta Maksaminen."""


def terms_on(day: date) -> Terms:
    """Return the terms of an invoice dated `day`."""
    row = PaymentTerms.objects.filter(valid_from_on__lte=day).first()
    return Terms(timedelta(days=row.term_days), row.late_interest) if row else UNTIL_SET


def history() -> list[PaymentTerms]:
    """Return all terms the owner has set, those to come first."""
    return list(PaymentTerms.objects.all())


@transaction.atomic
def change(terms: Terms, *, from_on: date, by: Actor, at: datetime) -> PaymentTerms:
    """Set the terms of the invoices of a day and after; invoices that were issued keep their due date.

    Raises:
        NotPaymentTerms: the term or the interest is out of bounds.
        BeginsInThePast: the day has gone.
        BeginsTooFarAhead: the day is over three years away.
        AlreadyInvoicing: an invoice has been issued that day under other terms.
    """
    if not SHORTEST <= terms.term.days <= LONGEST or not 0 <= (terms.late_interest or 0) <= MOST_INTEREST:
        raise NotPaymentTerms
    dated.check_beginning(from_on, at)
    if Invoice.objects.filter(issued_on__gte=from_on).exists():
        raise AlreadyInvoicing
    values = {"term_days": terms.term.days, "late_interest": terms.late_interest, "set_at": at}
    row, _created = PaymentTerms.objects.update_or_create(valid_from_on=from_on, defaults=values)
    _record("payment_terms.set", row, by=by, at=at)
    return row


@transaction.atomic
def drop(row: PaymentTerms, *, by: Actor, at: datetime) -> None:
    """Remove terms that have not begun.

    Raises:
        HasBegun: they hold, or have held.
    """
    dated.check_not_begun(row.valid_from_on, at)
    _record("payment_terms.dropped", row, by=by, at=at)
    row.delete()


def _record(action: str, row: PaymentTerms, *, by: Actor, at: datetime) -> None:
    entries.record(action, by=by, purpose=Purpose.INVOICING, at=at, about=("payment_terms", row.id))
