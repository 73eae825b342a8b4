"""Book, move, cancel and reassign visits: with `booking` the only writer of a visit's time."""

from datetime import datetime

from django.db import transaction

from lupaus.kernel.money import Money
from lupaus.promises import Actor
from lupaus.providers.models import Provider
from lupaus.register.addresses import AddressIsNeeded
from lupaus.register.models import Address
from lupaus.scheduling import (
    availability,
    messages,
    occupations,
    offers,
    queries,
    rules,
    time_terms,
    undo,
)
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.booking import book
from lupaus.scheduling.models import (
    ByKind,
    Cancellation,
    CancelReason,
    Milestone,
    MilestoneKind,
    MoveFee,
    NoShow,
    Offer,
    OfferState,
    Visit,
    VisitState,
)
from lupaus.scheduling.occupations import LaneIsTaken
from lupaus.scheduling.rules import MOVABLE, TooEarly, by_kind, cancellation_of, check_cancel, check_move, check_step
from lupaus.scheduling.steps import agreement, locked, note, occupation_of, step

__all__ = ["arrive", "book", "cancel", "keep_address", "mark_no_show", "move", "move_back", "reassign"]


@transaction.atomic
def move(visit: Visit, starts_at: datetime, *, by: Actor, at: datetime) -> Visit:
    """Move a visit to another time: with the same provider when free then, else it is offered to another.

    A customer who moves late pays what the order's terms say. The time the visit had is held for as long as the move
    can be undone. Moving to the time it has already changes nothing.

    Raises:
        NotNow: the visit is under way, done or cancelled.
        TooLateToMove: the actor is a customer and moving takes a call by now, or the time has come.
        TimeTaken: nobody is free then; three other times come with it.
    """
    row = locked(visit)
    if row.starts_at == starts_at:
        return row
    check_move(row, by=by, at=at)
    _charge_move(row, by=by, at=at)
    had = occupation_of(row)
    lane_before, blocked_before = (had.lane, had.blocked) if had else (None, None)
    lane = _move_time(row, starts_at, by=by, at=at)
    if lane_before is not None and blocked_before is not None:
        occupations.keep(row, lane_before, blocked_before, until=at + rules.UNDO, at=at)
    return arrive(row, starts_at, lane, by=by, at=at)


@transaction.atomic
def move_back(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Undo the last move within ten minutes: the time before it, and no fee for it.

    Raises:
        TooLateToUndo: ten minutes have passed, the visit was not moved, or it has gone on since.
    """
    row = locked(visit)
    agreed = Milestone.objects.filter(visit=row, planned_at__isnull=False).order_by("-at")
    moved = agreed.filter(kind=MilestoneKind.MOVED).first()
    if moved is None or row.state not in MOVABLE or at >= moved.at + rules.UNDO:
        raise undo.TooLateToUndo
    before = agreed.exclude(pk=moved.pk)[0]
    assert before.planned_at is not None  # noqa: S101 -- filtered above
    lane = _return_time(row, before.planned_at, at=at)
    MoveFee.objects.filter(visit=row, at=moved.at).delete()
    return arrive(row, before.planned_at, lane, by=by, at=at)


def arrive(row: Visit, starts_at: datetime, lane: int, *, by: Actor, at: datetime) -> Visit:
    """Write the new time of a locked visit that takes it already, and have everybody told who comes then."""
    before, provider = agreement(row), row.provider
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
    """Cancel a visit and fix its fee; both sides are told once it can no longer be undone.

    Until then its time is held (`undo`). `fee` is what the office decides; by default the order's own terms do. It is
    never more than they say.

    Raises:
        NotNow: the visit has begun, is done or cancelled already.
        TooLateToCancel: the actor is a customer and the agreed time has come.
    """
    row = locked(visit)
    check_cancel(row, by=by, at=at)
    due = Money.zero() if reason is CancelReason.NO_PROVIDER else cancellation_of(row, at=at).fee
    occupations.set_aside(row, until=at + rules.UNDO, at=at)
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
    if rules.is_imminent(row, at=at):
        undo.close(cancellation, at=at)
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


def _charge_move(visit: Visit, *, by: Actor, at: datetime) -> None:
    """Note what moving so late costs the customer; the office moves for nothing."""
    fee = cancellation_of(visit, at=at).move_fee
    if fee and by_kind(by) is ByKind.CUSTOMER:
        MoveFee.objects.create(visit=visit, at=at, before_at=visit.starts_at, fee_cents=fee.cents)


def _move_time(visit: Visit, starts_at: datetime, *, by: Actor, at: datetime) -> int:
    """Move the visit's time, with the same provider if possible, and return whose it is now."""
    terms = time_terms.in_force(at)
    travel = time_terms.travel(terms)
    request = availability.request_to_move(visit, at=at, is_office=by_kind(by) is ByKind.OFFICE)
    row = occupation_of(visit)
    occupations.let_go(visit)
    for lane in availability.lanes_at(request, starts_at, at=at):
        blocked = availability.blocked(starts_at, request.minutes, terms)
        try:
            if row is None:
                return occupations.take(lane, blocked, travel, visit=visit, at=at).lane
            return occupations.shift(row, lane, blocked, travel, visit=visit, at=at).lane
        except LaneIsTaken:
            continue
    raise TimeTaken(availability.nearest(request, starts_at, at=at))


def _return_time(visit: Visit, starts_at: datetime, *, at: datetime) -> int:
    """Put the visit back to the time that is held for it, and return whose it is."""
    held, row, terms = occupations.aside(visit), occupation_of(visit), time_terms.in_force(at)
    if row is None:
        raise undo.TooLateToUndo
    lane = held.lane if held else row.lane
    occupations.let_go(visit)
    blocked = availability.blocked(starts_at, visit.planned.minutes, terms)
    try:
        return occupations.shift(row, lane, blocked, time_terms.travel(terms), visit=visit, at=at).lane
    except LaneIsTaken as taken:
        raise undo.TooLateToUndo from taken


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
