"""The nightly roll: the visits of every series, eight weeks ahead.

In batches, each a transaction of its own: a roll that is killed and run again goes on where it stopped, and two at
once share the work. A day of a series stands once, whatever happens. Whoever has accepted the series comes; where they
cannot, the visit is offered to somebody else at the same time; where nobody can, customer and office are asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lupaus.catalogue.models import OnHoliday
from lupaus.company import calendar
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.place import GridPoint
from lupaus.kernel.recurrence import Recurrence
from lupaus.promises import Actor, Purpose
from lupaus.providers import queries as providers
from lupaus.providers.models import Provider
from lupaus.providers.queries import Worker
from lupaus.scheduling import availability, messages, offers, series_making, series_messages, series_plan, time_terms
from lupaus.scheduling.availability import TimeRequest
from lupaus.scheduling.engine.hours import shifts
from lupaus.scheduling.engine.lane import Ask, Lane, Shift, minute_of
from lupaus.scheduling.engine.series import FARTHEST, Calendar, Fate, Place, place
from lupaus.scheduling.models import Occurrence, Outcome, Series, TimeTerms, Visit
from lupaus.scheduling.series_making import Site, Wanted
from lupaus.scheduling.series_plan import RULES

BATCH: Final = 500
SYSTEM: Final = Actor.system("scheduling")


@dataclass(frozen=True, slots=True)
class Rolled:
    """What a roll has done."""

    series: int = 0
    visits: int = 0
    in_the_way: int = 0

    def __add__(self, other: "Rolled") -> "Rolled":
        """Return both together."""
        return Rolled(self.series + other.series, self.visits + other.visits, self.in_the_way + other.in_the_way)


def roll(*, at: datetime) -> Rolled:
    """Write the visits of every series up to the horizon; running it again writes nothing."""
    until_on, today = series_plan.horizon(at), walltime.day_of(at)
    first, last = today - timedelta(days=FARTHEST + 1), until_on + timedelta(days=FARTHEST + 1)
    days = walltime.days(first, (last - first).days)
    company = Calendar(calendar.openings(first, last), frozenset(day for day in days if calendar.holiday_name(day)))
    night = _Night(company, time_terms.in_force(at), today, until_on, at, {})
    total = Rolled()
    while done := night.batch():
        total += done
    return total


def due(until_on: date) -> QuerySet[Series]:
    """Return the series with days before `until_on` that have not been dealt with."""
    return Series.objects.filter(Q(until_on=None) | Q(next_on__lt=F("until_on")), next_on__lt=until_on)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the roll reads of a series; nothing in it opens."""

    id: UUID
    subject_id: UUID
    order_id: UUID
    service_id: UUID
    provider_id: UUID | None
    recurrence: Recurrence
    on_holiday: OnHoliday
    next_on: date
    postcode: str
    grid: GridPoint

    @property
    def site(self) -> Site:
        return Site(self.id, self.order_id, self.subject_id, self.postcode, self.grid)


