"""Questions about series, scoped to who asks. The number of queries never depends on the number of rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lupaus.kernel import walltime
from lupaus.orders.models import Order
from lupaus.promises import Actor
from lupaus.scheduling.models import Occurrence, Outcome, Series, Visit
from lupaus.scheduling.queries import COMING, running_series


def series_of(actor: Actor) -> QuerySet[Series]:
    """Return the actor's own series, those that go on first."""
    return _whole(Series.objects.filter(subject__in=actor.subjects)).order_by("until_on", "begun_at")


def running_of(actor: Actor) -> QuerySet[Series]:
    """Return the actor's own series that go on."""
    return _whole(running_series().filter(subject__in=actor.subjects)).order_by("begun_at")


def any_series(series_id: UUID) -> Series:
    """Return any series, for the office.

    Raises:
        Series.DoesNotExist: there is none.
    """
    return _whole(Series.objects.all()).get(id=series_id)


def series_of_customer(customer_id: UUID) -> QuerySet[Series]:
    """Return the series of one customer, for the office."""
    return _whole(Series.objects.filter(order__customer=customer_id)).order_by("until_on", "begun_at")


def series_of_order(order: Order) -> Series | None:
    """Return the latest series of an order, None for an order of one visit."""
    return _whole(Series.objects.filter(order=order)).order_by("-begun_at").first()


def series_of_visit(visit: Visit) -> Series | None:
    """Return the series of a visit, None when it has none."""
    return _whole(Series.objects.filter(occurrences__visit=visit)).first()


def coming_visits(series: Iterable[Series], *, at: datetime) -> dict[UUID, list[Visit]]:
    """Return the visits to come of each series, in order; one query for any number of series."""
    rows = Visit.objects.filter(occurrence__series__in=[each.id for each in series], state__in=COMING, ends_at__gt=at)
    found: defaultdict[UUID, list[Visit]] = defaultdict(list)
    wanted = rows.select_related("order__service", "order__address", "provider", "occurrence", "cancellation")
    for visit in wanted.order_by("starts_at"):
        found[visit.occurrence.series_id].append(visit)
    return found


def days_without(series: Series, *, at: datetime) -> list[Occurrence]:
    """Return the days of a series to come that are no visit, in order: left out, skipped, waiting for a choice."""
    rows = series.occurrences.exclude(outcome=Outcome.VISIT).filter(day_on__gte=walltime.day_of(at))
    return list(rows.order_by("day_on"))


def day_of(series: Series, day_id: UUID) -> Occurrence:
    """Return a day of a series, whatever has become of it.

    Raises:
        Occurrence.DoesNotExist: there is none.
    """
    return series.occurrences.get(id=day_id)


def waiting_days(*, at: datetime) -> QuerySet[Occurrence]:
    """Return the days of all series that wait for a choice, the soonest first, for the office."""
    rows = Occurrence.objects.filter(outcome=Outcome.CONFLICT, day_on__gte=walltime.day_of(at))
    return rows.select_related("series__order__service", "series__order__customer").order_by("day_on", "id")


def series_ids_of(visits: Iterable[Visit]) -> dict[UUID, UUID]:
    """Return the series of each visit that has one, by the visit's id; one query."""
    rows = Occurrence.objects.filter(visit__in=[visit.id for visit in visits])
    return {each.visit_id: each.series_id for each in rows if each.visit_id is not None}


def _whole(series: QuerySet[Series]) -> QuerySet[Series]:
    return series.select_related("order__service", "order__address", "order__customer", "provider")
