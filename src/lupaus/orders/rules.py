"""What an order allows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.orders.models import Draft, Order

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CancellationOffer:
    """What cancelling a visit costs now: nothing before `free_until_at`, from then on `percent` of the price."""

    free_until_at: datetime
    is_free: bool
    percent: int
    fee: Money


def cancellation(order: Order, *, starts_at: datetime, at: datetime) -> CancellationOffer:
    """Return what cancelling the visit that starts at `starts_at` costs at `at`, by the order's own terms."""
    free_until_at = free_until(starts_at, timedelta(minutes=order.free_minutes_before))
    is_free = at < free_until_at
    fee = Money.zero() if is_free else Money(order.total_cents).percent(Decimal(order.fee_percent))
    return CancellationOffer(free_until_at, is_free, order.fee_percent, fee)


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
