"""Series in the town of `town`: what tests of series stand on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.scheduling import series_beginning, series_plan
from lupaus.scheduling.models import Series, Visit
from lupaus.scheduling.series_plan import Plan
from tests.scheduling import town as towns
from tests.scheduling.town import AT, NINE, Town, Visitor

FIRST = NINE - timedelta(days=2)
"""Tuesday 24.11. at 9.00 in Helsinki: no holiday for eight weeks."""


def asking(town: Town, every_weeks: int = 1, starts_at: datetime = FIRST, *, at: datetime = AT) -> Visitor:
    """Return somebody who wants a series, has told everything and has not ordered yet."""
    visitor = town.visitor(None, at=at)
    row = drafts.choose_service(
        visitor.draft,
        postcode=visitor.postcode,
        selection=town.selection,
        every_weeks=every_weeks,
        by=visitor.actor,
        at=at,
    )
    visitor.draft = row
    visitor.tell(at=at)
    visitor.hold(starts_at, at=at)
    return visitor


def planned(visitor: Visitor, *, at: datetime = AT) -> Plan:
    """Return what the series would come to."""
    return series_plan.plan(series_beginning.wish_of(visitor.draft, at=at), at=at)


def pick(visitor: Visitor, picks: Mapping[date, datetime | None], *, at: datetime = AT) -> None:
    """Choose what is done on days in the way."""
    drafts.pick_days(visitor.draft, picks, by=visitor.actor, at=at)
    visitor.draft = Draft.objects.get(id=visitor.draft.id)


def begun(town: Town, every_weeks: int = 1, starts_at: datetime = FIRST, *, at: datetime = AT) -> Series:
    """Return a series as it is after the order."""
    return series_of(asking(town, every_weeks, starts_at, at=at).book(at=at))


def accepted(town: Town, every_weeks: int = 1, starts_at: datetime = FIRST, *, at: datetime = AT) -> Series:
    """Return a series whose provider has accepted."""
    return series_of(towns.accept(asking(town, every_weeks, starts_at, at=at).book(at=at), at=at))


def series_of(visit: Visit) -> Series:
    """Return the series of a visit."""
    return Series.objects.select_related("order", "provider").get(occurrences__visit=visit)


def visits_of(series: Series) -> list[Visit]:
    """Return the visits of a series in order, also those that were cancelled."""
    rows = Visit.objects.filter(occurrence__series=series).select_related("order", "provider", "occupation")
    return list(rows.order_by("starts_at"))
