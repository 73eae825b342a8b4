"""Take over series that run already: many at once, each day over the horizon checked as for a new order.

Who has been coming keeps coming: their visits are theirs, with nobody asked again. Where nobody is named, the visits
are offered as those of a new order are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from lupaus.catalogue.models import OnHoliday
from lupaus.company import calendar
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.recurrence import CYCLES, Recurrence
from lupaus.orders.models import Order
from lupaus.promises import Actor, Purpose
from lupaus.providers import queries as providers
from lupaus.providers.models import Provider
from lupaus.providers.queries import Worker
from lupaus.scheduling import offers, series_making, series_messages, series_plan, time_terms
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.engine.hours import shifts
from lupaus.scheduling.engine.lane import Ask, Lane, Shift, minute_of
from lupaus.scheduling.engine.series import FARTHEST, Calendar, Fate, Place, place
from lupaus.scheduling.models import Occurrence, Offer, Outcome, Series, TimeTerms, Visit
from lupaus.scheduling.series_making import Site, Wanted
from lupaus.scheduling.series_plan import RULES, Wish

_DAY = timedelta(days=1)
_CYCLE = timedelta(weeks=max(CYCLES))


class Why(Enum):
    """Why a visit cannot be as it was agreed."""

    CLOSED = "closed"
    """The company does not work then."""
    AWAY = "away"
    """The provider does not work then, or does not do the service."""
    TAKEN = "taken"
    """The provider has something else then, or no time to travel."""
    NOBODY = "nobody"
    """Nobody is free then."""


@dataclass(frozen=True, slots=True)
class Going:
    """One series that runs already; `provider_id` is who has been coming, None when the visits are to be offered."""

    site: Site
    service_id: UUID
    recurrence: Recurrence
    on_holiday: OnHoliday
    provider_id: UUID | None


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One day of a series that cannot be as it was agreed."""

    series_id: UUID
    day_on: date
    why: Why


def begin(order: Order, going: Going, *, by: Actor, at: datetime) -> Series:
    """Write the series of an order that was taken over; its visits are written by `take_over`."""
    recurrence, until_on = going.recurrence, _until(going, at)
    series = Series.objects.create(
        id=going.site.series_id,
        subject_id=order.subject_id,
        order=order,
        provider_id=going.provider_id,
        every_weeks=recurrence.every_weeks,
        first_on=recurrence.first_on,
        starts=recurrence.starts,
        minutes=recurrence.length // timedelta(minutes=1),
        on_holiday=going.on_holiday,
        next_on=recurrence.days(until_on, until_on + _CYCLE)[0],
        begun_at=at,
    )
    entries.record(
        "series.taken_over",
        by=by,
        purpose=Purpose.CUSTOMER_CARE,
        at=at,
        subjects=[order.subject_id],
        about=("series", series.id),
    )
    return series


def take_over(series: Sequence[Going], *, by: Actor, at: datetime) -> list[InTheWay]:
    """Write every visit over the horizon that can be, and return the days that cannot; in the caller's transaction.

    Whoever only wants to know rolls the transaction back.
    """
    if not series:
        return []
    sight = _Sight.of(series, at=at)
    wanted, in_the_way = [], []
    for going in series:
        if going.provider_id is not None:
            more, hard = sight.days_of(going)
            wanted += more
            in_the_way += hard
    in_the_way += [
        InTheWay(each.site.series_id, each.day_on, Why.TAKEN) for each in series_making.make(wanted, by=by, at=at)
    ]
    for going in series:
        if going.provider_id is None:
            in_the_way += _take_unnamed(going, by=by, at=at)
    return in_the_way


def offer(series: Series, *, by: Actor, at: datetime) -> None:
    """Offer the visits of a series for which nobody was named; each provider gets one letter."""
    visits = Visit.objects.filter(occurrence__series=series, provider=None).select_related("order", "occupation")
    rows = list(visits.order_by("starts_at"))
    lanes = Provider.objects.in_bulk([each.occupation.lane for each in rows], field_name="lane")
    first: dict[int, Offer] = {}
    for visit in rows:
        made = offers.write(visit, lanes[visit.occupation.lane], by=by, at=at)
        first.setdefault(visit.occupation.lane, made)
    for made in first.values():
        series_messages.tell_offered(made)


