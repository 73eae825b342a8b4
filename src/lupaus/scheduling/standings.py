"""Whether somebody is still a customer: derived from their series, their visits and their own word.

A customer is a former one from the moment they have said so, or when nothing is running or coming and a month has
passed since the last visit, in which a late complaint is still dealt with. The contract ended on the day of the last
visit.

Source: notice, "Rekisteröityjen ryhmät" (S18), "Henkilötietojen säilytysaika", sentence 2.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.register import contract_ends, forgetting
from lupaus.register.models import ContractEnd, Customer
from lupaus.scheduling.models import Visit, VisitState
from lupaus.scheduling.queries import COMING, running_series

QUIET: Final = timedelta(days=30)
LOST: Final = (VisitState.CANCELLED, VisitState.NO_SHOW)


class StillToCome(Refused):
    """When a relationship is to be ended of which a visit or a series is still to come."""

    message = _("Asiakkuudella on vielä tulevia käyntejä. Peru ne tai päätä sarja ensin.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a standing is derived from; days in Helsinki."""

    is_running: bool
    """A series runs, or a visit is still to come or under way."""
    last_on: date
    """The day of the last visit; before any, that of the last order, or of the registration."""
    ended_on: date | None = None
    """The day on which the customer said that it is over, unless they have ordered since."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the relationship goes on; when it ended and when it is forgotten, once it does not."""

    ended_on: date | None
    forgotten_on: date | None
    days_left: int = 0
    by_word: bool = False

    @property
    def is_former(self) -> bool:
        """Say whether this is a former customer."""
        return self.ended_on is not None


def derived(facts: Facts, today: date) -> Standing:
    """Return how a relationship stands on a day; computes, asks nothing."""
    if facts.is_running:
        return Standing(None, None)
    if facts.ended_on is None and today - facts.last_on <= QUIET:
        return Standing(None, None)
    ended_on = facts.last_on if facts.ended_on is None else facts.ended_on
    left = forgetting.days_left(ended_on, today)
    return Standing(ended_on, forgetting.forgotten_on(ended_on), left, by_word=facts.ended_on is not None)


def of(customer: Customer, *, at: datetime) -> Standing:
    """Return how the relationship with one customer stands."""
    return of_all([customer], at=at)[customer.pk]


def current(at: datetime) -> Q:
    """Return the condition under which a customer is no former one, for a list: as `derived`, in one query."""
    mine = {"order__customer": OuterRef("pk")}
    late = walltime.midnight(walltime.day_of(at) - QUIET)
    running = Q(Exists(running_series().filter(**mine))) | Q(Exists(_ahead(at).filter(**mine)))
    lately = (
        Q(Exists(_done().filter(ends_at__gte=late, **mine)))
        | Q(Exists(Order.objects.filter(customer=OuterRef("pk"), placed_at__gte=late)))
        | Q(registered_at__gte=late)
    )
    since = Order.objects.filter(customer=OuterRef("customer"), placed_at__gt=OuterRef("ended_at"))
    ended = ContractEnd.objects.filter(~Exists(since), customer=OuterRef("pk"), lifted_at=None)
    return running | (lately & ~Q(Exists(ended)))


def end(customer: Customer, *, by: Actor, at: datetime) -> ContractEnd:
    """End a relationship on the customer's word.

    Raises:
        StillToCome: something of it is still running or to come.
        AlreadyEnded: it was ended before.
    """
    mine = {"order__customer": customer}
    if running_series().filter(**mine).exists() or _ahead(at).filter(**mine).exists():
        raise StillToCome
    return contract_ends.end(customer, by=by, at=at)


def of_all(customers: Collection[Customer], *, at: datetime) -> dict[UUID, Standing]:
    """Return how the relationship with each of the customers stands; five queries for any number."""
    ids, today = [customer.pk for customer in customers], walltime.day_of(at)
    running = {
        *running_series().filter(order__customer__in=ids).values_list("order__customer", flat=True),
        *_ahead(at).filter(order__customer__in=ids).values_list("order__customer", flat=True),
    }
    visited = _latest(_done().filter(order__customer__in=ids), "order__customer", "ends_at")
    ordered = _latest(Order.objects.filter(customer__in=ids), "customer", "placed_at")
    words = _latest(ContractEnd.objects.filter(customer__in=ids, lifted_at=None), "customer", "ended_at")
    found = {}
    for customer in customers:
        placed_at = ordered.get(customer.pk) or customer.registered_at
        word = words.get(customer.pk)
        facts = Facts(
            is_running=customer.pk in running,
            last_on=walltime.day_of(max(visited.get(customer.pk) or placed_at, placed_at)),
            ended_on=walltime.day_of(word) if word is not None and placed_at <= word else None,
        )
        found[customer.pk] = derived(facts, today)
    return found


def _latest[Row: Model](rows: QuerySet[Row], whose: str, when: str) -> dict[UUID, datetime]:
    return dict(rows.order_by().values_list(whose).annotate(latest=Max(when)))


def _ahead(at: datetime) -> QuerySet[Visit]:
    return Visit.objects.filter(Q(state__in=COMING, ends_at__gt=at) | Q(state=VisitState.FINISHED))


def _done() -> QuerySet[Visit]:
    return Visit.objects.exclude(state__in=LOST)
