"""Questions about visits, scoped to who asks. The number of queries never depends on the number of rows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.orders.models import OrderLine
from lupaus.promises import Actor
from lupaus.providers import queries as providers
from lupaus.providers.models import Leave, Provider
from lupaus.register.models import Address
from lupaus.scheduling.models import (
    ByKind,
    Milestone,
    MilestoneKind,
    Offer,
    OfferState,
    Series,
    Visit,
    VisitState,
)

COMING: Final = (
    VisitState.WAITING,
    VisitState.OFFERED,
    VisitState.ACCEPTED,
    VisitState.TRAVELLING,
    VisitState.STARTED,
)
"""States of a visit that is still to be done."""
_NOT_BEGUN: Final = (VisitState.OFFERED, VisitState.ACCEPTED, VisitState.TRAVELLING)
DONE: Final = (VisitState.FINISHED, VisitState.APPROVED)
"""States of a visit whose work is done."""
ON_THE_DAY: Final = (
    VisitState.ACCEPTED,
    VisitState.TRAVELLING,
    VisitState.STARTED,
    VisitState.FINISHED,
    VisitState.APPROVED,
    VisitState.NO_SHOW,
)
"""States of a visit that stands in its provider's day."""


_SEARCH: Final = frozenset({MilestoneKind.OFFERED, MilestoneKind.UNASSIGNED, MilestoneKind.REASSIGNED})
_PLACE_OF: Final = {kind.value: place for place, kind in enumerate(MilestoneKind)}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a visit's timeline."""

    at: datetime
    kind: str
    label: str
    by_kind: ByKind
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardLane:
    """One row of the day board: a provider, or nobody, with what stands in the day."""

    provider: Provider | None
    visits: tuple[Visit, ...]
    leaves: tuple[Leave, ...]


def visits_of(actor: Actor) -> QuerySet[Visit]:
    """Return the actor's own visits, latest first, with order, service, address and provider."""
    return _whole(Visit.objects.filter(subject__in=actor.subjects)).order_by("-starts_at", "-id")


def visit_of(actor: Actor, visit_id: UUID) -> Visit:
    """Return the actor's own visit with everything its page shows.

    Raises:
        Visit.DoesNotExist: there is none, or it is somebody else's.
    """
    return _with_page(visits_of(actor)).get(id=visit_id)


def next_visit(actor: Actor, *, at: datetime) -> Visit | None:
    """Return the actor's next visit that is still to be done, or under way."""
    coming = visits_of(actor).filter(state__in=COMING, ends_at__gt=at)
    return coming.order_by("starts_at").first()


def day_of(provider: Provider, day: date) -> QuerySet[Visit]:
    """Return the provider's visits of a day in Finland that they have accepted, in order."""
    mine = _whole(Visit.objects.filter(provider=provider, state__in=ON_THE_DAY, **_on(day)))
    return mine.prefetch_related("ticks").order_by("starts_at")


def visit_for(provider: Provider, visit_id: UUID) -> Visit:
    """Return a visit the provider has accepted, with everything its page shows.

    Raises:
        Visit.DoesNotExist: there is none, or it is somebody else's.
    """
    return _with_page(_whole(Visit.objects.filter(provider=provider, state__in=ON_THE_DAY))).get(id=visit_id)


def visits_for(provider: Provider, period: Period) -> QuerySet[Visit]:
    """Return the provider's accepted visits that begin in a period, in order."""
    begun = {"starts_at__gte": period.from_at, "starts_at__lt": period.until_at}
    mine = _whole(Visit.objects.filter(provider=provider, state__in=ON_THE_DAY, **begun)).order_by("starts_at")
    return mine.select_related("order__household", "order__health_note")


def offers_for(provider: Provider, *, at: datetime) -> QuerySet[Offer]:
    """Return the offers that wait for the provider's answer, the earliest visit first."""
    return _offers_of(provider).filter(state=OfferState.OPEN, expires_at__gt=at).order_by("visit__starts_at")


