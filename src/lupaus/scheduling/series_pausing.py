"""Let a series rest: every visit from one on is left out until a day on which the series goes on as before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.kernel.recurrence import WEEK
from lupaus.kernel.refused import Refused
from lupaus.orders.rules import CancellationOffer
from lupaus.promises import Actor, Purpose
from lupaus.scheduling import rules, undo, visits
from lupaus.scheduling.models import Cancellation, CancelReason, MovedDay, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.rules import cancellation_of
from lupaus.scheduling.series import DearerNow, HasEnded
from lupaus.scheduling.undo import TooLateToUndo

LONGEST: Final = 12
"""A pause leaves out at most so many days; for a longer rest the series is ended and ordered again."""


class NotADayToReturn(Refused):
    """When a series is to go on on a day that is not one of its own, or too far ahead."""

    message = _("Sarja ei voi jatkua sinä päivänä. Valitse päivä listasta.")


@dataclass(frozen=True, slots=True)
class Pause:
    """What a pause comes to: which visits are left out, what each costs, and on which day the series goes on."""

    returns_on: date
    visits: tuple[tuple[Visit, CancellationOffer], ...]
    days: tuple[date, ...]
    """All days that are left out, also those whose visits are not in the calendar yet."""

    @property
    def fee(self) -> Money:
        """Return what the pause costs in all."""
        return Money.sum(offer.fee for _visit, offer in self.visits)


def pauses(series: Series, visit: Visit | None, *, at: datetime) -> list[Pause]:
    """Return the pauses that can be chosen from a visit on, from the next one without: the shortest first.

    Raises:
        HasEnded: the series has ended, or the visit is not to come.
    """
    rows = _to_come(series, at=at)
    if visit is not None:
        named = next((row for row in rows if row.id == visit.id), None)
        rows = [row for row in rows if named and row.occurrence.day_on >= named.occurrence.day_on]
    if series.until_on is not None or not rows:
        raise HasEnded
    offers = [(row, cancellation_of(row, at=at)) for row in rows]
    first = rows[0].occurrence.day_on
    until = first + timedelta(days=(LONGEST + 1) * series.every_weeks * WEEK)
    days = series.recurrence.days(first, until)
    return [
        Pause(day, tuple((row, fee) for row, fee in offers if row.occurrence.day_on < day), tuple(days[:number]))
        for number, day in enumerate(days)
        if number
    ]


@transaction.atomic
def pause(
    series: Series, visit: Visit | None, returns_on: date, *, by: Actor, at: datetime, fee: Money | None = None
) -> Pause:
    """Leave out every visit of a series from a visit on until a day of its own, on which it goes on.

    `fee` is the most that the person has agreed to pay. Can be undone for ten minutes; then everybody is told.

    Raises:
        HasEnded: it has ended, or the visit is not of it.
        NotADayToReturn: the day is not one of the series' own, or too far ahead.
        DearerNow: it costs more than `fee` by now.
        NotNow, TooLateToCancel: of `visits.cancel`.
    """
    row = Series.objects.select_for_update(of=("self",)).select_related("order").get(pk=series.pk)
    due = next((each for each in pauses(row, visit, at=at) if each.returns_on == returns_on), None)
    if due is None:
        raise NotADayToReturn
    if fee is not None and due.fee > fee:
        raise DearerNow
    for each, _offer in due.visits:
        visits.cancel(each, CancelReason.NOT_NEEDED, by=by, at=at)
    waiting = row.occurrences.filter(day_on__in=due.days, outcome=Outcome.CONFLICT)
    waiting.update(outcome=Outcome.SKIPPED, noted_at=at)
    standing = set(row.occurrences.filter(day_on__in=due.days).values_list("day_on", flat=True))
    Occurrence.objects.bulk_create(
        Occurrence(series=row, day_on=day, outcome=Outcome.SKIPPED, noted_at=at)
        for day in due.days
        if day not in standing and day >= row.next_on
    )
    _record("series.paused", row, by=by, at=at)
    return due


def may_go_on(series: Series, *, at: datetime) -> bool:
    """Return whether the last pause of a series can still be undone."""
    return _latest(series, at=at) is not None


@transaction.atomic
def go_on(series: Series, *, by: Actor, at: datetime) -> Series:
    """Undo a pause within ten minutes: every visit that was cancelled with it comes back.

    Raises:
        TooLateToUndo: ten minutes have passed, or there was none.
    """
    row = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    began_at = _latest(row, at=at)
    if began_at is None:
        raise TooLateToUndo
    for each in _cancelled(row).filter(at=began_at).select_related("visit"):
        undo.restore(each.visit, by=by, at=at)
    noted = row.occurrences.filter(outcome=Outcome.SKIPPED, visit=None, noted_at=began_at)
    noted.filter(day_on__gte=row.next_on).delete()
    noted.update(outcome=Outcome.CONFLICT)
    _record("series.pause_undone", row, by=by, at=at)
    return row


def _latest(series: Series, *, at: datetime) -> datetime | None:
    """Return when the last pause was begun, None when it can no longer be undone; ending and moving are no pauses."""
    moved = MovedDay.objects.filter(move__series=series).values("move__at")
    rows = _cancelled(series).filter(at__gt=at - rules.UNDO).exclude(at__in=moved)
    if series.ended_at is not None:
        rows = rows.exclude(at=series.ended_at)
    return rows.order_by("-at").values_list("at", flat=True).first()


def _cancelled(series: Series) -> QuerySet[Cancellation]:
    return Cancellation.objects.filter(visit__occurrence__series=series, told_at=None)


def _to_come(series: Series, *, at: datetime) -> list[Visit]:
    rows = Visit.objects.filter(occurrence__series=series, state__in=rules.MOVABLE, starts_at__gt=at)
    return list(rows.select_related("order", "occurrence").order_by("occurrence__day_on"))


def _record(action: str, series: Series, *, by: Actor, at: datetime) -> None:
    entries.record(
        action,
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[series.subject_id],
        about=("series", series.id),
    )
