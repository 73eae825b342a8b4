"""Financial years: found by day, made when first needed, each with a key of its own; the source of numbers."""

from datetime import date
from uuid import uuid4

from lupaus.billing.models import FinancialYear
from lupaus.keys.keystore import Chain, KeyRef, keystore


def year_of(day: date) -> FinancialYear:
    """Return the financial year of a day; the calendar year where nobody has decided otherwise.

    The key is minted before the row is written: a row without a key could never be read, a key without a row
    is only swept.
    """
    found = FinancialYear.objects.filter(starts_on__lte=day, ends_on__gte=day).first()
    return found or _calendar_year(day)


def take_number(year: FinancialYear) -> int:
    """Take the next running number of the year and lock the counter until the transaction ends.

    Called inside the transaction that keeps the invoice: undone together, so no number is lost or used twice.

    Source: VAT act 209 e §, 2: "juokseva tunniste".
    """
    counter = FinancialYear.objects.select_for_update().get(pk=year.pk)
    number = counter.next_number
    counter.next_number = number + 1
    counter.save(update_fields=["next_number"])
    return number


def _calendar_year(day: date) -> FinancialYear:
    year_id = uuid4()
    keystore().mint([KeyRef(year_id, Chain.INVOICES)])
    made, _ = FinancialYear.objects.get_or_create(
        label=str(day.year),
        defaults={"id": year_id, "starts_on": date(day.year, 1, 1), "ends_on": date(day.year, 12, 31)},
    )
    return made
