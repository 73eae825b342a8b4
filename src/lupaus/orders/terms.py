"""What cancelling and moving cost, as dated rows of the company's own: one for all services, or for one."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from lupaus.catalogue.models import Service
from lupaus.foundation import dated
from lupaus.journal import entries
from lupaus.orders.models import CancellationTerms
from lupaus.orders.tiers import NotTerms, Tier, Tiers
from lupaus.promises import Actor, Purpose

__all__ = [
    "UNTIL_SET", "NotTerms", "Tier", "Tiers", "change", "drop", "follow_general", "history", "in_force", "tiers_of",
]  # fmt: skip

UNTIL_SET: Final = Tiers.of((timedelta(hours=24), 50, None))
"""In force until the owner sets the first terms."""


def in_force(on: date, service: Service | None = None) -> Tiers:
    """Return the terms of a day: the service's own, else those for all services. One query."""
    rows = CancellationTerms.objects.filter(Q(service=None) | Q(service=service), valid_from_on__lte=on)
    newest: dict[bool, CancellationTerms] = {}
    for row in rows.order_by("valid_from_on"):
        newest[row.service_id is not None] = row
    own, general = newest.get(True), newest.get(False)
    found = own if own is not None and own.tiers is not None else general
    return Tiers.from_json(found.tiers or ()) if found else UNTIL_SET


def history(service: Service | None = None) -> QuerySet[CancellationTerms]:
    """Return the rows of one service, or of all services together, newest first."""
    return CancellationTerms.objects.filter(service=service)


def tiers_of(row: CancellationTerms) -> Tiers | None:
    """Return the tiers of a row, None when from its day on a service follows the terms for all."""
    return None if row.tiers is None else Tiers.from_json(row.tiers)


@transaction.atomic
def change(
    tiers: Tiers, *, valid_from_on: date, by: Actor, at: datetime, service: Service | None = None
) -> CancellationTerms:
    """Set the terms from a day on; orders that were placed before keep the terms they were placed under.

    Raises:
        NotTerms: a notice or a fee is out of bounds or out of order.
        BeginsInThePast: the day has gone.
        BeginsTooFarAhead: the day is over three years away.
    """
    return _set(tiers.checked(), service, valid_from_on, by=by, at=at)


@transaction.atomic
def follow_general(service: Service, *, valid_from_on: date, by: Actor, at: datetime) -> CancellationTerms:
    """Let a service follow the terms for all services from a day on; the day is checked as `change` does."""
    return _set(None, service, valid_from_on, by=by, at=at)


@transaction.atomic
def drop(row: CancellationTerms, *, by: Actor, at: datetime) -> None:
    """Remove terms that have not begun.

    Raises:
        HasBegun: they hold, or have held.
    """
    dated.check_not_begun(row.valid_from_on, at)
    _record("cancellation_terms.dropped", row, by=by, at=at)
    row.delete()


def _set(
    tiers: Tiers | None, service: Service | None, valid_from_on: date, *, by: Actor, at: datetime
) -> CancellationTerms:
    dated.check_beginning(valid_from_on, at)
    stored = None if tiers is None else tiers.as_json()
    row, _created = CancellationTerms.objects.update_or_create(
        service=service, valid_from_on=valid_from_on, defaults={"tiers": stored, "set_at": at}
    )
    _record("cancellation_terms.set", row, by=by, at=at)
    return row


def _record(action: str, row: CancellationTerms, *, by: Actor, at: datetime) -> None:
    about = ("cancellation_terms", row.id)
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=about)