def offers_waiting(actor: Actor, *, at: datetime) -> int:
    """Return how many answers the acting provider owes: one for each visit, one for all visits of a series."""
    if actor.id is None:
        return 0
    waiting = Offer.objects.filter(provider__user_id=actor.id, state=OfferState.OPEN, expires_at__gt=at)
    return int(waiting.aggregate(count=Count(Coalesce("visit__occurrence__series", "visit"), distinct=True))["count"])


def offer_for(provider: Provider, offer_id: UUID) -> Offer:
    """Return an offer made to the provider, also one that is closed.

    Raises:
        Offer.DoesNotExist: there is none, or it was made to somebody else.
    """
    return _offers_of(provider).get(id=offer_id)


def next_day_with_visits(day: date) -> date | None:
    """Return the first day after `day` on which somebody is expected somewhere; None when there is none."""
    coming = Visit.objects.filter(starts_at__gte=walltime.midnight(day + timedelta(days=1)), state__in=COMING)
    starts_at = coming.order_by("starts_at").values_list("starts_at", flat=True).first()
    return walltime.day_of(starts_at) if starts_at else None


def day_board(day: date) -> list[BoardLane]:
    """Return who does what on a day: visits nobody has yet first, then one row per provider, also those who are free.

    A visit that is offered stands in the row of the one it is offered to. A provider who cannot be given visits (yet,
    or any more) has a row only when there are visits in it. Six queries for any number of rows.
    """
    visits = _whole(Visit.objects.filter(**_on(day))).exclude(state=VisitState.CANCELLED).order_by("starts_at")
    by_lane: defaultdict[int | None, list[Visit]] = defaultdict(list)
    for visit in visits.select_related("occupation"):
        occupation = getattr(visit, "occupation", None)
        by_lane[occupation.lane if occupation else None].append(visit)
    leaves: defaultdict[UUID, list[Leave]] = defaultdict(list)
    whole_day = Period.day(day)
    for leave in Leave.objects.filter(from_at__lt=whole_day.until_at, until_at__gt=whole_day.from_at):
        leaves[leave.provider_id].append(leave)
    rows = [
        BoardLane(provider, tuple(by_lane.pop(provider.lane, ())), tuple(leaves[provider.id]))
        for provider in _with_a_row(list(by_lane))
    ]
    nobody = tuple(visit for lane in by_lane.values() for visit in lane)
    return [BoardLane(None, nobody, ()), *rows] if nobody else rows


def _with_a_row(lanes: list[int | None]) -> QuerySet[Provider]:
    """Return those who can work, and whoever has something in the day; not who is invited only."""
    ready = Q(pk__in=providers.equipped(), user__isnull=False)
    return Provider.objects.filter(ready | Q(lane__in=lanes))


def waiting(*, at: datetime) -> QuerySet[Visit]:
    """Return the visits of today and of later days that nobody is asked to do, soonest first: the office must act.

    One of today whose time is over is among them: the customer waited, and nobody came.
    """
    today = walltime.midnight(walltime.day_of(at))
    return _whole(Visit.objects.filter(state=VisitState.WAITING, ends_at__gt=today)).order_by("starts_at")


def unbound(*, at: datetime) -> QuerySet[Visit]:
    """Return the coming visits of providers who can be given none now, soonest first: the office must act.

    They have left, or their signature, their firm's promise or what it attests for them has ended.
    """
    coming = Visit.objects.filter(state__in=_NOT_BEGUN, provider__isnull=False, ends_at__gt=at)
    return _whole(coming.exclude(provider__in=providers.assignable(at=at))).order_by("starts_at")


def calling(*, at: datetime) -> QuerySet[Visit]:
    """Return the visits for which the office must act, `waiting` and `unbound`, soonest first; one query."""
    return (waiting(at=at) | unbound(at=at)).order_by("starts_at")


def visit(visit_id: UUID) -> Visit:
    """Return any visit with everything its page shows, for the office.

    Raises:
        Visit.DoesNotExist: there is none.
    """
    return _with_page(_whole(Visit.objects.all())).get(id=visit_id)


