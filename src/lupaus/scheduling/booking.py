"""Book: the last press of an order, and the one place where the order and its visit come about together."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts, orders
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.scheduling import availability, messages, occupations, offers, series_beginning, time_terms
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.models import MilestoneKind, Occupation, TimeTerms, Visit, VisitState
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.steps import note_all

CHECKOUT: Final = timedelta(hours=2)
"""How much of the lead time may pass while somebody fills in the rest of the order."""


class AddressRemoved(Refused):
    """When the address of an order has been removed while the order was being filled in."""

    message = _("Osoite on poistettu. Anna osoite uudelleen.")


@entries.act()
def book(
    draft: Draft, *, by: Actor, at: datetime, agreed: Money | None = None, is_early_start_asked: bool = False
) -> Visit:
    """Make the draft an order and its held time a visit, and offer it to the provider whose time it is.

    One transaction with the order, the journal and the note that letters are due. A hold that has run out is no loss
    as long as the time is still free. Booking the same draft again returns the same visit. Runs in the caller's
    processing, as `orders.place` says, and takes from there `agreed` and `is_early_start_asked`.

    Raises:
        TimeTaken: the time is gone; nothing has been written, and three other times come with it.
        AddressRemoved: the address is no longer the customer's.
        DaysInTheWay: of `series_beginning`.
        DraftIncomplete, DraftIsGone, PriceChanged and the refusals of the catalogue: as `orders.place`.
    """
    row = drafts.locked(draft)
    earlier = Visit.objects.filter(order=row.order_id).first() if row.order_id else None
    if earlier is not None:
        return earlier
    order = orders.place_locked(row, by=by, at=at, agreed=agreed, is_early_start_asked=is_early_start_asked)
    if row.every_weeks:
        return series_beginning.begin(order, row, leeway=CHECKOUT, by=by, at=at)
    terms = time_terms.in_force(at)
    visit = _new_visit(order, row)
    provider = Provider.objects.get(lane=_take_time(visit, row.id, terms, at=at))
    booked, _offered = note_all(visit, (MilestoneKind.BOOKED, MilestoneKind.OFFERED), by=by, at=at)
    messages.tell_booked(booked, offers.open_to(visit, provider, terms, by=by, at=at))
    return visit


def _new_visit(order: Order, draft: Draft) -> Visit:
    """Write the visit, offered from the beginning: to whom, the next lines of the act say."""
    address = order.address
    if address.grid_row is None or address.grid_column is None:
        raise AddressRemoved
    if draft.starts_at is None:
        raise orders.DraftIncomplete(step="time")
    return Visit.objects.create(
        subject_id=order.subject_id,
        order=order,
        starts_at=draft.starts_at,
        ends_at=draft.starts_at + timedelta(minutes=order.duration_minutes),
        state=VisitState.OFFERED,
        postcode=address.postcode,
        grid_row=address.grid_row,
        grid_column=address.grid_column,
    )


def _take_time(visit: Visit, draft_key: UUID, terms: TimeTerms, *, at: datetime) -> int:
    """Take the visit's time, from the draft's hold when it fits, and return whose it is."""
    travel = time_terms.travel(terms)
    blocked = availability.blocked(visit.starts_at, visit.planned.minutes, terms)
    held = Occupation.objects.filter(draft_key=draft_key).first()
    if held is not None and held.blocked == blocked:
        try:
            return occupations.turn(held, travel, visit=visit, at=at).lane
        except LaneIsTaken:
            pass
    Occupation.objects.filter(draft_key=draft_key).delete()
    request = _request_for(visit, at + timedelta(hours=terms.lead_hours) - CHECKOUT)
    for lane in availability.lanes_at(request, visit.starts_at, at=at):
        try:
            return occupations.take(lane, blocked, travel, visit=visit, at=at).lane
        except LaneIsTaken:
            continue
    earliest_at = at + timedelta(hours=terms.lead_hours)
    raise TimeTaken(availability.nearest(replace(request, earliest_at=earliest_at), visit.starts_at, at=at))


def _request_for(visit: Visit, earliest_at: datetime) -> TimeRequest:
    return TimeRequest(
        service_id=visit.order.service_id,
        minutes=visit.planned.minutes,
        postcode=visit.postcode,
        place=visit.grid,
        earliest_at=earliest_at,
        visit_ids=frozenset({visit.id}),
    )
