from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from lupaus.kernel.money import Money
from lupaus.orders.models import OrderLine
from lupaus.promises import Actor, Purpose
from lupaus.scheduling import acceptance, comments, queries, ratings, visits, work
from lupaus.scheduling.models import (
    ByKind,
    CancelReason,
    CommentTopic,
    MilestoneKind,
    Occupation,
    Rating,
    Tick,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import STEPS, NotNow, TooEarly, TooLateToCancel, TooLateToMove, cancellation_of, may_move
from lupaus.vault.reading import processing
from tests.scheduling.town import HOUR, NINE, OFFICE, Town, customer_actor, finish, provider_actor
from tests.support import outbox

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class _Undone(Exception):
    """Rolls one act back, so that the next starts from the same state."""


def _acts(visit: Visit, by: Actor, at: datetime) -> dict[str, Callable[[], object]]:
    return {
        "travel": lambda: work.travel(visit, by=by, at=at),
        "start": lambda: work.start(visit, by=by, at=at),
        "finish": lambda: work.finish(visit, by=by, at=at, undone=[line.pk for line in visit.order.lines.all()]),
        "accept": lambda: acceptance.accept(visit, by=by, at=at),
        "cancel": lambda: visits.cancel(visit, CancelReason.OTHER, by=OFFICE, at=at),
        "no show": lambda: visits.mark_no_show(visit, by=by, at=at),
        "move": lambda: visits.move(visit, NINE + 24 * HOUR, by=OFFICE, at=at),
    }


ALLOWED = {
    VisitState.WAITING: {"cancel", "move"},
    VisitState.OFFERED: {"cancel", "move"},
    VisitState.ACCEPTED: {"travel", "start", "cancel", "no show", "move"},
    VisitState.TRAVELLING: {"start", "cancel", "no show"},
    VisitState.STARTED: {"finish"},
    VisitState.FINISHED: {"accept"},
    VisitState.APPROVED: {"accept"},
    VisitState.CANCELLED: set(),
    VisitState.NO_SHOW: set(),
}


@pytest.mark.parametrize("state", list(VisitState))
def test_in_each_state_exactly_these_acts_are_allowed(town: Town, state: VisitState) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    done = {"started_at": NINE, "finished_at": NINE} if state in {"started", "finished", "approved"} else {}
    Visit.objects.filter(id=visit.id).update(state=state, **done)

    allowed = set()
    for name, act in _acts(visit, by, NINE).items():
        before = Visit.objects.filter(id=visit.id).values().get()
        with suppress(_Undone), transaction.atomic():
            try:
                act()
                allowed.add(name)
            except NotNow:
                assert Visit.objects.filter(id=visit.id).values().get() == before
            raise _Undone

    assert allowed == ALLOWED[state]


def test_every_state_is_reached_and_the_last_three_are_final() -> None:
    reached = {to for steps in STEPS.values() for to in steps}

    assert reached == set(VisitState)
    assert [state for state in VisitState if not STEPS[state]] == [
        VisitState.APPROVED,
        VisitState.CANCELLED,
        VisitState.NO_SHOW,
    ]


def test_a_whole_visit_from_order_to_acceptance(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)

    work.travel(visit, by=by, at=NINE - 20 * MINUTE)
    work.start(visit, by=by, at=NINE + 50 * SECOND)
    finish(visit, at=NINE + 3 * HOUR + 9 * SECOND)
    approved = acceptance.accept(visit, by=customer_actor(visit), at=NINE + 4 * HOUR)

    assert (approved.started_at, approved.finished_at) == (NINE, NINE + 3 * HOUR)
    assert approved.actual is not None
    assert (approved.actual.minutes, approved.planned.minutes) == (180, 210)
    assert [(event.kind, event.by_kind) for event in queries.timeline(visit)][2:] == [
        (MilestoneKind.ACCEPTED, ByKind.PROVIDER),
        (MilestoneKind.TRAVELLING, ByKind.PROVIDER),
        (MilestoneKind.STARTED, ByKind.PROVIDER),
        (MilestoneKind.FINISHED, ByKind.PROVIDER),
        (MilestoneKind.APPROVED, ByKind.CUSTOMER),
    ]
    assert len(outbox("scheduling.visit_finished")) == 1


def test_nobody_sets_out_or_begins_more_than_two_hours_early(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)

    for act in (work.travel, work.start):
        with pytest.raises(TooEarly):
            act(visit, by=by, at=NINE - 2 * HOUR - SECOND)

    assert work.travel(visit, by=by, at=NINE - 2 * HOUR).state == VisitState.TRAVELLING


def test_silence_accepts_after_48_hours_and_not_a_second_before(town: Town) -> None:
    visit = town.finished()
    done_at = visit.finished_at
    assert done_at is not None

    counts = [acceptance.settle(at=done_at + 48 * HOUR + each) for each in (-SECOND, timedelta(), HOUR)]

    assert counts == [0, 1, 0]
    assert queries.timeline(visit)[-1].kind == MilestoneKind.SETTLED


def test_add_ons_are_ticked_once_and_only_those_of_the_order(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    oven = OrderLine.objects.get(order=visit.order, kind="add_on")
    service = OrderLine.objects.get(order=visit.order, kind="service")

    with pytest.raises(NotNow):
        work.tick(visit, oven, by=by, at=NINE)
    work.start(visit, by=by, at=NINE)
    first, again = work.tick(visit, oven, by=by, at=NINE + HOUR), work.tick(visit, oven, by=by, at=NINE + 2 * HOUR)
    with pytest.raises(work.NotOfThisVisit):
        work.tick(visit, service, by=by, at=NINE)

    assert first == again
    assert queries.add_ons_of(queries.visit(visit.id)) == [(oven, True)]
    work.untick(visit, oven, by=by, at=NINE)
    assert Tick.objects.count() == 0


def test_a_visit_is_finished_only_when_every_add_on_is_ticked_or_named_as_undone(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    oven = OrderLine.objects.get(order=visit.order, kind="add_on")
    work.start(visit, by=by, at=NINE)

    for named in ((), [visit.order_id]):
        with pytest.raises(work.AddOnsOpen, match="Uuni"):
            work.finish(visit, by=by, at=NINE + HOUR, undone=named)
    assert outbox("scheduling.visit_finished") == []
    done = work.finish(visit, by=by, at=NINE + HOUR, undone=[oven.pk])

    assert queries.undone(done) == [oven]
    assert "Jäi tekemättä: Uuni. Emme laskuta sitä." in outbox("scheduling.visit_finished")[0].text


def test_what_is_left_undone_is_off_the_price_until_it_is_ticked_after_all(town: Town) -> None:
    visit = town.finished(without_add_ons=True)
    agreed, oven = Money(visit.order.total_cents), OrderLine.objects.get(order=visit.order, kind="add_on")
    assert (queries.undone(visit), queries.price_of(visit)) == ([oven], agreed - Money(25_00))

    work.tick(visit, oven, by=provider_actor(visit.provider), at=NINE + 4 * HOUR)

    again = queries.visit(visit.id)
    assert (queries.undone(again), queries.price_of(again)) == ([], agreed)


def test_before_the_work_is_done_nothing_is_undone(town: Town) -> None:
    visit = town.accepted()

    assert (queries.undone(visit), queries.price_of(visit)) == ([], Money(visit.order.total_cents))


def test_a_night_in_which_clocks_go_back_bills_three_hours() -> None:
    visit = Visit(
        starts_at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
        started_at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        finished_at=datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    )

    assert visit.actual is not None
    assert (visit.planned.minutes, visit.actual.minutes) == (180, 180)


def test_cancelling_is_free_until_24_hours_before_and_costs_half_from_then_on(town: Town) -> None:
    visit = town.accepted()
    offer = cancellation_of(visit, at=NINE - 24 * HOUR - SECOND)
    late = cancellation_of(visit, at=NINE - 24 * HOUR)

    assert (offer.is_free, offer.fee.cents, offer.free_until_at) == (True, 0, NINE - 24 * HOUR)
    assert (late.is_free, late.fee.cents > 0) == (False, True)


def test_a_cancelled_visit_gives_its_time_back_and_both_sides_know(town: Town) -> None:
    visit = town.accepted()
    by = customer_actor(visit)

    cancellation = visits.cancel(visit, CancelReason.NOT_NEEDED, by=by, at=NINE - HOUR)

    late_fee = cancellation_of(visit, at=NINE - HOUR).fee
    assert (cancellation.fee, cancellation.by_kind, cancellation.reason) == (late_fee, "customer", "not_needed")
    assert Occupation.objects.count() == 0
    letter = outbox("scheduling.visit_cancelled")[0]
    assert b"STATUS:CANCELLED" in letter.files[0][2]
    assert b"SEQUENCE:1" in letter.files[0][2]
    assert len(outbox("scheduling.visit_changed")) == 1
    with pytest.raises(NotNow):
        visits.cancel(visit, CancelReason.NOT_NEEDED, by=by, at=NINE - HOUR)


def test_the_office_may_ask_for_less_and_never_for_more(town: Town) -> None:
    less, more = town.accepted(), town.accepted(NINE + 24 * HOUR)
    due = cancellation_of(less, at=NINE - HOUR).fee

    little = visits.cancel(less, CancelReason.ILLNESS, by=OFFICE, at=NINE - HOUR, fee=due - due)
    much = visits.cancel(more, CancelReason.ILLNESS, by=OFFICE, at=NINE + 23 * HOUR, fee=due * 9)

    assert (little.fee.cents, much.fee) == (0, due)


def test_a_visit_that_nobody_was_found_for_costs_nothing_to_cancel(town: Town) -> None:
    visit = town.accepted()

    cancellation = visits.cancel(visit, CancelReason.NO_PROVIDER, by=OFFICE, at=NINE - HOUR)

    assert cancellation.fee.cents == 0


def test_a_customer_neither_moves_nor_cancels_too_late(town: Town) -> None:
    visit = town.accepted()
    by = customer_actor(visit)

    with pytest.raises(TooLateToMove):
        visits.move(visit, NINE + 24 * HOUR, by=by, at=NINE - 24 * HOUR)
    with pytest.raises(TooLateToCancel):
        visits.cancel(visit, CancelReason.NOT_NEEDED, by=by, at=NINE)

    assert [may_move(visit, by=by, at=NINE - 24 * HOUR - each) for each in (timedelta(), SECOND)] == [False, True]
    assert visits.move(visit, NINE + 24 * HOUR, by=OFFICE, at=NINE - HOUR).starts_at == NINE + 24 * HOUR


def test_a_no_show_is_marked_from_the_agreed_time_on_and_costs_the_late_fee(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)

    with pytest.raises(TooEarly):
        visits.mark_no_show(visit, by=by, at=NINE - SECOND)
    no_show = visits.mark_no_show(visit, by=by, at=NINE + 15 * MINUTE)

    assert no_show.fee == cancellation_of(visit, at=NINE).fee
    assert len(outbox("scheduling.visit_no_show")) == 1


def test_a_comment_is_sealed_and_open_until_48_hours_after_the_finish(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)
    with pytest.raises(NotNow):
        comments.leave(visit, CommentTopic.ALL_DONE, "", by=by, at=NINE)
    work.start(visit, by=by, at=NINE)
    finish(visit, at=NINE + 3 * HOUR)

    with pytest.raises(comments.NothingSaid):
        comments.leave(visit, CommentTopic.OTHER, " \u200b ", by=by, at=NINE + 3 * HOUR)
    last = NINE + 51 * HOUR - SECOND
    comment = comments.leave(visit, CommentTopic.SUPPLIES, "Pesuaine loppui", by=by, at=last)
    with pytest.raises(NotNow):
        comments.leave(visit, CommentTopic.ALL_DONE, "", by=by, at=NINE + 51 * HOUR)

    assert (comment.author, comment.subject_id) == (visit.provider, visit.subject_id)
    with processing(customer_actor(visit), Purpose.SERVICE_DELIVERY, last):
        assert [row.text for row in queries.visit_of(customer_actor(visit), visit.id).comments.all()] == [
            "Pesuaine loppui"
        ]


def test_a_visit_is_rated_after_it_is_done_once_and_changed_for_14_days(town: Town) -> None:
    visit = town.accepted()
    by = customer_actor(visit)
    with pytest.raises(ratings.NotYetFinished):
        ratings.rate(visit, 5, "", by=by, at=NINE)
    assert not ratings.may_rate(visit, at=NINE)
    provider = provider_actor(visit.provider)
    work.start(visit, by=provider, at=NINE)
    done = finish(visit, at=NINE + HOUR)
    given_at = NINE + 2 * HOUR

    for stars in (0, 6, -1):
        with pytest.raises(ratings.NoSuchRating):
            ratings.rate(visit, stars, "", by=by, at=given_at)
    first = ratings.rate(visit, 4, "Hyvä", by=by, at=given_at)
    changed = ratings.rate(visit, 5, "Erinomainen", by=by, at=given_at + timedelta(days=14) - SECOND)
    with pytest.raises(ratings.TooLateToChange):
        ratings.rate(visit, 1, "", by=by, at=given_at + timedelta(days=14))

    assert first.id == changed.id
    assert (Rating.objects.count(), Rating.objects.get().stars) == (1, 5)
    assert queries.stars_of(done.provider) == [5]  # type: ignore[arg-type]
    assert [ratings.may_rate(done, at=given_at + timedelta(days=each)) for each in (13, 14)] == [True, False]
