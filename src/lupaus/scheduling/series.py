"""What is done to a series that goes on: end it, take that back, choose for a day that is in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import OnHoliday
from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders.rules import CancellationOffer
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Provider
from lupaus.scheduling import messages, offers, rules, series_making, series_plan, undo, visits
from lupaus.scheduling.availability import FreeTime, TimeRequest, TimeTaken
from lupaus.scheduling.models import Cancellation, CancelReason, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.queries import COMING
from lupaus.scheduling.rules import cancellation_of
from lupaus.scheduling.series_beginning import site_of
from lupaus.scheduling.series_making import Wanted
from lupaus.scheduling.series_plan import Option, Wish
from lupaus.scheduling.undo import TooLateToUndo


class HasEnded(Refused):
    """When a series has ended already, or nothing of it is left from that visit on."""

    message = _("Sarja on jo päättynyt.")


class DearerNow(Refused):
    """When ending has become dearer since the price was shown."""

    message = _("Maksuton aika ehti päättyä. Katso uusi hinta.")


@dataclass(frozen=True, slots=True)
class Ending:
    """What ending a series comes to: the visits that will not be, each with what it costs."""

    from_on: date
    visits: tuple[tuple[Visit, CancellationOffer], ...]

    @property
    def fee(self) -> Money:
        """Return what it costs in all."""
        return Money.sum(offer.fee for _visit, offer in self.visits)


def ending(series: Series, visit: Visit | None, *, at: datetime) -> Ending:
    """Return what ending comes to from a visit on, or from now on without one.

    Raises:
        HasEnded: the visit is not of the series, or is over.
    """
    rows = _to_come(series, at=at)
    if visit is not None:
        rows = [row for row in rows if row.starts_at >= visit.starts_at]
        if visit.id not in {row.id for row in rows}:
            raise HasEnded
    days = [row.occurrence.day_on for row in rows]
    from_on = min(days, default=series.next_on)
    return Ending(from_on, tuple((row, cancellation_of(row, at=at)) for row in rows))


@transaction.atomic
def end(
    series: Series, visit: Visit | None, reason: CancelReason, *, by: Actor, at: datetime, fee: Money | None = None
) -> Ending:
    """End a series from a visit on, that one included: its visits are cancelled, none is made any more.

    `fee` is the most that the person has agreed to pay. Can be undone for ten minutes; then everybody is told.

    Raises:
        HasEnded: it has ended already, or the visit is not of it.
        DearerNow: it costs more than `fee` by now.
        NotNow, TooLateToCancel: of `visits.cancel`.
    """
    row = Series.objects.select_for_update(of=("self",)).select_related("order").get(pk=series.pk)
    if row.until_on is not None:
        raise HasEnded
    due = ending(row, visit, at=at)
    if fee is not None and due.fee > fee:
        raise DearerNow
    for each, _offer in due.visits:
        visits.cancel(each, reason, by=by, at=at)
    row.until_on, row.ended_at = max(due.from_on, row.first_on), at
    row.save(update_fields=["until_on", "ended_at"])
    row.occurrences.filter(day_on__gte=due.from_on, outcome=Outcome.CONFLICT).update(outcome=Outcome.SKIPPED)
    _record("series.ended", row, by=by, at=at)
    return due


def may_resume(series: Series, *, at: datetime) -> bool:
    """Return whether the end of a series can still be undone."""
    return series.ended_at is not None and at < series.ended_at + rules.UNDO


@transaction.atomic
def resume(series: Series, *, by: Actor, at: datetime) -> Series:
    """Undo the end of a series within ten minutes: every visit that was cancelled with it comes back.

    Raises:
        TooLateToUndo: ten minutes have passed, or the series has not ended.
    """
    row = Series.objects.select_for_update().get(pk=series.pk)
    if row.ended_at is None or not may_resume(row, at=at):
        raise TooLateToUndo
    gone = Cancellation.objects.filter(visit__occurrence__series=row, at=row.ended_at, told_at=None)
    for each in gone.select_related("visit"):
        undo.restore(each.visit, by=by, at=at)
    row.until_on = row.ended_at = None
    row.save(update_fields=["until_on", "ended_at"])
    _record("series.resumed", row, by=by, at=at)
    return row


def options(day: Occurrence, *, at: datetime) -> tuple[Option, ...]:
    """Return what can be chosen for a day that is in the way."""
    series = day.series
    return series_plan.options_for(_wish(series, at=at), day.day_on, lane=_lane(series), at=at)


@transaction.atomic
def choose(day: Occurrence, starts_at: datetime | None, *, by: Actor, at: datetime) -> Visit | None:
    """Choose another time for a day that is in the way, or leave it out with None; return the visit.

    Raises:
        TimeTaken: the time is none that is offered, or is gone; the others come with it.
    """
    series = Series.objects.select_for_update().get(pk=day.series_id)
    row = Occurrence.objects.select_for_update().filter(pk=day.pk, outcome=Outcome.CONFLICT).first()
    if row is None:
        return None
    if starts_at is None:
        row.outcome, row.noted_at = Outcome.SKIPPED, at
        row.save(update_fields=["outcome", "noted_at"])
        _record("series.day_skipped", series, by=by, at=at)
        return None
    row.series = series
    found = options(row, at=at)
    option = next((each for each in found if each.starts_at == starts_at), None)
    if option is None:
        raise TimeTaken(_free(found))
    day_id = row.id
    row.delete()
    visit = _made(series, row.day_on, option, found, by=by, at=at)
    Occurrence.objects.filter(visit=visit).update(id=day_id)
    return visit


def _made(series: Series, day_on: date, option: Option, found: tuple[Option, ...], *, by: Actor, at: datetime) -> Visit:
    """Write the visit of a chosen time: the series' own provider has agreed to come, another is asked."""
    own = series.provider_id if option.is_same_provider else None
    wanted = Wanted(site_of(series, series.order), day_on, option.period, option.lane, own)
    if series_making.make([wanted], by=by, at=at):
        raise TimeTaken(_free(each for each in found if each is not option))
    visit = Visit.objects.select_related("order").get(id=wanted.visit_id)
    if own is None:
        messages.tell_offered(offers.write(visit, Provider.objects.get(lane=option.lane), by=by, at=at))
    _record("series.day_chosen", series, by=by, at=at)
    return visit


def _free(found: Iterable[Option]) -> list[FreeTime]:
    return [FreeTime(each.starts_at, each.ends_at, each.lane) for each in found]


def _to_come(series: Series, *, at: datetime) -> list[Visit]:
    """Return the visits of a series that can still be cancelled, in order."""
    states = [state for state in COMING if state not in rules.UNDER_WAY]
    rows = Visit.objects.filter(occurrence__series=series, state__in=states, starts_at__gt=at)
    return list(rows.select_related("order", "occurrence").order_by("starts_at"))


def _wish(series: Series, *, at: datetime) -> Wish:
    site = site_of(series, series.order)
    request = TimeRequest(series.order.service_id, series.minutes, site.postcode, site.grid, earliest_at=at)
    return Wish(request, series.recurrence, OnHoliday(series.on_holiday), series_plan.horizon(at))


def _lane(series: Series) -> int | None:
    return series.provider.lane if series.provider else None


def _record(action: str, series: Series, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[series.subject_id],
        about=("series", series.id),
    )
