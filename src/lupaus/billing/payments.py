"""Record money that came in for an invoice, or went back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.billing import queries
from lupaus.billing.models import CustomerInvoice, Invoice, Payment
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose


class NoAmount(Refused):
    """When the amount is zero."""

    message = _("Anna maksun summa, esimerkiksi 134,00")


class NotPayable(Refused):
    """When money is recorded for a credit note."""

    message = _("Hyvityslaskulle ei kirjata maksuja. Kirjaa palautus laskulle, jonka se hyvittää.")


class BalanceChanged(Refused):
    """When somebody else recorded a payment or credited the invoice meanwhile."""

    message = _("Laskulle kirjattiin juuri muuta. Avoinna on nyt %(open)s. Tarkista summa ja kirjaa uudelleen.")


class MoreThanOverpaid(Refused):
    """When more would be given back than was paid too much."""

    message = _("Palautettavaa on %(owed)s. Kirjaa palautukseksi enintään se.")


class NotOnThatDay(Refused):
    """When the day of payment lies in the future, or before the invoice."""

    message = _("Valitse maksupäivä väliltä %(first)s–%(last)s.")


@transaction.atomic
def record(invoice: Invoice, *, amount: Money, paid_on: date, expected_open: Money, by: Actor, at: datetime) -> Payment:
    """Record one payment; a negative amount is money given back. Over- and underpayments are kept as they are.

    Never more is given back than is overpaid.

    `expected_open` is what the recorder saw open: two people who record the same payment at once do it once.
    Locks the invoice.

    Raises:
        NoAmount: the amount is zero.
        NotPayable: it is a credit note; its money moves on the invoice that it credits.
        NotOnThatDay: the day is not between the invoice and today.
        BalanceChanged: something else is open than the recorder saw.
        MoreThanOverpaid: more would go back than is overpaid.
    """
    if not amount:
        raise NoAmount
    locked = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if locked.is_credit_note:
        raise NotPayable
    today = walltime.day_of(at)
    if not locked.issued_on <= paid_on <= today:
        raise NotOnThatDay(first=_plain(locked.issued_on), last=_plain(today))
    still_open = queries.account_of(locked, at=at).open
    if still_open != expected_open:
        raise BalanceChanged(open=still_open)
    owed = max(-still_open, Money.zero())
    if -amount > owed:
        raise MoreThanOverpaid(owed=owed)
    payment = Payment.objects.create(
        invoice=locked, amount_cents=amount.cents, paid_on=paid_on, recorded_at=at, recorded_by=by.id
    )
    people = CustomerInvoice.objects.filter(invoice=locked).values_list("subject_id", flat=True)
    entries.record(
        "payment.recorded", by=by, purpose=Purpose.INVOICING, at=at, subjects=people, about=("invoice", locked.pk)
    )
    return payment


def _plain(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
