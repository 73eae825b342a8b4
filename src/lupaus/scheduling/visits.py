"""Book, move, cancel and reassign visits. The only writer of a visit's time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders import orders
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.register.addresses import AddressIsNeeded
from lupaus.register.models import Address
from lupaus.scheduling import availability, messages, occupations, offers, queries, time_terms
from lupaus.scheduling.availability import TimeRequest, TimeTaken
from lupaus.scheduling.models import (
    ByKind,
    Cancellation,
    CancelReason,
    Milestone,
    MilestoneKind,
    NoShow,
    Occupation,
    Offer,
    OfferState,
    Visit,
    VisitState,
)
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.rules import TooEarly, by_kind, cancellation_of, check_cancel, check_move, check_step
from lupaus.scheduling.steps import agreement, locked, note, occupation_of, step

CHECKOUT: Final = timedelta(hours=2)
"""How much of the lead time may pass while somebody fills in the rest of the order."""


class AddressRemoved(Refused):
    """When the address of an order has been removed while the order was being filled in."""

    message = _("Osoite on poistettu. Anna osoite uudelleen.")


@transaction.atomic
def book(draft: Draft, *, by: Actor, at: datetime, agreed: Money | None = None) -> Visit:
    """Make the draft an order and its held time a visit, and offer it to the provider whose time it is.

    One transaction with the order, the journal and the note that letters are due. A hold that has run out is no loss
    as long as the time is still free. Booking the same draft again returns the same visit. Runs in the caller's
    processing, as `orders.place` says; `agreed` is the total the person saw.

    Raises:
        TimeTaken: the time is gone; nothing has been written, and three other times come with it.
        AddressRemoved: the address is no longer the customer's.
        DraftIncomplete, DraftIsGone, PriceChanged and the refusals of the catalogue: as `orders.place`.
    """
    order = orders.place(draft, by=by, at=at, agreed=agreed)
    earlier = Visit.objects.filter(order=order).first()
    if earlier is not None:
        return earlier
    visit = _new_visit(order, _chosen_start(draft))
    lane = _take_time(visit, draft.id, at=at)
    booked = note(visit, MilestoneKind.BOOKED, by=by, at=at, planned_at=visit.starts_at)
    offer = offers.write(visit, Provider.objects.get(lane=lane), by=by, at=at)
    messages.tell_booked(booked, offer)
    return visit


@transaction.atomic
def move(visit: Visit, starts_at: datetime, *, by: Actor, at: datetime) -> Visit:
    """Move a visit to another time: with the same provider when free then, else it is offered to another.

    Moving to the time it has already changes nothing.

    Raises:
        NotNow: the visit is under way, done or cancelled.
        TooLateToMove: the actor is a customer and changes are no longer free.
        TimeTaken: nobody is free then; three other times come with it.
    """
    row = locked(visit)
    if row.starts_at == starts_at:
        return row
    check_move(row, by=by, at=at)
    before, provider = agreement(row), row.provider
    lane = _move_time(row, starts_at, by=by, at=at)
    row.starts_at, row.ends_at = starts_at, starts_at + row.planned.length
    row.sequence += 1
    row.save()
    moved = note(row, MilestoneKind.MOVED, by=by, at=at, planned_at=starts_at)
    offers.withdraw_open(row, at=at)
    keeps = provider is not None and provider.lane == lane
    messages.tell_moved(moved, before, provider if keeps else None)
    if not keeps:
        _hand_over(row, Provider.objects.get(lane=lane), before, by=by, at=at)
    return row


@transaction.atomic
def cancel(visit: Visit, reason: CancelReason, *, by: Actor, at: datetime, fee: Money | None = None) -> Cancellation:
    """Cancel a visit, fix its fee, give the time back and tell both sides.

    `fee` is what the office decides; by default the order's own terms do. It is never more than they say.

    Raises:
        NotNow: the visit has begun, is done or cancelled already.
        TooLateToCancel: the actor is a customer and the agreed time has come.
    """
    row = locked(visit)
    check_cancel(row, by=by, at=at)
    due = Money.zero() if reason is CancelReason.NO_PROVIDER else cancellation_of(row, at=at).fee
    provider = row.provider
    occupations.release(row)
    offers.withdraw_open(row, at=at)
    row.sequence += 1
    step(row, VisitState.CANCELLED, MilestoneKind.CANCELLED, by=by, at=at)
    cancellation = Cancellation.objects.create(
        visit=row,
        at=at,
        by_kind=by_kind(by),
        reason=reason,
        fee_cents=(due if fee is None else min(max(fee, Money.zero()), due)).cents,
    )
    messages.tell_cancelled(cancellation, provider)
    return cancellation


@transaction.atomic
def reassign(visit: Visit, provider: Provider, *, by: Actor, at: datetime) -> Offer:
    """Take a visit from whoever has it and offer it to another provider, whose time it takes at once.

    Raises:
        NotNow: the visit has begun, is done or cancelled.
        NotFree: the provider has something else then, or cannot get there.
    """
    row = locked(visit)
    check_step(row, VisitState.OFFERED)
    if row.provider_id == provider.id:
        raise offers.AlreadyOffered
    offers.place_with(row, provider, at=at)
    offers.withdraw_open(row, at=at)
    return _hand_over(row, provider, agreement(row), by=by, at=at)


@transaction.atomic
def mark_no_show(visit: Visit, *, by: Actor, at: datetime) -> NoShow:
    """Record that nobody let the provider in; the customer owes what a late cancellation costs.

    Raises:
        TooEarly: the agreed time has not come.
        NotNow: nobody was to come, the work has begun, or the visit is over.
    """
    row = locked(visit)
    check_step(row, VisitState.NO_SHOW)
    if at < row.starts_at:
        raise TooEarly
    fee = cancellation_of(row, at=at).fee
    step(row, VisitState.NO_SHOW, MilestoneKind.NO_SHOW, by=by, at=at)
    no_show = NoShow.objects.create(visit=row, at=at, by_kind=by_kind(by), fee_cents=fee.cents)
    messages.tell_no_show(no_show)
    return no_show


def keep_address(address: Address, at: datetime) -> None:
    """Refuse to have an address removed while a visit is still to be done there.

    Raises:
        AddressIsNeeded: there is such a visit.
    """
    if queries.is_needed(address, at):
        raise AddressIsNeeded


def _new_visit(order: Order, starts_at: datetime) -> Visit:
    address = order.address
    if address.grid_row is None or address.grid_column is None:
        raise AddressRemoved
    return Visit.objects.create(
        subject_id=order.subject_id,
        order=order,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=order.duration_minutes),
        postcode=address.postcode,
        grid_row=address.grid_row,
        grid_column=address.grid_column,
    )


def _chosen_start(draft: Draft) -> datetime:
    starts_at = Draft.objects.values_list("starts_at", flat=True).get(id=draft.id)
    if starts_at is None:
        raise orders.DraftIncomplete(step="time")
    return starts_at


def _take_time(visit: Visit, draft_key: UUID, *, at: datetime) -> int:
    """Take the visit's time, from the draft's hold when it fits, and return whose it is."""
    terms = time_terms.in_force(at)
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


def _move_time(visit: Visit, starts_at: datetime, *, by: Actor, at: datetime) -> int:
    """Move the visit's time, with the same provider if possible, and return whose it is now."""
    terms = time_terms.in_force(at)
    travel = time_terms.travel(terms)
    request = availability.request_to_move(visit, at=at, is_office=by_kind(by) is ByKind.OFFICE)
    row = occupation_of(visit)
    for lane in availability.lanes_at(request, starts_at, at=at):
        blocked = availability.blocked(starts_at, request.minutes, terms)
        try:
            if row is None:
                return occupations.take(lane, blocked, travel, visit=visit, at=at).lane
            return occupations.shift(row, lane, blocked, travel, visit=visit, at=at).lane
        except LaneIsTaken:
            continue
    raise TimeTaken(availability.nearest(request, starts_at, at=at))


def _request_for(visit: Visit, earliest_at: datetime) -> TimeRequest:
    return TimeRequest(
        service_id=visit.order.service_id,
        minutes=visit.planned.minutes,
        postcode=visit.postcode,
        place=visit.grid,
        earliest_at=earliest_at,
        visit_id=visit.id,
    )


def _hand_over(visit: Visit, provider: Provider, known: Milestone, *, by: Actor, at: datetime) -> Offer:
    """Offer a locked visit whose time is placed already to its new provider, and tell the one who had it.

    `known` is the agreement that the one who had it knows.
    """
    before = visit.provider
    visit.provider = None
    Offer.objects.filter(visit=visit, state=OfferState.ACCEPTED).update(state=OfferState.WITHDRAWN, answered_at=at)
    if before is not None:
        reassigned = note(visit, MilestoneKind.REASSIGNED, by=by, at=at)
        messages.tell_provider_off(reassigned, known, before)
    return offers.make(visit, provider, by=by, at=at)
