"""A customer's visits at a glance: what is to come, what was, and what waits for a rating, in one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from lupaus.orders import queries as orders
from lupaus.orders.models import Order, OrderLine
from lupaus.promises import Actor
from lupaus.scheduling.models import Tick, Visit
from lupaus.scheduling.queries import COMING, DONE, running_series, visits_of


@dataclass(frozen=True, slots=True)
class Overview:
    """The visits to come, soonest first; one page of those that were, latest first, and how many those are in all."""

    coming: tuple[Visit, ...]
    past: tuple[Visit, ...]
    past_count: int
    to_rate: Visit | None
    again: Order | None
    has_series: bool


def of(actor: Actor, *, at: datetime, skip: int, show: int) -> Overview:
    """Return the actor's visits: all that are to come, and `show` of the others after the first `skip`.

    One query for any number of visits, with order, service, address, provider, what they cost, and what the next one's
    page needs to know of the order. `to_rate` is the latest finished visit without a rating, `again` the latest order
    that can be repeated; a second query where none of its visits is shown.
    """
    own = Visit.objects.filter(subject__in=actor.subjects)
    is_to_come = Q(state__in=COMING, ends_at__gt=at)
    gone = own.exclude(is_to_come)
    unrated = own.filter(state__in=DONE, rating__isnull=True).order_by("-starts_at", "-id")
    page = gone.order_by("-starts_at", "-id")[skip : skip + show]
    wanted = is_to_come | Q(id__in=page.values("id")) | Q(id__in=unrated.values("id")[:1])
    rows = with_undone(visits_of(actor).filter(wanted).select_related("order__health_note")).annotate(
        is_to_come=Case(When(is_to_come, then=True), default=False),
        is_on_page=Case(When(id__in=page.values("id"), then=True), default=False),
        is_to_rate=Case(When(id__in=unrated.values("id")[:1], then=True), default=False),
        past_count=Subquery(_count(gone)),
        again=Subquery(orders.repeatables(actor).values("id")[:1]),
        has_series=Exists(running_series().filter(subject__in=actor.subjects)),
    )
    found = list(rows)
    return Overview(
        coming=tuple(visit for visit in reversed(found) if visit.is_to_come),
        past=tuple(visit for visit in found if visit.is_on_page),
        past_count=found[0].past_count if found else 0,
        to_rate=next((visit for visit in found if visit.is_to_rate), None),
        again=_again(found, found[0].again if found else None, actor),
        has_series=any(visit.has_series for visit in found) or not found,
    )


def with_undone(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Add `undone_cents`: what the add-ons would have cost that were left undone, by the rule of `queries.undone`."""
    done = Tick.objects.filter(visit=OuterRef(OuterRef("id")), line=OuterRef("id"))
    left = OrderLine.objects.filter(~Exists(done), order=OuterRef("order"), kind="add_on").order_by().values("order")
    cents = Coalesce(Subquery(left.values(cents=Sum("total_cents"))), Value(0), output_field=IntegerField())
    return visits.annotate(undone_cents=Case(When(state__in=DONE, then=cents), default=Value(0)))


def _again(found: Sequence[Visit], order_id: UUID | None, actor: Actor) -> Order | None:
    """Return the order that can be repeated, with a visit at hand when it has one."""
    if found and order_id is None:
        return None
    shown = (visit.order for visit in found if visit.order_id == order_id)
    return next(shown, None) or orders.repeatable(actor)


def _count(rows: QuerySet[Visit]) -> QuerySet[Any, Any]:  # Any: a count has no model
    return rows.order_by().annotate(one=Value(1)).values("one").annotate(count=Count("id")).values("count")
