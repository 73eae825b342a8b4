"""What an order allows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.orders.models import Draft, Order
from lupaus.orders.tiers import Tier, Tiers

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """What cancelling and moving cost from one moment on; `move_fee` None means that moving takes a call."""

    from_at: datetime
    fee: Money
    move_fee: Money | None


@dataclass(frozen=True, slots=True)
class CancellationOffer:
    """What cancelling and moving a visit cost now and later.

    Cancelling is free before `free_until_at`; now it costs `percent` of the price, which is `fee`. `move_fee` is None
    when moving takes a call. `steps` are the moments at which a price changes, in order.
    """

    free_until_at: datetime
    is_free: bool
    percent: int
    fee: Money
    move_free_until_at: datetime
    move_fee: Money | None
    steps: tuple[Step, ...] = ()

    def ahead(self, at: datetime) -> tuple[Step, ...]:
        """Return the changes of price that are still to come."""
        return tuple(step for step in self.steps if step.from_at > at)


def cancellation(order: Order, *, starts_at: datetime, at: datetime) -> CancellationOffer:
    """Return what cancelling and moving the visit that starts at `starts_at` cost at `at`, by the order's own terms."""
    return offer(Tiers.from_json(order.tiers), Money(order.total_cents), starts_at=starts_at, at=at)


def offer(tiers: Tiers, price: Money, *, starts_at: datetime, at: datetime) -> CancellationOffer:
    """Return what cancelling and moving cost at `at` by these terms."""
    begun = [step for step in tiers.steps if free_until(starts_at, step.before) <= at]
    now = begun[-1] if begun else Tier(timedelta(), 0, 0)
    cancelling, moving = tiers.cancelling_costs, tiers.moving_costs
    return CancellationOffer(
        free_until_at=free_until(starts_at, cancelling[0].before) if cancelling else starts_at,
        is_free=not now.cancel_percent,
        percent=now.cancel_percent,
        fee=price.percent(Decimal(now.cancel_percent)),
        move_free_until_at=free_until(starts_at, moving[0].before) if moving else starts_at,
        move_fee=_move_fee(now, price),
        steps=tuple(
            Step(
                free_until(starts_at, step.before),
                price.percent(Decimal(step.cancel_percent)),
                _move_fee(step, price),
            )
            for step in tiers.steps
        ),
    )


def _move_fee(step: Tier, price: Money) -> Money | None:
    return None if step.move_percent is None else price.percent(Decimal(step.move_percent))


def free_until(starts_at: datetime, free_before: timedelta) -> datetime:
    """Return the moment until which cancelling is free, in UTC.

    Whole days are counted on the wall clock, so that a visit at 9.00 is free to cancel until 9.00, also over the
    nights in which clocks change.
    """
    days, rest = divmod(free_before, _DAY)
    local = walltime.local(starts_at)
    return walltime.combine(local.date() - timedelta(days=days), local.time()) - rest


def missing_step(draft: Draft) -> str:
    """Return the first screen that lacks an answer: "service", "time", "address", "contact", or "" when none does."""
    answered = {
        "service": bool(draft.postcode and draft.chosen),
        "time": draft.starts_at is not None,
        "address": draft.address_id is not None or draft.grid_row is not None,
        "contact": draft.customer_id is not None or bool(draft.kind),
    }
    return next((step for step, is_answered in answered.items() if not is_answered), "")
