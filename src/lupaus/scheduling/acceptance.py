"""The customer accepts the work, or 48 hours of silence do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lupaus.promises import Actor
from lupaus.scheduling import time_terms
from lupaus.scheduling.models import MilestoneKind, Visit, VisitState
from lupaus.scheduling.steps import locked, step


@transaction.atomic
def accept(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Accept a finished visit; accepting it again changes nothing.

    Raises:
        NotNow: the work is not finished.
    """
    row = locked(visit)
    if row.state != VisitState.APPROVED:
        step(row, VisitState.APPROVED, MilestoneKind.APPROVED, by=by, at=at)
    return row


def settle(*, at: datetime) -> int:
    """Accept what was finished 48 hours ago without a word from the customer; return how many.

    Called by the clock. Each visit is its own transaction.
    """
    long_ago = at - timedelta(hours=time_terms.in_force(at).acceptance_hours)
    due = Visit.objects.filter(state=VisitState.FINISHED, finished_at__lte=long_ago).values_list("id", flat=True)
    return sum(_settle_one(each, at=at) for each in list(due))


@transaction.atomic
def _settle_one(visit_id: UUID, *, at: datetime) -> int:
    row = locked(Visit(id=visit_id))
    if row.state != VisitState.FINISHED:
        return 0
    step(row, VisitState.APPROVED, MilestoneKind.SETTLED, by=Actor.system("scheduling"), at=at)
    return 1