def _take_unnamed(going: Going, *, by: Actor, at: datetime) -> list[InTheWay]:
    """Write the visits of a series that nobody is named for, with whoever is free on most days."""
    site, recurrence = going.site, going.recurrence
    minutes = recurrence.length // timedelta(minutes=1)
    request = TimeRequest(going.service_id, minutes, site.postcode, site.grid, earliest_at=at)
    try:
        plan = series_plan.plan(Wish(request, recurrence, going.on_holiday, series_plan.horizon(at)), at=at)
    except TimeTaken:
        return [InTheWay(site.series_id, recurrence.first_on, Why.NOBODY)]
    wanted = [
        Wanted(site, day.day_on, day.period, day.lane) for day in plan.visits if day.period and day.lane is not None
    ]
    refused = series_making.make(wanted, by=by, at=at)
    Occurrence.objects.bulk_create(
        Occurrence(series_id=site.series_id, day_on=day.day_on, outcome=Outcome.HOLIDAY, noted_at=at)
        for day in plan.days
        if day.outcome is Outcome.HOLIDAY
    )
    days = [day.day_on for day in plan.open] + [each.day_on for each in refused]
    return [InTheWay(site.series_id, day, Why.NOBODY) for day in days]


@dataclass(frozen=True, slots=True)
class _Sight:
    """What holds for all series alike: when the company works, who works when."""

    company: Calendar
    terms: TimeTerms
    workers: dict[tuple[UUID, UUID], Worker]
    weeks: dict[tuple[object, ...], list[Shift]]
    by_day: dict[UUID, date]
    at: datetime

    @classmethod
    def of(cls, series: Sequence[Going], *, at: datetime) -> "_Sight":
        by_day = {each.site.series_id: _until(each, at) for each in series}
        around = timedelta(days=FARTHEST + 1)
        first, last = min(each.recurrence.first_on for each in series) - around, max(by_day.values()) + around
        holidays = frozenset(day for day in walltime.days(first, (last - first).days) if calendar.holiday_name(day))
        company = Calendar(calendar.openings(first, last), holidays)
        named = (each.provider_id for each in series if each.provider_id is not None)
        return cls(company, time_terms.in_force(at), providers.workers_by_skill(named, at=at), {}, by_day, at)

    def days_of(self, going: Going) -> tuple[list[Wanted], list[InTheWay]]:
        """Return the visits of a series whose provider works then, and the days on which that cannot be."""
        wanted, hard, left_out = [], [], []
        worker = self.workers.get((going.provider_id, going.service_id)) if going.provider_id else None
        site = going.site
        for day in going.recurrence.days(going.recurrence.first_on, self.by_day[site.series_id]):
            where = place(day, going.recurrence, self.company, RULES[going.on_holiday])
            if where.fate is Fate.LEFT_OUT:
                left_out.append(day)
            elif where.period is None:
                hard.append(InTheWay(site.series_id, day, Why.CLOSED))
            elif worker is None or not self._is_at_work(worker, going, where):
                hard.append(InTheWay(site.series_id, day, Why.AWAY))
            else:
                wanted.append(Wanted(site, day, where.period, worker.lane, worker.provider_id))
        Occurrence.objects.bulk_create(
            Occurrence(series_id=site.series_id, day_on=day, outcome=Outcome.HOLIDAY, noted_at=self.at)
            for day in left_out
        )
        return wanted, hard

    def _is_at_work(self, worker: Worker, going: Going, where: Place) -> bool:
        if where.period is None:
            return False
        if worker.shifts not in self.weeks:
            self.weeks[worker.shifts] = shifts(self.company.openings, worker.shifts)
        lane = Lane(worker.lane, self.weeks[worker.shifts], (), worker.home)
        ask = Ask(where.period.minutes, self.terms.changeover_minutes, going.site.grid)
        return lane.is_free(minute_of(where.period.from_at), ask, time_terms.travel(self.terms))


def _until(going: Going, at: datetime) -> date:
    """Return the day before which everything is dealt with: the first day is, however far it lies."""
    return max(series_plan.horizon(at), going.recurrence.first_on + _DAY)
