"""Take back a cancellation or a move within ten minutes, and tell what holds once they are over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.scheduling import messages, occupations, rules, series_messages, time_terms
from lupaus.scheduling.models import (
    Cancellation,
    MilestoneKind,
    MovedDay,
    Offer,
    OfferState,
    Series,
    Visit,
    VisitState,
)
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.steps import locked, note


class TooLateToUndo(Refused):
    """When ten minutes have passed, or nothing was done that could be undone."""

    message = _("Tätä ei voi enää kumota. Jos jokin on vialla, soita meille.")


def may_restore(visit: Visit, *, at: datetime) -> bool:
    """Return whether the visit is cancelled and can still be given back."""
    cancellation = getattr(visit, "cancellation", None)
    return cancellation is not None and _is_open(cancellation, at)


@transaction.atomic
def restore(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Give a cancelled visit back: its time, who comes, and no fee. Nobody has been told of the cancellation.

    Raises:
        TooLateToUndo: ten minutes have passed, or the visit is not cancelled.
    """
    row = locked(visit)
    cancellation = Cancellation.objects.filter(visit=row).first()
    if cancellation is None or not _is_open(cancellation, at):
        raise TooLateToUndo
    _take_back_time(row, at=at)
    reopened = Offer.objects.filter(visit=row, state=OfferState.WITHDRAWN, answered_at=cancellation.at)
    is_asked = reopened.update(state=OfferState.OPEN, answered_at=None, expires_at=F("expires_at") + rules.UNDO)
    row.state = VisitState.ACCEPTED if row.provider_id else VisitState.OFFERED if is_asked else VisitState.WAITING
    row.save()
    cancellation.delete()
    note(row, MilestoneKind.RESTORED, by=by, at=at)
    return row


def tell(*, at: datetime) -> int:
    """Have everybody told of the cancellations that can no longer be undone; return how many those are.

    Called by the clock. Visits that were cancelled with their series, or for a pause of it, are told of
    together; those that a series lost by being moved are told of with the move.
    """
    moved = MovedDay.objects.filter(visit=OuterRef("visit"), move__at=OuterRef("at"))
    rows = Cancellation.objects.filter(~Exists(moved), told_at=None, at__lte=at - rules.UNDO)
    due = rows.values_list("id", flat=True)
    return sum(_tell_one(each, at=at) for each in list(due))


def close(cancellation: Cancellation, *, at: datetime) -> None:
    """Have everybody told of a cancellation now, beyond undoing, and let its time go."""
    occupations.let_go(cancellation.visit)
    cancellation.told_at = at
    cancellation.save(update_fields=["told_at"])
    messages.tell_cancelled(cancellation, cancellation.visit.provider)


@transaction.atomic
def _tell_one(cancellation_id: UUID, *, at: datetime) -> int:
    row = (
        Cancellation.objects.select_for_update(of=("self",))
        .select_related("visit__provider")
        .filter(id=cancellation_id, told_at=None)
        .first()
    )
    if row is None:
        return 0
    series = Series.objects.filter(occurrences__visit=row.visit_id).first()
    together = Cancellation.objects.filter(visit__occurrence__series=series, at=row.at, told_at=None)
    if series is None or (series.ended_at != row.at and together.count() == 1):
        close(row, at=at)
        return 1
    for each in together.select_related("visit"):
        occupations.let_go(each.visit)
    if series.ended_at == row.at:
        series_messages.tell_ended(series)
    else:
        series_messages.tell_paused(series, row)
    return together.update(told_at=at)


def _is_open(cancellation: Cancellation, at: datetime) -> bool:
    return cancellation.told_at is None and at < cancellation.at + rules.UNDO


def _take_back_time(visit: Visit, *, at: datetime) -> None:
    held = occupations.aside(visit)
    if held is None:
        return
    try:
        occupations.turn(held, time_terms.travel(time_terms.in_force(at)), visit=visit, at=at)
    except LaneIsTaken as taken:
        raise TooLateToUndo from taken
