"""Money that comes in, and how an invoice stands because of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from lupaus.billing import invoices, payments, queries
from lupaus.billing.models import Invoice, Payment
from lupaus.billing.payments import BalanceChanged, MoreThanOverpaid, NoAmount, NotOnThatDay, NotPayable
from lupaus.billing.queries import InvoiceState
from lupaus.journal.models import Entry
from lupaus.kernel.money import Money
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.billing.conftest import LATER
from tests.scheduling.town import OFFICE

PRICE = Money(159_00)
TODAY = date(2026, 11, 26)
AFTER_DUE = LATER + timedelta(days=15)


def pay(invoice: Invoice, amount: Money, *, seen: Money = PRICE, paid_on: date = TODAY) -> Payment:
    return payments.record(invoice, amount=amount, paid_on=paid_on, expected_open=seen, by=OFFICE, at=LATER)


def state(invoice: Invoice, *, late: bool = False) -> tuple[InvoiceState, Money]:
    account = queries.account_of(invoice, at=AFTER_DUE if late else LATER)
    return account.state, account.open


def test_an_unpaid_invoice_is_open_and_then_overdue(invoice: Invoice) -> None:
    assert state(invoice) == (InvoiceState.OPEN, PRICE)
    assert state(invoice, late=True) == (InvoiceState.OVERDUE, PRICE)
    assert list(queries.overdue(LATER + timedelta(days=14))) == []
    assert list(queries.overdue(AFTER_DUE)) == [invoice]


def test_a_payment_settles_it(invoice: Invoice) -> None:
    payment = pay(invoice, PRICE)

    assert (payment.amount, payment.paid_on, payment.recorded_by) == (PRICE, TODAY, OFFICE.id)
    assert state(invoice, late=True) == (InvoiceState.PAID, Money(0))
    assert list(queries.unpaid(AFTER_DUE)) == []
    assert Entry.objects.filter(action="payment.recorded", about=invoice.pk).count() == 1


def test_parts_and_overpayments_stand_in_the_ledger(invoice: Invoice) -> None:
    pay(invoice, Money(100_00))
    assert state(invoice) == (InvoiceState.OPEN, Money(59_00))

    pay(invoice, Money(60_00), seen=Money(59_00))
    assert state(invoice) == (InvoiceState.TO_REFUND, Money(-1_00))

    pay(invoice, Money(-1_00), seen=Money(-1_00))
    assert state(invoice) == (InvoiceState.PAID, Money(0))


def test_the_same_payment_recorded_by_two_people_counts_once(invoice: Invoice) -> None:
    pay(invoice, PRICE)

    with pytest.raises(BalanceChanged) as refused:
        pay(invoice, PRICE)

    assert str(refused.value).startswith("Laskulle kirjattiin juuri muuta. Avoinna on nyt 0,00")
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("paid_on", [date(2026, 11, 25), date(2026, 11, 27)])
def test_a_day_outside_the_invoices_life_is_refused(invoice: Invoice, paid_on: date) -> None:
    with pytest.raises(NotOnThatDay):
        pay(invoice, PRICE, paid_on=paid_on)


def test_nothing_is_no_payment(invoice: Invoice) -> None:
    with pytest.raises(NoAmount):
        pay(invoice, Money(0))


def test_a_credited_invoice_asks_for_nothing_and_a_paid_one_is_owed_back(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)

    assert state(invoice) == (InvoiceState.CREDITED, Money(0))
    assert state(note) == (InvoiceState.CREDIT_NOTE, Money(0))

    pay(invoice, PRICE, seen=Money(0))
    assert state(invoice) == (InvoiceState.TO_REFUND, -PRICE)


@pytest.mark.parametrize(("paid", "back"), [(Money(176_00), Money(17_01)), (PRICE, Money(1)), (Money(1_00), Money(1))])
def test_no_more_is_given_back_than_is_overpaid(invoice: Invoice, paid: Money, back: Money) -> None:
    pay(invoice, paid)
    left = PRICE - paid
    owed = max(-left, Money(0))

    with pytest.raises(MoreThanOverpaid) as refused:
        pay(invoice, -back, seen=left)

    assert str(refused.value) == f"Palautettavaa on {owed}. Kirjaa palautukseksi enintään se."
    assert state(invoice)[1] == left


def test_a_payment_is_never_changed(invoice: Invoice) -> None:
    payment = pay(invoice, PRICE)

    payment.amount_cents = 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        payment.save()


def test_the_ledgers_sums_are_those_of_its_invoices(invoice: Invoice) -> None:
    pay(invoice, Money(100_00))
    november = (date(2026, 11, 1), date(2026, 12, 1))

    sums = queries.sums(*november)
    assert (sums.invoices, sums.credit_notes, sums.total, sums.payments) == (1, 0, PRICE, Money(100_00))
    assert [(rate.percent, rate.net, rate.vat) for rate in sums.rates] == [
        (Decimal("25.5"), Money(126_69), Money(32_31))
    ]
    assert queries.sums(date(2026, 12, 1), date(2027, 1, 1)).total == Money(0)

    with processing(OFFICE, Purpose.INVOICING, LATER):
        invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)
    after = queries.sums(*november)
    assert (after.invoices, after.credit_notes, after.total) == (1, 1, Money(0))


def test_what_is_open_adds_up(invoice: Invoice) -> None:
    pay(invoice, Money(100_00))

    assert queries.open_sum(queries.unpaid(LATER)) == Money(59_00)
    assert queries.open_sum(queries.overdue(LATER)) == Money(0)


def test_a_credit_note_takes_no_money_of_either_sign(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)

    for amount in (Money(5_00), Money(-5_00)):
        with pytest.raises(NotPayable):
            pay(note, amount, seen=Money(0))

    assert Payment.objects.count() == 0
