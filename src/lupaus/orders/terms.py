"""What cancelling costs, as dated rows of the company's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.orders.models import CancellationTerms
from lupaus.promises import Actor, Purpose

LONGEST_NOTICE: Final = timedelta(days=14)
WHOLE_PRICE: Final = 100


class NotTerms(Refused):
    """When the notice is longer than 14 days or the fee more than the price."""

    message = _("Anna maksuton aika väliltä 0–336 tuntia ja peruutusmaksu väliltä 0–100 prosenttia.")


@dataclass(frozen=True, slots=True)
class Terms:
    """Cancelling is free until `free_before` the visit, then costs `fee_percent` of the price."""

    free_before: timedelta
    fee_percent: int


UNTIL_SET: Final = Terms(timedelta(hours=24), 50)
"""In force until the owner sets the first terms."""


def in_force(on: date) -> Terms:
    """Return the terms of a day."""
    row = CancellationTerms.objects.filter(valid_from_on__lte=on).order_by("-valid_from_on").first()
    return Terms(timedelta(minutes=row.free_minutes_before), row.fee_percent) if row else UNTIL_SET


@transaction.atomic
def change(terms: Terms, *, valid_from_on: date, by: Actor, at: datetime) -> CancellationTerms:
    """Set the terms from a day on; orders that were placed before keep the terms they were placed under.

    Raises:
        NotTerms: the notice or the fee is out of bounds.
    """
    if not (timedelta() <= terms.free_before <= LONGEST_NOTICE and 0 <= terms.fee_percent <= WHOLE_PRICE):
        raise NotTerms
    minutes = int(terms.free_before.total_seconds()) // 60
    row, _created = CancellationTerms.objects.update_or_create(
        valid_from_on=valid_from_on,
        defaults={"free_minutes_before": minutes, "fee_percent": terms.fee_percent, "set_at": at},
    )
    entries.record(
        "cancellation_terms.set", by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=("cancellation_terms", row.id)
    )
    return row