def visits_of_customer(customer_id: UUID) -> QuerySet[Visit]:
    """Return the visits of one customer, latest first, for the office."""
    return _whole(Visit.objects.filter(order__customer=customer_id)).order_by("-starts_at")


def timeline(visit: Visit) -> list[Event]:
    """Return what has happened to a visit, in order; money and looks are added by the rooms above that know them."""
    rows = sorted(visit.milestones.all(), key=lambda row: (row.at, _PLACE_OF[row.kind]))
    return [Event(row.at, row.kind, row.get_kind_display(), _doer(row), row.planned_at) for row in rows]


def add_ons_of(visit: Visit) -> list[tuple[OrderLine, bool]]:
    """Return the add-ons of a visit's order, each with whether it is ticked as done. Uses what the page fetched."""
    ticked = {tick.line_id for tick in visit.ticks.all()}
    return [(line, line.id in ticked) for line in visit.order.lines.all() if line.kind == "add_on"]


def undone(visit: Visit) -> list[OrderLine]:
    """Return the add-ons that were ordered and not done, and so are not charged; none before the work is done."""
    if visit.state not in DONE:
        return []
    return [line for line, is_done in add_ons_of(visit) if not is_done]


def price_of(visit: Visit) -> Money:
    """Return what the visit costs, VAT included: what was agreed without the add-ons that were left undone.

    Uses what was added up already where a list did (`overviews.with_undone`).
    """
    cents: int | None = getattr(visit, "undone_cents", None)
    left = Money.sum(Money(line.total_cents) for line in undone(visit)) if cents is None else Money(cents)
    return Money(visit.order.total_cents) - left


def moving_cost(visit: Visit) -> Money:
    """Return what moving the visit late has cost; uses what the page fetched."""
    return Money.sum(moved.fee for moved in visit.move_fees.all())


def is_needed(address: Address, at: datetime) -> bool:
    """Return whether a visit that is still to be done is at the address."""
    coming = Visit.objects.filter(order__address=address, state__in=COMING, ends_at__gt=at)
    return coming.exists() or running_series().filter(order__address=address).exists()


def running_series() -> QuerySet[Series]:
    """Return the series that go on: their visits will be."""
    return Series.objects.filter(Q(until_on=None) | Q(next_on__lt=F("until_on")))


def minutes_worked(provider: Provider, period: Period) -> int:
    """Return how many minutes the provider really worked in visits that began in a period."""
    rows = Visit.objects.filter(
        provider=provider, started_at__gte=period.from_at, started_at__lt=period.until_at, finished_at__isnull=False
    ).values_list("started_at", "finished_at")
    return sum(Period(begun, done).minutes for begun, done in rows if begun and done and begun < done)


def stars_of(provider: Provider) -> list[int]:
    """Return the stars the provider's visits were given, newest first; no words, no names."""
    rated = Visit.objects.filter(provider=provider, rating__isnull=False).order_by("-rating__rated_at")
    return list(rated.values_list("rating__stars", flat=True))


def _doer(row: Milestone) -> ByKind:
    """Return who did it; a search that an order or a refusal set off is the program's own doing."""
    by = ByKind(row.by_kind)
    return by if by is ByKind.OFFICE or row.kind not in _SEARCH else ByKind.SYSTEM


def _on(day: date) -> dict[str, datetime]:
    whole = Period.day(day)
    return {"starts_at__gte": whole.from_at, "starts_at__lt": whole.until_at}


def _whole(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.select_related(
        "order__service", "order__address", "order__customer", "provider", "cancellation", "no_show"
    )


def _with_page(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.select_related("rating").prefetch_related("ticks", "order__lines", "milestones", "comments")


def _offers_of(provider: Provider) -> QuerySet[Offer]:
    return (
        Offer.objects.filter(provider=provider)
        .select_related("visit__order__service", "visit__order__address", "visit__occurrence__series")
        .prefetch_related("visit__order__lines")
    )
