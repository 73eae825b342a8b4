"""Ten minutes to take back a cancellation or a move, and letters that say what holds in the end."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lupaus.kernel.money import Money
from lupaus.orders.models import Order
from lupaus.orders.tiers import Tiers
from lupaus.scheduling import undo, visits
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import Cancellation, CancelReason, MoveFee, Occupation, OfferState, Visit
from lupaus.scheduling.rules import TooLateToMove, cancellation_of
from lupaus.scheduling.undo import TooLateToUndo
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, SECOND, Town, accept, customer_actor, open_offer
from tests.support import outbox

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WHY = CancelReason.OTHER_TIME


def alone(town: Town) -> None:
    for provider in town.providers[1:]:
        provider.areas.all().delete()


def test_a_cancelled_visit_comes_back_with_its_time_and_its_provider_and_without_a_fee(town: Town) -> None:
    visit = town.accepted()
    by = customer_actor(visit)
    late = NINE - 5 * HOUR
    visits.cancel(visit, WHY, by=by, at=late)

    back = undo.restore(visit, by=by, at=late + 10 * MINUTE - SECOND)

    assert (back.state, back.provider, back.starts_at) == ("accepted", visit.provider, NINE)
    assert Occupation.objects.get().visit == visit
    assert Cancellation.objects.count() == 0
    undo.tell(at=late + HOUR)
    assert outbox("scheduling.visit_cancelled") == []
    assert outbox("scheduling.visit_changed") == []


def test_nobody_else_gets_the_time_while_it_can_be_undone(town: Town) -> None:
    alone(town)
    visit = town.accepted()
    visits.cancel(visit, WHY, by=customer_actor(visit), at=AT)
    other = town.visitor(None)

    with pytest.raises(TimeTaken):
        other.hold(NINE, at=AT + 10 * MINUTE - SECOND)
    assert other.hold(NINE, at=AT + 10 * MINUTE).starts_at == NINE
    with pytest.raises(TooLateToUndo):
        undo.restore(visit, by=customer_actor(visit), at=AT + 10 * MINUTE)


def test_both_sides_are_told_once_the_ten_minutes_are_over(town: Town) -> None:
    visit = town.accepted()
    visits.cancel(visit, WHY, by=customer_actor(visit), at=AT)

    assert undo.tell(at=AT + 10 * MINUTE - SECOND) == 0
    before = outbox("scheduling.visit_cancelled")
    assert undo.tell(at=AT + 10 * MINUTE) == 1
    assert undo.tell(at=AT + 11 * MINUTE) == 0

    assert before == []
    assert len(outbox("scheduling.visit_cancelled")) == 1
    assert len(outbox("scheduling.visit_changed")) == 1
    assert Occupation.objects.count() == 0


def test_close_to_the_visit_the_provider_is_told_at_once_and_nothing_is_undone(town: Town) -> None:
    visit = town.accepted()
    visits.cancel(visit, WHY, by=customer_actor(visit), at=NINE - 2 * HOUR)

    assert len(outbox("scheduling.visit_changed")) == 1
    with pytest.raises(TooLateToUndo):
        undo.restore(visit, by=customer_actor(visit), at=NINE - 2 * HOUR + MINUTE)


def test_an_offer_that_was_open_is_open_again(town: Town) -> None:
    visit = town.booked()
    expires_at = open_offer(visit).expires_at
    visits.cancel(visit, WHY, by=customer_actor(visit), at=AT)

    back = undo.restore(visit, by=customer_actor(visit), at=AT + 9 * MINUTE)

    assert (back.state, open_offer(visit).expires_at) == ("offered", expires_at + 10 * MINUTE)
    assert accept(visit, at=AT + HOUR).state == "accepted"


def test_what_waited_for_a_provider_waits_again(town: Town) -> None:
    visit = town.booked()
    visit.offers.update(state=OfferState.DECLINED, answered_at=AT)
    Occupation.objects.all().delete()
    Visit.objects.update(state="waiting")
    visits.cancel(visit, WHY, by=OFFICE, at=AT)

    assert undo.restore(visit, by=OFFICE, at=AT + MINUTE).state == "waiting"


def test_a_visit_that_is_not_cancelled_has_nothing_to_undo(town: Town) -> None:
    with pytest.raises(TooLateToUndo):
        undo.restore(town.accepted(), by=OFFICE, at=AT)


def test_a_moved_visit_goes_back_and_its_old_time_was_kept_for_it(town: Town) -> None:
    alone(town)
    visit = town.accepted()
    visits.move(visit, NINE + DAY, by=customer_actor(visit), at=AT)
    with pytest.raises(TimeTaken):
        town.visitor(NINE, at=AT + MINUTE)

    back = visits.move_back(visit, by=customer_actor(visit), at=AT + 9 * MINUTE)

    assert (back.starts_at, back.state, back.provider) == (NINE, "accepted", visit.provider)
    assert Occupation.objects.get().blocked_from == NINE
    assert back.sequence == 2


def test_a_move_by_half_an_hour_goes_back_too(town: Town) -> None:
    alone(town)
    visit = town.accepted()
    visits.move(visit, NINE + 30 * MINUTE, by=customer_actor(visit), at=AT)

    assert visits.move_back(visit, by=customer_actor(visit), at=AT + MINUTE).starts_at == NINE


def test_after_ten_minutes_a_move_stays(town: Town) -> None:
    visit = town.accepted()
    by = customer_actor(visit)
    visits.move(visit, NINE + DAY, by=by, at=AT)

    with pytest.raises(TooLateToUndo):
        visits.move_back(visit, by=by, at=AT + 10 * MINUTE)
    with pytest.raises(TooLateToUndo):
        visits.move_back(town.booked(NINE + 4 * DAY), by=by, at=AT)


def test_moving_late_costs_what_the_terms_say_and_undoing_it_nothing(town: Town) -> None:
    visit = town.accepted()
    tiers = Tiers.of((7 * DAY, 0, 0), (2 * DAY, 25, 10), (DAY, 50, None))
    Order.objects.update(tiers=tiers.as_json())
    by, late = customer_actor(visit), NINE - 2 * DAY
    visit = Visit.objects.select_related("order").get(id=visit.id)

    assert cancellation_of(visit, at=late).move_fee == Money(visit.order.total_cents).percent(Decimal(10))
    visits.move(visit, NINE + DAY, by=by, at=late)
    fee = MoveFee.objects.get()
    visits.move_back(visit, by=by, at=late + MINUTE)

    assert (fee.fee, fee.before_at) == (Money(visit.order.total_cents).percent(Decimal(10)), NINE)
    assert MoveFee.objects.count() == 0
    with pytest.raises(TooLateToMove):
        visits.move(visit, NINE + DAY, by=by, at=NINE - DAY)


def test_the_office_moves_for_nothing(town: Town) -> None:
    visit = town.accepted()
    Order.objects.update(tiers=Tiers.of((7 * DAY, 50, 50)).as_json())

    visits.move(visit, NINE + DAY, by=OFFICE, at=NINE - 3 * HOUR)

    assert MoveFee.objects.count() == 0


def test_control_without_the_hold_somebody_else_has_the_time(town: Town) -> None:
    alone(town)
    visit = town.accepted()
    visits.cancel(visit, WHY, by=customer_actor(visit), at=AT)
    Occupation.objects.all().delete()
    town.booked(NINE)

    back = undo.restore(visit, by=customer_actor(visit), at=AT + MINUTE)

    assert not Occupation.objects.filter(visit=back).exists()
