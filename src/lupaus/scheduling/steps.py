"""One step of a visit: the row locked, its state changed, its history and the journal written."""

from collections.abc import Sequence
from datetime import datetime

from lupaus.journal import entries
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.models import Milestone, MilestoneKind, Occupation, Visit, VisitState
from lupaus.scheduling.rules import by_kind, check_step


def locked(visit: Visit) -> Visit:
    """Return the visit as it is now, locked until the end of the transaction."""
    return Visit.objects.select_for_update(of=("self",)).select_related("order", "provider").get(pk=visit.pk)


def occupation_of(visit: Visit) -> Occupation | None:
    """Return the time the visit takes of somebody, None while nobody is asked to come."""
    return Occupation.objects.filter(visit=visit).first()


def step(visit: Visit, to: VisitState, kind: MilestoneKind, *, by: Actor, at: datetime) -> Milestone:
    """Take a locked visit to its next state, save it and say so.

    Raises:
        NotNow: the state does not follow from the present one.
    """
    check_step(visit, to)
    visit.state = to
    visit.save()
    return note(visit, kind, by=by, at=at)


def note(
    visit: Visit, kind: MilestoneKind, *, by: Actor, at: datetime, planned_at: datetime | None = None
) -> Milestone:
    """Write into the visit's history and the journal that something happened."""
    milestone = Milestone.objects.create(visit=visit, kind=kind, at=at, by_kind=by_kind(by), planned_at=planned_at)
    _record(visit, kind, by=by, at=at)
    return milestone


def note_all(visit: Visit, kinds: Sequence[MilestoneKind], *, by: Actor, at: datetime) -> list[Milestone]:
    """Write several things that happened at once; a booking among them agreed the visit's present time."""
    who = by_kind(by)
    made = [
        Milestone(visit=visit, kind=kind, at=at, by_kind=who, planned_at=_planned_at(visit, kind)) for kind in kinds
    ]
    for kind in kinds:
        _record(visit, kind, by=by, at=at)
    return Milestone.objects.bulk_create(made)


def agreement(visit: Visit) -> Milestone:
    """Return the booking or the move by which the visit's present time was agreed."""
    return Milestone.objects.filter(visit=visit, planned_at=visit.starts_at).latest("at")


def _planned_at(visit: Visit, kind: MilestoneKind) -> datetime | None:
    return visit.starts_at if kind is MilestoneKind.BOOKED else None


def _record(visit: Visit, kind: MilestoneKind, *, by: Actor, at: datetime) -> None:
    entries.record(
        f"visit.{kind.value}",
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[visit.subject_id],
        about=("visit", visit.id),
    )
