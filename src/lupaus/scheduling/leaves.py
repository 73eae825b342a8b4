"""A provider's leave, and the time it takes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.providers import leaves
from lupaus.providers.models import Leave, LeaveKind, Provider
from lupaus.scheduling import occupations
from lupaus.scheduling.models import OccupationKind, Visit
from lupaus.scheduling.occupations import LaneIsTaken


class VisitsInside(Refused):
    """When visits stand in the time of a leave; `visits` are they, to be given to others first."""

    message = _("Tekijällä on käyntejä tuona aikana. Anna ne ensin toisille tekijöille.")

    def __init__(self, visits: Iterable[Visit] = ()) -> None:
        """Keep the visits that are in the way."""
        super().__init__()
        self.visits = list(visits)


@transaction.atomic
def register(provider: Provider, period: Period, kind: LeaveKind, *, by: Actor, at: datetime) -> Leave:
    """Record that a provider is away and take the time, in one transaction.

    Raises:
        VisitsInside: visits, or times held for orders, stand in it.
        LeaveIsTooLong, LeaveOverlaps: of `providers.leaves`.
    """
    leave = leaves.add(provider, period, kind, by=by, at=at)
    try:
        occupations.take_leave(leave, provider.lane, at=at)
    except LaneIsTaken as taken:
        rows = occupations.overlapping(provider.lane, period).filter(kind=OccupationKind.VISIT)
        visits = [row.visit for row in rows.select_related("visit").order_by("blocked_from") if row.visit]
        raise VisitsInside(visits) from taken
    return leave


def cancel(leave: Leave, *, by: Actor, at: datetime) -> None:
    """Forget a leave and give its time back.

    Raises:
        LeaveIsGone: it was removed already.
    """
    leaves.remove(leave, by=by, at=at)
