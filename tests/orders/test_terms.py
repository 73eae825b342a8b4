"""What cancelling costs, and until when it costs nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.orders import rules, terms
from lupaus.orders.models import CancellationTerms, Order
from lupaus.orders.terms import UNTIL_SET, NotTerms, Terms
from lupaus.promises import Actor
from tests.orders.conftest import AT, STARTS_AT, TODAY, Visitor

FREE_UNTIL = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


def test_until_the_owner_says_otherwise_a_day_is_free(db: None) -> None:
    assert terms.in_force(TODAY) == UNTIL_SET == Terms(timedelta(hours=24), 50)


def test_terms_are_in_force_from_their_day_on(db: None, owner: Actor) -> None:
    first, second = Terms(timedelta(hours=24), 30), Terms(timedelta(hours=48), 100)
    terms.change(first, valid_from_on=date(2026, 12, 1), by=owner, at=AT)
    terms.change(second, valid_from_on=date(2027, 1, 1), by=owner, at=AT)

    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [terms.in_force(day) for day in days] == [UNTIL_SET, first, first, second]


def test_setting_a_day_again_takes_the_place_of_its_terms(db: None, owner: Actor) -> None:
    terms.change(Terms(timedelta(hours=24), 30), valid_from_on=TODAY, by=owner, at=AT)
    terms.change(Terms(timedelta(hours=24), 40), valid_from_on=TODAY, by=owner, at=AT)

    assert CancellationTerms.objects.get().fee_percent == 40


@pytest.mark.parametrize(
    "wrong",
    [Terms(timedelta(days=15), 50), Terms(timedelta(hours=-1), 50), Terms(timedelta(), 101), Terms(timedelta(), -1)],
)
def test_terms_out_of_bounds_are_refused(wrong: Terms, db: None, owner: Actor) -> None:
    with pytest.raises(NotTerms):
        terms.change(wrong, valid_from_on=TODAY, by=owner, at=AT)


def test_cancelling_is_free_until_the_limit_and_not_at_it(visitor: Visitor) -> None:
    order = visitor.place()

    before = rules.cancellation(order, starts_at=STARTS_AT, at=FREE_UNTIL - timedelta(seconds=1))
    at_limit = rules.cancellation(order, starts_at=STARTS_AT, at=FREE_UNTIL)

    assert (before.is_free, before.fee, before.free_until_at) == (True, Money(0), FREE_UNTIL)
    assert (at_limit.is_free, at_limit.fee, at_limit.percent) == (False, Money(79_50), 50)


def test_an_order_keeps_the_terms_it_was_placed_under(visitor: Visitor, owner: Actor) -> None:
    order = visitor.place()
    terms.change(Terms(timedelta(days=7), 100), valid_from_on=TODAY, by=owner, at=AT)

    assert rules.cancellation(Order.objects.get(id=order.id), starts_at=STARTS_AT, at=AT).free_until_at == FREE_UNTIL


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 3, 29), date(2026, 10, 25), date(2026, 10, 26)])
def test_the_limit_is_the_same_clock_time_when_clocks_change(day: date) -> None:
    starts_at = walltime.combine(day, datetime.min.time().replace(hour=9))

    limit = walltime.local(rules.free_until(starts_at, timedelta(hours=24)))

    assert (limit.date(), limit.hour) == (day - timedelta(days=1), 9)


def test_a_limit_of_hours_is_counted_in_hours() -> None:
    assert rules.free_until(STARTS_AT, timedelta(hours=6)) == STARTS_AT - timedelta(hours=6)
    assert rules.free_until(STARTS_AT, timedelta(0)) == STARTS_AT
