"""What cancelling costs, and until when it costs nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.orders import rules, terms
from lupaus.orders.models import CancellationTerms, Order
from lupaus.orders.terms import UNTIL_SET, NotTerms, Tiers
from lupaus.promises import Actor
from tests.orders.conftest import AT, STARTS_AT, TODAY, Visitor

FREE_UNTIL = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THREE = Tiers.of((7 * DAY, 0, 0), (48 * HOUR, 25, 10), (24 * HOUR, 50, None))
"""Seven days, 48 hours, 24 hours."""


def single(hours: int, percent: int) -> Tiers:
    return Tiers.of((hours * HOUR, percent, None))


def test_until_the_owner_says_otherwise_a_day_is_free(db: None) -> None:
    assert terms.in_force(TODAY) == UNTIL_SET == single(24, 50)


def test_terms_are_in_force_from_their_day_on(db: None, owner: Actor) -> None:
    first, second = single(24, 30), single(48, 100)
    terms.change(first, valid_from_on=date(2026, 12, 1), by=owner, at=AT)
    terms.change(second, valid_from_on=date(2027, 1, 1), by=owner, at=AT)

    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [terms.in_force(day) for day in days] == [UNTIL_SET, first, first, second]


def test_a_service_may_have_terms_of_its_own_and_give_them_up(visitor: Visitor, owner: Actor) -> None:
    service, later = visitor.place().service, TODAY + DAY
    terms.change(single(24, 30), valid_from_on=TODAY, by=owner, at=AT)
    terms.change(THREE, service=service, valid_from_on=TODAY, by=owner, at=AT)
    terms.follow_general(service, valid_from_on=later, by=owner, at=AT)

    found = [terms.in_force(TODAY), terms.in_force(TODAY, service), terms.in_force(later, service)]
    assert found == [single(24, 30), THREE, single(24, 30)]
    assert [row.valid_from_on for row in terms.history(service)] == [later, TODAY]


def test_setting_a_day_again_takes_the_place_of_its_terms(db: None, owner: Actor) -> None:
    terms.change(single(24, 30), valid_from_on=TODAY, by=owner, at=AT)
    terms.change(single(24, 40), valid_from_on=TODAY, by=owner, at=AT)

    assert CancellationTerms.objects.get().tiers == [{"minutes": 1440, "cancel": 40, "move": None}]


@pytest.mark.parametrize(
    "wrong",
    [
        single(15 * 24, 50), single(-1, 50), single(0, 101), single(0, -1), Tiers.of((HOUR, 10, 101)),
        Tiers.of((HOUR, 10, 0), (HOUR, 20, 0)), Tiers.of((2 * HOUR, 20, 0), (HOUR, 10, 0)),
        Tiers.of((2 * HOUR, 20, None), (HOUR, 30, 10)), Tiers.of(*((hours * HOUR, 1, 1) for hours in (5, 4, 3, 2, 1))),
    ],
)  # fmt: skip
def test_terms_out_of_bounds_are_refused(wrong: Tiers, db: None, owner: Actor) -> None:
    with pytest.raises(NotTerms):
        terms.change(wrong, valid_from_on=TODAY, by=owner, at=AT)


@pytest.mark.parametrize(
    ("before", "cancelling", "moving"),
    [(8 * DAY, 0, 0), (7 * DAY, 0, 0), (3 * DAY, 0, 0), (48 * HOUR, 25, 10), (25 * HOUR, 25, 10), (24 * HOUR, 50, None),
     (timedelta(), 50, None)],
)  # fmt: skip
def test_each_tier_holds_from_its_moment_on(before: timedelta, cancelling: int, moving: int | None) -> None:
    offer = rules.offer(THREE, Money(100_00), starts_at=STARTS_AT, at=STARTS_AT - before)

    assert (offer.fee, offer.move_fee) == (Money(cancelling * 100), None if moving is None else Money(moving * 100))
    assert (offer.is_free, offer.percent) == (cancelling == 0, cancelling)


def test_the_offer_names_every_moment_at_which_a_price_changes() -> None:
    offer = rules.offer(THREE, Money(100_00), starts_at=STARTS_AT, at=STARTS_AT - 3 * DAY)

    assert offer.free_until_at == offer.move_free_until_at == STARTS_AT - 48 * HOUR
    assert [(STARTS_AT - step.from_at, step.fee, step.move_fee) for step in offer.ahead(STARTS_AT - 3 * DAY)] == [
        (48 * HOUR, Money(25_00), Money(10_00)),
        (24 * HOUR, Money(50_00), None),
    ]


def test_without_tiers_everything_is_free_to_the_end() -> None:
    offer = rules.offer(Tiers(), Money(100_00), starts_at=STARTS_AT, at=STARTS_AT)

    assert (offer.is_free, offer.fee, offer.move_fee, offer.free_until_at) == (True, Money(0), Money(0), STARTS_AT)


def test_cancelling_is_free_until_the_limit_and_not_at_it(visitor: Visitor) -> None:
    order = visitor.place()

    before = rules.cancellation(order, starts_at=STARTS_AT, at=FREE_UNTIL - timedelta(seconds=1))
    at_limit = rules.cancellation(order, starts_at=STARTS_AT, at=FREE_UNTIL)

    assert (before.is_free, before.fee, before.free_until_at) == (True, Money(0), FREE_UNTIL)
    assert (at_limit.is_free, at_limit.fee, at_limit.percent) == (False, Money(79_50), 50)


def test_an_order_keeps_the_terms_it_was_placed_under(visitor: Visitor, owner: Actor) -> None:
    order = visitor.place()
    terms.change(single(168, 100), valid_from_on=TODAY, by=owner, at=AT)

    assert rules.cancellation(Order.objects.get(id=order.id), starts_at=STARTS_AT, at=AT).free_until_at == FREE_UNTIL


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 3, 29), date(2026, 10, 25), date(2026, 10, 26)])
def test_the_limit_is_the_same_clock_time_when_clocks_change(day: date) -> None:
    starts_at = walltime.combine(day, datetime.min.time().replace(hour=9))

    limit = walltime.local(rules.free_until(starts_at, timedelta(hours=24)))

    assert (limit.date(), limit.hour) == (day - timedelta(days=1), 9)


def test_a_limit_of_hours_is_counted_in_hours() -> None:
    assert rules.free_until(STARTS_AT, timedelta(hours=6)) == STARTS_AT - timedelta(hours=6)
    assert rules.free_until(STARTS_AT, timedelta(0)) == STARTS_AT
