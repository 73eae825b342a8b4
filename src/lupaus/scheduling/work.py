"""The visit itself: on the way, begun, ticked off, finished. Times are whole minutes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.orders.models import OrderLine
from lupaus.promises import Actor
from lupaus.scheduling import messages, queries
from lupaus.scheduling.models import MilestoneKind, Tick, Visit, VisitState
from lupaus.scheduling.rules import NotNow, check_not_early, check_step
from lupaus.scheduling.steps import locked, step

ADD_ON = "add_on"


class NotOfThisVisit(Refused):
    """When a line that is no add-on of this visit's order is ticked."""

    message = _("Tämä lisäpalvelu ei kuulu tähän käyntiin.")


class AddOnsOpen(Refused):
    """When a visit is finished while nobody has said whether its add-ons were done."""

    message = _("Kerro ensin, teitkö lisäpalvelut: %(names)s.")


@transaction.atomic
def travel(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Note that the provider is on the way.

    Raises:
        TooEarly: it is more than two hours until the start.
        NotNow: the visit is not confirmed, or has begun already.
    """
    row = locked(visit)
    check_step(row, VisitState.TRAVELLING)
    check_not_early(row, at=at)
    step(row, VisitState.TRAVELLING, MilestoneKind.TRAVELLING, by=by, at=at)
    return row


@transaction.atomic
def start(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Note that the work begins; setting out need not have been noted.

    Raises:
        TooEarly: it is more than two hours until the agreed start.
        NotNow: the visit is not confirmed, or has begun already.
    """
    row = locked(visit)
    check_step(row, VisitState.STARTED)
    check_not_early(row, at=at)
    row.started_at = _minute(at)
    step(row, VisitState.STARTED, MilestoneKind.STARTED, by=by, at=at)
    return row


@transaction.atomic
def finish(visit: Visit, *, by: Actor, at: datetime, undone: Collection[UUID] = ()) -> Visit:
    """Note that the work is done, keep how long it really took, and ask the customer to look.

    `undone` are the add-ons that were ordered and not done. Every add-on is either ticked or named there, since what
    is not ticked is not charged (`queries.undone`): a forgotten tick would cost the company its work.

    Raises:
        NotNow: the work has not begun, or is done already.
        AddOnsOpen: an add-on is neither ticked nor named as undone.
    """
    row = locked(visit)
    check_step(row, VisitState.FINISHED)
    forgotten = [line for line, is_done in queries.add_ons_of(row) if not is_done and line.pk not in undone]
    if forgotten:
        raise AddOnsOpen(names=", ".join(line.name for line in forgotten))
    row.finished_at = _minute(at)
    step(row, VisitState.FINISHED, MilestoneKind.FINISHED, by=by, at=at)
    messages.tell_finished(row)
    return row


@transaction.atomic
def tick(visit: Visit, line: OrderLine, *, by: Actor, at: datetime) -> Tick:  # noqa: ARG001 -- every verb says by whom
    """Note that an add-on is done; ticking it again changes nothing.

    Raises:
        NotNow: the work has not begun, or is approved already.
        NotOfThisVisit: the line is no add-on of the visit's order.
    """
    row = _under_work(visit)
    if line.order_id != row.order_id or line.kind != ADD_ON:
        raise NotOfThisVisit
    ticked, _is_new = Tick.objects.get_or_create(visit=row, line=line, defaults={"at": at})
    return ticked


@transaction.atomic
def untick(visit: Visit, line: OrderLine, *, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Take a tick back; taking back none is fine.

    Raises:
        NotNow: the work has not begun, or is approved already.
    """
    Tick.objects.filter(visit=_under_work(visit), line=line).delete()


def _under_work(visit: Visit) -> Visit:
    row = locked(visit)
    if row.state not in {VisitState.STARTED, VisitState.FINISHED}:
        raise NotNow(state=VisitState(row.state).label)
    return row


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
