"""The consumer's right to withdraw from an order made at a distance: until when, and who has it.

Source: Consumer Protection Act ch. 6, sections 14 and 15.
"""

from datetime import date, timedelta
from typing import Final

from lupaus.company import calendar
from lupaus.kernel import statutes, walltime
from lupaus.orders.models import Order
from lupaus.register.models import Kind

SATURDAY: Final = 5


def ends_on(ordered_on: date) -> date:
    """Return the last day on which an order made on a day can be withdrawn from; never a day off.

    Source: Act on the Calculation of Statutory Time Limits (150/1930), section 5.
    """
    last = ordered_on + timedelta(days=statutes.withdrawal_days(ordered_on))
    while last.weekday() >= SATURDAY or calendar.holiday_name(last):
        last += timedelta(days=1)
    return last


def of_order(order: Order) -> date | None:
    """Return the last day on which whoever ordered can withdraw; None for who is no consumer and has no such right."""
    return ends_on(walltime.day_of(order.placed_at)) if Kind(order.customer.kind).is_consumer else None
