"""Terms of payment: dated, kept, and never changed under an invoice that has been issued."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lupaus.billing import terms
from lupaus.billing.models import Invoice, PaymentTerms
from lupaus.billing.terms import AlreadyInvoicing, NotPaymentTerms, Terms, terms_on
from lupaus.foundation.dated import BeginsInThePast, BeginsTooFarAhead, HasBegun
from lupaus.journal.models import Entry
from lupaus.kernel import walltime
from tests.billing.conftest import LATER
from tests.scheduling.town import OWNER

pytestmark = pytest.mark.django_db

TODAY = walltime.day_of(LATER)
MONTH = Terms(timedelta(days=30), Decimal("5.50"))


def test_an_invoice_may_be_paid_in_two_weeks_until_the_owner_decides() -> None:
    assert terms_on(date(2020, 1, 1)) == terms_on(TODAY) == Terms(timedelta(days=14), None)


def test_terms_hold_from_their_day_on_and_earlier_ones_stay() -> None:
    terms.change(MONTH, from_on=TODAY + timedelta(days=5), by=OWNER, at=LATER)
    terms.change(Terms(timedelta(days=10), None), from_on=TODAY, by=OWNER, at=LATER)

    assert [terms_on(TODAY + timedelta(days=ahead)).term.days for ahead in (-1, 0, 4, 5)] == [14, 10, 10, 30]
    assert [row.term_days for row in terms.history()] == [30, 10]
    assert Entry.objects.filter(action="payment_terms.set").count() == 2


def test_terms_do_not_change_under_an_invoice_of_the_same_day(invoice: Invoice) -> None:
    with pytest.raises(AlreadyInvoicing):
        terms.change(MONTH, from_on=invoice.issued_on, by=OWNER, at=LATER)

    terms.change(MONTH, from_on=invoice.issued_on + timedelta(days=1), by=OWNER, at=LATER)

    assert terms_on(invoice.issued_on).term == timedelta(days=14)


@pytest.mark.parametrize(
    ("wished", "ahead", "refusal"),
    [
        (Terms(timedelta(days=6), None), 1, NotPaymentTerms),
        (Terms(timedelta(days=61), None), 1, NotPaymentTerms),
        (Terms(timedelta(days=14), Decimal("7.01")), 1, NotPaymentTerms),
        (Terms(timedelta(days=14), Decimal(-1)), 1, NotPaymentTerms),
        (MONTH, -1, BeginsInThePast),
        (MONTH, 1500, BeginsTooFarAhead),
    ],
)
def test_terms_that_cannot_be_are_refused(wished: Terms, ahead: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        terms.change(wished, from_on=TODAY + timedelta(days=ahead), by=OWNER, at=LATER)

    assert not PaymentTerms.objects.exists()


def test_only_terms_that_have_not_begun_are_removed() -> None:
    begun = terms.change(MONTH, from_on=TODAY, by=OWNER, at=LATER)
    coming = terms.change(MONTH, from_on=TODAY + timedelta(days=1), by=OWNER, at=LATER)

    terms.drop(coming, by=OWNER, at=LATER)
    with pytest.raises(HasBegun):
        terms.drop(begun, by=OWNER, at=LATER)

    assert [str(row) for row in terms.history()] == [str(TODAY)]
