"""What moving this and the following visits of a series comes to: another weekday, time or pace, as one thing.

What has been and what was moved by itself stays; what was skipped stays skipped. Days are paired by weeks: the visit of
a week moves to the new day of that week, a week that the new pace leaves out loses its visit, one that it adds gets
one. Price and terms are the order's and never change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import OnHoliday
from lupaus.kernel.money import Money
from lupaus.kernel.recurrence import WEEK, Recurrence
from lupaus.kernel.refused import Refused
from lupaus.orders.rules import CancellationOffer
from lupaus.promises import Actor
from lupaus.scheduling import availability, rules, series_plan
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.models import ByKind, Milestone, MilestoneKind, Occurrence, Outcome, Series, Visit, VisitState
from lupaus.scheduling.rules import cancellation_of
from lupaus.scheduling.series import HasEnded
from lupaus.scheduling.series_beginning import LONGEST_CYCLE
from lupaus.scheduling.series_plan import Plan, Planned, Wish


class NothingMoves(Refused):
    """When a series comes at that pace and time already."""

    message = _("Sarja on jo tässä ajassa. Valitse toinen aika tai tahti.")


class DayIsThere(Refused):
    """When an earlier day of the series, which is not to be moved, is in the way of a new one."""

    message = _("Sarjassa on jo käynti sinä päivänä. Valitse myöhempi päivä tai siirrä koko sarja.")


@dataclass(frozen=True, slots=True)
class NewTime:
    """When the first of the visits is to be instead, how often they come, and what was chosen for days in the way."""

    starts_at: datetime
    every_weeks: int
    picks: Mapping[date, datetime | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving comes to: the new days, which visit each is, which visits will not be, and what it costs.

    `days` pairs each new day with the visit that stands for it, None where one is to be made. `alone` are the visits
    that were moved by themselves before and stay. `skipped_ahead` are days beyond the horizon that stay left out.
    """

    recurrence: Recurrence
    from_on: date
    plan: Plan
    days: tuple[tuple[Planned, Visit | None], ...]
    alone: frozenset[UUID]
    dropped: tuple[tuple[Visit, CancellationOffer], ...]
    skipped_ahead: tuple[date, ...]
    fee: Money

    @property
    def moved(self) -> list[tuple[Visit, Planned]]:
        """Return the visits that get another time, the earliest first."""
        return [(visit, day) for day, visit in self.days if visit and day.period and day.period != visit.planned]

    @property
    def added(self) -> list[Planned]:
        """Return the days on which there was no visit."""
        return [day for day, visit in self.days if visit is None and day.outcome is Outcome.VISIT]


def request_to_move(series: Series, visit: Visit | None, *, by: Actor, at: datetime) -> TimeRequest:
    """Return what time the first visit of the series from a visit on, or of all, could be moved to.

    Raises:
        HasEnded: the series has ended, or the visit is not to come.
    """
    rows = _to_move(series, visit, at=at)
    asked = availability.request_to_move(rows[0], at=at, is_office=rules.by_kind(by) is ByKind.OFFICE)
    return replace(asked, visit_ids=frozenset(row.id for row in rows))


def moving(series: Series, visit: Visit | None, wanted: NewTime, *, by: Actor, at: datetime) -> Moving:
    """Return what moving comes to from a visit on, or of all that are to come without one; nothing is written.

    Raises:
        HasEnded: the series has ended, or the visit is not to come.
        NothingMoves: it comes at that pace and time already.
        NotNow, TooLateToMove: of `rules.check_move`, for the first visit.
        TimeTaken: nobody is free at the first time; three other times come with it.
        DayIsThere: an earlier day of the series is in the way.
    """
    rows = _to_move(series, visit, at=at)
    first = rows[0]
    rules.check_move(first, by=by, at=at)
    if wanted.starts_at == first.starts_at and wanted.every_weeks == series.every_weeks:
        raise NothingMoves
    request = request_to_move(series, visit, by=by, at=at)
    if not availability.lanes_at(request, wanted.starts_at, at=at):
        raise TimeTaken(availability.nearest(request, wanted.starts_at, at=at))
    recurrence = Recurrence.beginning(wanted.starts_at, first.planned.length, wanted.every_weeks)
    wish = Wish(
        request, recurrence, OnHoliday(series.on_holiday), series_plan.horizon(at), wanted.picks, request.favourite
    )
    pairing = _Pairing.of(series, rows, recurrence)
    plan = pairing.settle(series_plan.plan(wish, at=at))
    return _come_to(recurrence, plan, pairing, by=by, at=at)


