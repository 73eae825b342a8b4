"""Messages between a customer and the office about one order, open until 48 hours after its last visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.register import texts
from lupaus.register.customers import purpose_of
from lupaus.scheduling.models import ByKind, Remark, Visit, VisitState
from lupaus.scheduling.rules import by_kind

OPEN_AFTER: Final = timedelta(hours=48)
"""How long after the last visit of an order messages can be written about it."""
A_DAY: Final = timedelta(days=1)
MOST_A_DAY: Final = 20
"""So many messages a customer writes about one order in a day; more is a machine."""


class Closed(Refused):
    """When the last visit was over 48 hours ago."""

    message = _(
        "Viesteihin voi kirjoittaa 48 tuntia viimeisen käynnin jälkeen, ja se aika on nyt ohi. Soita meille, tai tilaa "
        "uusi käynti, niin viestit aukeavat taas."
    )


class NothingWritten(Refused):
    """When a message holds nothing that can be seen."""

    message = _("Kirjoita viesti.")


class TooMany(Refused):
    """When a customer has written more in a day than anybody does."""

    message = _("Olet kirjoittanut jo monta viestiä tänään. Soita meille, niin asia selviää nopeammin.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """The messages about one order that wait for an answer."""

    order: Order
    since_at: datetime
    count: int

    def waited(self, at: datetime) -> timedelta:
        """Return for how long the oldest has waited."""
        return max(at - self.since_at, timedelta())


@transaction.atomic
def write(order: Order, text: str, *, by: Actor, at: datetime) -> Remark:
    """Write a message about an order: the customer's waits for an answer, the office's answers what waited.

    Whoever it is for learns by mail that there is one, not what it says.

    Raises:
        Closed: the last visit was over 48 hours ago.
        NothingWritten: there is no text.
        TooMany: the customer has written too many today.
        TooLong, NotText: of `register.texts`.
    """
    row = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    words, who = texts.lines(text), by_kind(by)
    if not words:
        raise NothingWritten
    if not is_open(row, at=at):
        raise Closed
    if who is ByKind.CUSTOMER:
        _check_flood(row, at=at)
    else:
        waiting_of(row).update(answered_at=at)
    remark = Remark.objects.create(subject_id=row.subject_id, order=row, by_kind=who, text=words, written_at=at)
    _record("remark.written", remark, by=by, at=at)
    if who is not ByKind.CUSTOMER:
        wake("scheduling.tell_answered", remark_id=str(remark.pk))
    return remark


@transaction.atomic
def set_aside(order: Order, *, by: Actor, at: datetime) -> int:
    """Say that what waits about an order needs no answer; return how many messages that was."""
    rows = list(waiting_of(order).select_for_update())
    for remark in rows:
        remark.answered_at = at
        remark.save(update_fields=["answered_at"])
        _record("remark.set_aside", remark, by=by, at=at)
    return len(rows)


def open_until(order: Order) -> datetime | None:
    """Return until when messages can be written about the order; None when it has no visit."""
    return _until(Visit.objects.filter(order=order).select_related("cancellation"))


def is_open(order: Order, *, at: datetime) -> bool:
    """Say whether messages can be written about the order now."""
    until = open_until(order)
    return until is not None and at < until


def of(order: Order) -> QuerySet[Remark]:
    """Return what was written about an order, oldest first."""
    return Remark.objects.filter(order=order)


def waiting_of(order: Order) -> QuerySet[Remark]:
    """Return what the customer wrote about an order and nobody has answered."""
    return of(order).filter(by_kind=ByKind.CUSTOMER, answered_at=None)


def waiting_for_answer() -> QuerySet[Remark]:
    """Return what customers wrote and nobody has answered, about any order."""
    return Remark.objects.filter(by_kind=ByKind.CUSTOMER, answered_at=None)


def waiting(most: int) -> list[Waiting]:
    """Return the orders about which somebody waits for an answer, the longest wait first; two queries."""
    rows = list(
        waiting_for_answer()
        .order_by()
        .values("order")
        .annotate(since=Min("written_at"), count=Count("pk"))
        .order_by("since")[:most]
    )
    orders = Order.objects.select_related("customer", "service").in_bulk([row["order"] for row in rows])
    return [Waiting(orders[row["order"]], row["since"], row["count"]) for row in rows]


def own(actor: Actor) -> QuerySet[Remark]:
    """Return what was written about the actor's own orders, newest first."""
    mine = Remark.objects.filter(subject__in=actor.subjects).select_related("order__service")
    return mine.order_by("-written_at", "-id")


def _until(visits: Iterable[Visit]) -> datetime | None:
    ends = [_end(visit) for visit in visits]
    return max(ends) + OPEN_AFTER if ends else None


def _end(visit: Visit) -> datetime:
    cancellation = getattr(visit, "cancellation", None)
    if visit.state == VisitState.CANCELLED and cancellation is not None:
        cancelled_at: datetime = cancellation.at
        return cancelled_at
    ended_at: datetime = visit.finished_at or visit.ends_at
    return ended_at


def _check_flood(order: Order, *, at: datetime) -> None:
    lately = Remark.objects.filter(order=order, by_kind=ByKind.CUSTOMER, written_at__gt=at - A_DAY)
    if lately.count() >= MOST_A_DAY:
        raise TooMany


def _record(action: str, remark: Remark, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=purpose_of(by), at=at, subjects=[remark.subject_id], about=("remark", remark.pk)
    )
