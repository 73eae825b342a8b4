"""What may follow what, and who may do it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.orders import rules as order_rules
from lupaus.orders.rules import CancellationOffer
from lupaus.promises import Actor, ActorKind, Role
from lupaus.promises.actors import STAFF
from lupaus.scheduling.models import ByKind, Visit, VisitState

S = VisitState

STEPS: Final[Mapping[VisitState, frozenset[VisitState]]] = {
    S.WAITING: frozenset({S.OFFERED, S.CANCELLED}),
    S.OFFERED: frozenset({S.OFFERED, S.ACCEPTED, S.WAITING, S.CANCELLED}),
    S.ACCEPTED: frozenset({S.ACCEPTED, S.OFFERED, S.WAITING, S.TRAVELLING, S.STARTED, S.CANCELLED, S.NO_SHOW}),
    S.TRAVELLING: frozenset({S.STARTED, S.OFFERED, S.WAITING, S.CANCELLED, S.NO_SHOW}),
    S.STARTED: frozenset({S.FINISHED}),
    S.FINISHED: frozenset({S.APPROVED}),
    S.APPROVED: frozenset(),
    S.CANCELLED: frozenset(),
    S.NO_SHOW: frozenset(),
}
"""From each state to those that may follow; a loop is a change of time that keeps the state."""

MOVABLE: Final = frozenset({S.WAITING, S.OFFERED, S.ACCEPTED})
"""States in which the agreed time can still be changed."""

UNDER_WAY: Final = frozenset({S.TRAVELLING, S.STARTED})
"""States of a visit that somebody is on the way to, or in."""

BEFORE_START: Final = timedelta(hours=2)
"""A provider sets out and begins at most so long before the agreed time."""


UNDO: Final = timedelta(minutes=10)
"""So long a cancellation and a move can be undone; the time is held meanwhile."""


class NotNow(Refused):
    """When a visit is not at the point where this can follow: a finish before a start, a second start."""

    message = _("Käynti on nyt tilassa “%(state)s”, joten tätä ei voi tehdä. Päivitä sivu ja katso tilanne.")


class TooEarly(Refused):
    """When a provider sets out or begins more than two hours before the agreed time."""

    message = _("Voit merkitä tämän aikaisintaan 2 tuntia ennen käynnin alkua.")


class TooLateToMove(Refused):
    """When a customer wants to move a visit so late that the order's terms ask for a call, or that has begun."""

    message = _("Käyntiä ei voi enää siirtää itse. Soita meille, niin katsotaan yhdessä.")


class TooLateToCancel(Refused):
    """When a customer wants to cancel a visit that should have begun."""

    message = _("Käynnin alkamisaika on mennyt, joten sitä ei voi enää perua. Soita meille.")


def check_step(visit: Visit, to: VisitState) -> None:
    """Refuse unless the visit may go to this state now.

    Raises:
        NotNow: it may not.
    """
    if to not in STEPS[S(visit.state)]:
        raise NotNow(state=S(visit.state).label)


def check_not_early(visit: Visit, *, at: datetime) -> None:
    """Refuse to set out or begin long before the agreed time.

    Raises:
        TooEarly: it is more than two hours until the start.
    """
    if at < visit.starts_at - BEFORE_START:
        raise TooEarly


def check_move(visit: Visit, *, by: Actor, at: datetime) -> None:
    """Refuse unless the actor may move the visit to another time.

    Raises:
        NotNow: the visit is under way, done or cancelled.
        TooLateToMove: the actor is a customer and changes are no longer free.
    """
    obstacle = _obstacle_to_move(visit, by=by, at=at)
    if obstacle is not None:
        raise obstacle


def check_cancel(visit: Visit, *, by: Actor, at: datetime) -> None:
    """Refuse unless the actor may cancel the visit.

    Raises:
        NotNow: the visit has begun, is done or cancelled.
        TooLateToCancel: the actor is a customer and the agreed time has come.
    """
    obstacle = _obstacle_to_cancel(visit, by=by, at=at)
    if obstacle is not None:
        raise obstacle


def may_move(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """Return whether the actor may move the visit."""
    return _obstacle_to_move(visit, by=by, at=at) is None


def may_cancel(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """Return whether the actor may cancel the visit."""
    return _obstacle_to_cancel(visit, by=by, at=at) is None


def cancellation_of(visit: Visit, *, at: datetime) -> CancellationOffer:
    """Return what cancelling costs now; nothing as long as nobody has been found to come."""
    offer = order_rules.cancellation(visit.order, starts_at=visit.starts_at, at=at)
    if visit.state == S.WAITING:
        return replace(offer, is_free=True, fee=Money.zero(), move_fee=Money.zero())
    return offer


def is_imminent(visit: Visit, *, at: datetime) -> bool:
    """Return whether the visit is so near that the provider is told of a cancellation at once, beyond undoing."""
    return at >= visit.starts_at - BEFORE_START


def by_kind(by: Actor) -> ByKind:
    """Return what kind of person acts, as a visit's history says it."""
    if by.kind is ActorKind.SYSTEM:
        return ByKind.SYSTEM
    if by.role is Role.PROVIDER:
        return ByKind.PROVIDER
    return ByKind.OFFICE if by.role in STAFF else ByKind.CUSTOMER


def _obstacle_to_move(visit: Visit, *, by: Actor, at: datetime) -> Refused | None:
    if visit.state not in MOVABLE:
        return NotNow(state=S(visit.state).label)
    is_too_late = at >= visit.starts_at or cancellation_of(visit, at=at).move_fee is None
    if by_kind(by) is ByKind.CUSTOMER and is_too_late:
        return TooLateToMove()
    return None


def _obstacle_to_cancel(visit: Visit, *, by: Actor, at: datetime) -> Refused | None:
    if S.CANCELLED not in STEPS[S(visit.state)]:
        return NotNow(state=S(visit.state).label)
    if by_kind(by) is ByKind.CUSTOMER and at >= visit.starts_at:
        return TooLateToCancel()
    return None