@dataclass(frozen=True, slots=True)
class _Night:
    """One roll: what holds for all series alike."""

    company: Calendar
    terms: TimeTerms
    today: date
    until_on: date
    at: datetime
    weeks: dict[tuple[object, ...], list[Shift]]

    @transaction.atomic
    def batch(self) -> Rolled | None:
        """Roll the next series that are due and nobody else is rolling; None when there are none."""
        rows = list(_locked(due(self.until_on)))
        if not rows:
            return None
        asked = (row.provider_id for row in rows if row.provider_id)
        workers = providers.workers_by_skill(asked, at=self.at)
        wanted, left_out, hard = self._sorted(rows, workers)
        by_id = {row.id: row for row in rows}
        refused = series_making.make(wanted, by=SYSTEM, at=self.at)
        hard += [(by_id[each.site.series_id], Place(each.day_on, Fate.AS_AGREED, each.period)) for each in refused]
        Occurrence.objects.bulk_create(left_out)
        helped = sum(self._otherwise(row, where) for row, where in hard)
        self._advance(rows)
        return Rolled(len(rows), len(wanted) - len(refused) + helped, len(hard) - helped)

    def _sorted(
        self, rows: list[_Row], workers: dict[tuple[UUID, UUID], Worker]
    ) -> tuple[list[Wanted], list[Occurrence], list[tuple[_Row, Place]]]:
        """Return the visits whose provider is at work then, the days left out, and the days that need another way."""
        wanted: list[Wanted] = []
        left_out: list[Occurrence] = []
        standing = self._standing(rows)
        hard: list[tuple[_Row, Place]] = []
        for row in rows:
            worker = workers.get((row.provider_id, row.service_id)) if row.provider_id else None
            for day in row.recurrence.days(max(row.next_on, self.today), self.until_on):
                if (row.id, day) in standing:
                    continue
                where = place(day, row.recurrence, self.company, RULES[row.on_holiday])
                if where.fate is Fate.LEFT_OUT:
                    left_out.append(Occurrence(series_id=row.id, day_on=day, outcome=Outcome.HOLIDAY, noted_at=self.at))
                elif worker is not None and where.period is not None and self._is_at_work(worker, row, where):
                    wanted.append(Wanted(row.site, day, where.period, worker.lane, worker.provider_id))
                else:
                    hard.append((row, where))
        return wanted, left_out, hard

    def _standing(self, rows: list[_Row]) -> set[tuple[UUID, date]]:
        """Return the days that are dealt with already, whatever their series say."""
        from_on = min(row.next_on for row in rows)
        found = Occurrence.objects.filter(series__in=[row.id for row in rows], day_on__gte=from_on)
        return set(found.values_list("series_id", "day_on"))

    def _is_at_work(self, worker: Worker, row: _Row, where: Place) -> bool:
        if where.period is None:
            return False
        if worker.shifts not in self.weeks:
            self.weeks[worker.shifts] = shifts(self.company.openings, worker.shifts)
        lane = Lane(worker.lane, self.weeks[worker.shifts], (), worker.home)
        ask = Ask(where.period.minutes, self.terms.changeover_minutes, row.grid)
        return lane.is_free(minute_of(where.period.from_at), ask, time_terms.travel(self.terms))

    def _otherwise(self, row: _Row, where: Place) -> bool:
        """Offer the visit to somebody else at the same time, else ask the customer; return whether anybody can come."""
        if where.period is not None:
            request = self._request(row)
            for lane in availability.lanes_at(request, where.period.from_at, at=self.at, is_agreed=True):
                wanted = Wanted(row.site, where.day_on, where.period, lane)
                if not series_making.make([wanted], by=SYSTEM, at=self.at):
                    visit = Visit.objects.select_related("order").get(id=wanted.visit_id)
                    offer = offers.write(visit, Provider.objects.get(lane=lane), by=SYSTEM, at=self.at)
                    messages.tell_offered(offer)
                    return True
        conflict = Occurrence.objects.create(
            series_id=row.id, day_on=where.day_on, outcome=Outcome.CONFLICT, noted_at=self.at
        )
        series_messages.tell_in_the_way(conflict)
        return False

    def _request(self, row: _Row) -> TimeRequest:
        length = row.recurrence.length // timedelta(minutes=1)
        return TimeRequest(row.service_id, length, row.postcode, row.grid, earliest_at=self.at)

    def _advance(self, rows: list[_Row]) -> None:
        """Note on every series that its days before the horizon are dealt with."""
        Series.objects.bulk_update(
            [Series(id=row.id, next_on=row.recurrence.next_on(self.until_on) or self.until_on) for row in rows],
            ["next_on"],
        )
        entries.record(
            "series.rolled",
            by=SYSTEM,
            purpose=Purpose.SERVICE_DELIVERY,
            at=self.at,
            subjects=[row.subject_id for row in rows],
        )


def _locked(series: QuerySet[Series]) -> Iterator[_Row]:
    rows = series.order_by("next_on", "id").select_for_update(skip_locked=True, of=("self",))[:BATCH]
    for each in rows.values_list(*_COLUMNS):
        (series_id, subject_id, order_id, service_id, provider_id, first_on, starts, minutes, every_weeks, until_on,
         on_holiday, next_on, postcode, grid_row, grid_column) = each  # fmt: skip
        recurrence = Recurrence(first_on, starts, timedelta(minutes=minutes), every_weeks, until_on)
        grid = GridPoint(grid_row, grid_column)
        yield _Row(
            series_id, subject_id, order_id, service_id, provider_id, recurrence, OnHoliday(on_holiday), next_on,
            postcode, grid,
        )  # fmt: skip


_COLUMNS: Final = (
    "id", "subject_id", "order_id", "order__service_id", "provider_id", "first_on", "starts", "minutes", "every_weeks",
    "until_on", "on_holiday", "next_on", "order__address__postcode", "order__address__grid_row",
    "order__address__grid_column",
)  # fmt: skip