def next_on(recurrence: Recurrence, *, at: datetime) -> date:
    """Return the first of the new days that the roll is to deal with."""
    until = max(series_plan.horizon(at), recurrence.first_on + timedelta(days=1))
    return recurrence.days(until, until + LONGEST_CYCLE)[0]


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which day of the old series a new day stands for: that of the same week, both counted from their first."""

    from_on: date
    weeks_ahead: int
    visits: Mapping[int, Visit]
    skipped: frozenset[int]
    """Weeks of the old series that were left out by choice."""
    alone: frozenset[UUID]
    before: frozenset[date]

    @classmethod
    def of(cls, series: Series, rows: list[Visit], recurrence: Recurrence) -> "_Pairing":
        from_on = rows[0].occurrence.day_on
        ids = {row.id for row in rows}
        days = list(series.occurrences.select_related("visit"))
        return cls(
            from_on,
            _week_of(recurrence.first_on) - _week_of(from_on),
            {_week_of(row.occurrence.day_on): row for row in rows},
            frozenset(_week_of(day.day_on) for day in days if day.day_on >= from_on and _is_skipped(day)),
            _moved_alone(series, rows[1:]),
            frozenset(day.day_on for day in days if day.day_on < from_on or _stays(day, ids)),
        )

    def visit_of(self, day: date) -> Visit | None:
        return self.visits.get(_week_of(day) - self.weeks_ahead)

    def is_skipped(self, day: date) -> bool:
        return _week_of(day) - self.weeks_ahead in self.skipped

    def skipped_ahead(self, recurrence: Recurrence, *, at: datetime) -> list[date]:
        until_on = date.fromordinal((max(self.skipped, default=0) + self.weeks_ahead + 2) * WEEK)
        return [day for day in recurrence.days(next_on(recurrence, at=at), until_on) if self.is_skipped(day)]

    def settle(self, plan: Plan) -> Plan:
        """Return the plan with what stays as it is: what was moved alone before, and what was skipped."""
        if any(day.day_on in self.before for day in plan.days):
            raise DayIsThere
        return replace(plan, days=tuple(self._settled(day) for day in plan.days))

    def _settled(self, day: Planned) -> Planned:
        visit = self.visit_of(day.day_on)
        if visit is not None and visit.id in self.alone:
            return replace(day, outcome=Outcome.VISIT, period=visit.planned, lane=None, options=())
        if visit is None and self.is_skipped(day.day_on):
            return replace(day, outcome=Outcome.SKIPPED, period=None, lane=None, options=())
        return day


def _come_to(recurrence: Recurrence, plan: Plan, pairing: _Pairing, *, by: Actor, at: datetime) -> Moving:
    days = tuple((day, pairing.visit_of(day.day_on)) for day in plan.days)
    standing = {visit.id for day, visit in days if visit and (day.outcome is Outcome.VISIT or day.is_open)}
    gone = [visit for visit in pairing.visits.values() if visit.id not in standing]
    dropped = tuple((visit, cancellation_of(visit, at=at)) for visit in gone)
    ahead = tuple(pairing.skipped_ahead(recurrence, at=at))
    due = Moving(recurrence, pairing.from_on, plan, days, pairing.alone, dropped, ahead, Money.zero())
    if rules.by_kind(by) is not ByKind.CUSTOMER:
        return due
    fees = [cancellation_of(visit, at=at).move_fee or Money.zero() for visit, _day in due.moved]
    return replace(due, fee=Money.sum([*fees, *(offer.fee for _visit, offer in dropped)]))


def _to_move(series: Series, visit: Visit | None, *, at: datetime) -> list[Visit]:
    """Return the visits to come from a visit on, by the day they are called, the first of them first.

    Raises:
        HasEnded: there are none, or the visit is none of them.
    """
    rows = Visit.objects.filter(occurrence__series=series, state__in=rules.MOVABLE, starts_at__gt=at)
    found = list(rows.select_related("order", "occurrence", "occupation", "provider").order_by("occurrence__day_on"))
    if visit is not None:
        named = next((row for row in found if row.id == visit.id), None)
        found = [row for row in found if named and row.occurrence.day_on >= named.occurrence.day_on]
    if series.until_on is not None or not found:
        raise HasEnded
    return found


def _moved_alone(series: Series, rows: list[Visit]) -> frozenset[UUID]:
    """Return which of the visits stand where they were moved by themselves, not with the others."""
    together = set(series.moves.values_list("at", flat=True))
    latest: dict[UUID, Milestone] = {}
    moves = Milestone.objects.filter(visit__in=[row.id for row in rows], kind=MilestoneKind.MOVED)
    for each in moves.order_by("at"):
        latest[each.visit_id] = each
    starts = {row.id: row.starts_at for row in rows}
    return frozenset(
        visit_id for visit_id, each in latest.items() if each.at not in together and each.planned_at == starts[visit_id]
    )


def _is_skipped(day: Occurrence) -> bool:
    return day.outcome == Outcome.SKIPPED or (day.visit is not None and day.visit.state == VisitState.CANCELLED)


def _stays(day: Occurrence, moving: set[UUID]) -> bool:
    """Return whether a day holds a visit that is not moved and was: on the way, done."""
    return day.visit is not None and day.visit_id not in moving and day.visit.state != VisitState.CANCELLED


def _week_of(day: date) -> int:
    return (day.toordinal() - 1) // WEEK
