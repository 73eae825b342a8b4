"""Begin a series: what the order asks for, checked once more and written in the order's own transaction."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import OnHoliday
from lupaus.journal import entries
from lupaus.kernel.place import GridPoint
from lupaus.kernel.recurrence import CYCLES, Recurrence
from lupaus.kernel.refused import Refused
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, offers, series_making, series_messages, series_plan
from lupaus.scheduling.availability import NothingChosen
from lupaus.scheduling.models import Occupation, Occurrence, Offer, Outcome, Series, Visit
from lupaus.scheduling.series_making import Site, Wanted
from lupaus.scheduling.series_plan import Plan, Wish

LONGEST_CYCLE: Final = timedelta(weeks=max(CYCLES))


class DaysInTheWay(Refused):
    """When days of a series cannot be as they should and nothing has been chosen instead."""

    message = _("Osa sarjan päivistä ei onnistu sovittuun aikaan. Valitse, mitä niille tehdään.")


def wish_of(draft: Draft, *, at: datetime) -> Wish:
    """Return what series a draft asks for; reads nothing personal.

    Raises:
        NothingChosen: no service, postcode or time is chosen, or the visit is to come only once.
        UnknownPostcode: of `availability.request_of`.
    """
    request = availability.request_of(draft, at=at)
    if draft.starts_at is None or draft.service is None or not draft.every_weeks:
        raise NothingChosen
    held = Occupation.objects.filter(draft_key=draft.id).values_list("lane", flat=True).first()
    length = timedelta(minutes=request.minutes)
    return Wish(
        replace(request, favourite=held),
        Recurrence.beginning(draft.starts_at, length, draft.every_weeks),
        OnHoliday(draft.service.on_holiday),
        series_plan.horizon(at),
        picks_of(draft),
    )


def picks_of(draft: Draft) -> dict[date, datetime | None]:
    """Return what has been chosen for days that are in the way."""
    return {
        date.fromisoformat(day): None if start is None else datetime.fromisoformat(start)
        for day, start in draft.picks.items()
    }


@transaction.atomic
def begin(order: Order, draft: Draft, *, leeway: timedelta, by: Actor, at: datetime) -> Visit:
    """Write the series of an order that has just been placed and all its visits over the horizon; return the first.

    The provider is asked once for the whole series. `leeway` is how much of the lead time may have passed meanwhile.

    Raises:
        TimeTaken: the first time is gone; three other times come with it.
        DaysInTheWay: a later day is in the way and nothing has been chosen for it.
    """
    wish = wish_of(draft, at=at)
    wish = replace(wish, request=replace(wish.request, earliest_at=wish.request.earliest_at - leeway))
    plan = series_plan.plan(wish, at=at)
    if plan.open:
        raise DaysInTheWay
    Occupation.objects.filter(draft_key=draft.id).delete()
    series = _series(order, wish, by=by, at=at)
    visits = _write_days(series, order, plan, by=by, at=at)
    made = _offer(series, visits, by=by, at=at)
    series_messages.tell_booked(series, made)
    return visits[0]


def _series(order: Order, wish: Wish, *, by: Actor, at: datetime) -> Series:
    recurrence = wish.recurrence
    series = Series.objects.create(
        subject_id=order.subject_id,
        order=order,
        every_weeks=recurrence.every_weeks,
        first_on=recurrence.first_on,
        starts=recurrence.starts,
        minutes=recurrence.length // timedelta(minutes=1),
        on_holiday=wish.on_holiday,
        next_on=recurrence.days(_end_of(wish), _end_of(wish) + LONGEST_CYCLE)[0],
        begun_at=at,
    )
    entries.record(
        "series.begun",
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[order.subject_id],
        about=("series", series.id),
    )
    return series


def _end_of(wish: Wish) -> date:
    """Return the day before which everything is dealt with at the beginning: the first is, however far it lies."""
    return max(wish.until_on, wish.recurrence.first_on + timedelta(days=1))


def _write_days(series: Series, order: Order, plan: Plan, *, by: Actor, at: datetime) -> list[Visit]:
    """Write the visits and the days that are left out; return the visits in order.

    Raises:
        DaysInTheWay: somebody took a time between the plan and the locks.
    """
    site = site_of(series, order)
    wanted = [
        Wanted(site, day.day_on, day.period, day.lane) for day in plan.visits if day.period and day.lane is not None
    ]
    if series_making.make(wanted, by=by, at=at):
        raise DaysInTheWay
    Occurrence.objects.bulk_create(
        Occurrence(series=series, day_on=day.day_on, outcome=day.outcome, noted_at=at)
        for day in plan.days
        if day.outcome is not Outcome.VISIT
    )
    rows = Visit.objects.filter(id__in=[each.visit_id for each in wanted]).select_related("order", "occupation")
    return list(rows.order_by("starts_at"))


def site_of(series: Series, order: Order) -> Site:
    """Return what the visits of a series have in common."""
    address = order.address
    assert address.grid_row is not None  # noqa: S101 -- a placed order has a place
    assert address.grid_column is not None  # noqa: S101 -- a placed order has a place
    grid = GridPoint(address.grid_row, address.grid_column)
    return Site(series.id, order.id, series.subject_id, address.postcode, grid)


def _offer(series: Series, visits: list[Visit], *, by: Actor, at: datetime) -> list[Offer]:
    """Offer each visit to whose time it takes; return the first offer to each provider, who are told of the rest."""
    del series
    lanes = Provider.objects.in_bulk([each.occupation.lane for each in visits], field_name="lane")
    first: dict[int, Offer] = {}
    for visit in visits:
        lane = visit.occupation.lane
        made = offers.write(visit, lanes[lane], by=by, at=at)
        first.setdefault(lane, made)
    return list(first.values())
