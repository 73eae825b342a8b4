"""What we agreed about paying, as dated rows: a change of terms is a new row, never a new constant."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """The terms of every invoice dated from `from_on` on, until the next row."""

    from_on: date
    term: timedelta
    """From the date of the invoice to its due date."""
    late_interest: Decimal | None
    """Percent a year; None: the statutory rate of the interest act, 4 §."""
    source: str


PAYMENT_TERMS: Final = (PaymentTerms(date(2024, 1, 1), timedelta(days=14), None, "Palveluehdot, kohta Maksaminen"),)


def terms_on(day: date) -> PaymentTerms:
    """Return the terms of an invoice dated `day`.

    Raises:
        LookupError: no terms are recorded for so early a day.
    """
    for terms in sorted(PAYMENT_TERMS, key=lambda row: row.from_on, reverse=True):
        if terms.from_on <= day:
            return terms
    raise LookupError(day)
