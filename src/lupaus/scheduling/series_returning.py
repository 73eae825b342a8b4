"""Take back the move of this and the following visits of a series within ten minutes: nobody has been told of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lupaus.kernel.period import Period
from lupaus.promises import Actor
from lupaus.scheduling import rules, series_making
from lupaus.scheduling.models import (
    Cancellation,
    Milestone,
    MilestoneKind,
    MovedDay,
    MoveFee,
    Occupation,
    Occurrence,
    OfferState,
    Series,
    SeriesMove,
    Visit,
    VisitState,
)
from lupaus.scheduling.series_beginning import site_of
from lupaus.scheduling.series_making import Wanted
from lupaus.scheduling.series_moves import latest, locked, record, stands
from lupaus.scheduling.steps import note
from lupaus.scheduling.undo import TooLateToUndo


@transaction.atomic
def move_back(series: Series, *, by: Actor, at: datetime) -> Series:
    """Undo the last move of a series within ten minutes: every time, who comes, and no fee.

    Raises:
        TooLateToUndo: ten minutes have passed, nothing was moved, or it has gone on since.
    """
    row = locked(series)
    made = latest(row, at=at)
    if made is None:
        raise TooLateToUndo
    days = list(made.days.select_related("visit", "provider").order_by("day_on"))
    stood = {day.visit_id: day for day in days if day.visit_id is not None}
    _check_untouched(row, made, stood, at=at)
    _unmake(row, made, stood)
    _put_back(row, made, stood, by=by, at=at)
    Occurrence.objects.bulk_create(
        Occurrence(series=row, day_on=day.day_on, outcome=day.outcome, visit=day.visit, noted_at=at) for day in days
    )
    row.every_weeks, row.first_on, row.starts = made.every_weeks, made.first_on, made.starts
    row.next_on, row.provider = made.next_on, made.provider
    row.save()
    made.delete()
    record("series.move_undone", row, by=by, at=at)
    return row


def _check_untouched(row: Series, made: SeriesMove, stood: Mapping[UUID, MovedDay], *, at: datetime) -> None:
    """Refuse when anything has happened to the visits since they were moved: then there is no way back.

    Raises:
        TooLateToUndo: something has.
    """
    now = set(Visit.objects.filter(occurrence__series=row).values_list("id", flat=True))
    since = Milestone.objects.filter(visit__in=now | stood.keys(), at__gt=made.at, at__lte=at)
    if row.until_on is not None or since.exclude(visit__starts_at__lt=made.at).exists():
        raise TooLateToUndo


def _unmake(row: Series, made: SeriesMove, stood: Mapping[UUID, MovedDay]) -> None:
    """Take away what the move made: its visits, their offers, its fees, the names of its days."""
    new = row.occurrences.filter(noted_at=made.at, day_on__gte=min(row.first_on, made.from_on))
    ids = set(new.exclude(visit=None).values_list("visit", flat=True)) - stood.keys()
    new.delete()
    row.occurrences.filter(day_on__in=made.days.values("day_on")).delete()
    Occupation.objects.filter(visit__in=ids).delete()
    Visit.objects.filter(id__in=ids).delete()
    MoveFee.objects.filter(visit__in=stood.keys(), at=made.at).delete()
    Cancellation.objects.filter(visit__in=stood.keys(), at=made.at).delete()
    leaving = [visit_id for visit_id, day in stood.items() if day.visit and not stands(day.visit, day)]
    Occupation.objects.filter(visit__in=leaving).delete()
    Occupation.objects.filter(draft_key__in=leaving).delete()


def _put_back(row: Series, made: SeriesMove, stood: Mapping[UUID, MovedDay], *, by: Actor, at: datetime) -> None:
    """Give every visit its time again, whoever came and whoever had been asked.

    Raises:
        TooLateToUndo: somebody else has come to one of the times.
    """
    back = [day for day in stood.values() if day.visit and not stands(day.visit, day)]
    site = site_of(row, row.order)
    wanted = [
        Wanted(
            site,
            day.day_on,
            Period.of(day.starts_at, day.visit.planned.length),
            day.lane,
            None,
            day.visit.id,
            stands=True,
        )
        for day in back
        if day.visit and day.starts_at and day.lane is not None
    ]
    if series_making.make(wanted, by=by, at=at):
        raise TooLateToUndo
    is_earlier = bool(back) and back[0].visit is not None and _goes_back(back[0])
    for day in back if is_earlier else reversed(back):
        _return(day, made, by=by, at=at)


def _had(visit: Visit, starts_at: datetime) -> Period:
    return Period.of(starts_at, visit.planned.length)


def _goes_back(day: MovedDay) -> bool:
    return day.visit is not None and day.starts_at is not None and day.visit.starts_at > day.starts_at


def _return(day: MovedDay, made: SeriesMove, *, by: Actor, at: datetime) -> None:
    """Let one visit be what it was before the move."""
    visit = day.visit
    if visit is None or day.starts_at is None:
        return
    was_dropped = visit.state == VisitState.CANCELLED
    visit.starts_at, visit.ends_at = day.starts_at, day.starts_at + visit.planned.length
    visit.state, visit.provider, visit.sequence = VisitState(day.state), day.provider, visit.sequence + 1
    visit.save()
    visit.offers.filter(state=OfferState.OPEN).update(state=OfferState.WITHDRAWN, answered_at=at)
    withdrawn = visit.offers.filter(state=OfferState.WITHDRAWN, answered_at=made.at)
    if day.provider is not None:
        withdrawn.filter(provider=day.provider).update(state=OfferState.ACCEPTED)
    else:
        withdrawn.update(state=OfferState.OPEN, answered_at=None, expires_at=F("expires_at") + rules.UNDO)
    kind = MilestoneKind.RESTORED if was_dropped else MilestoneKind.MOVED
    note(visit, kind, by=by, at=at, planned_at=None if was_dropped else visit.starts_at)
