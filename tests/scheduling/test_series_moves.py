"""Moving this and the following visits of a series, taking that back, and letting a series rest."""

from datetime import date, datetime, time, timedelta

import pytest

from lupaus.journal.models import Entry
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.orders.models import Order
from lupaus.orders.tiers import Tiers
from lupaus.promises import Actor
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import (
    leaves,
    rules,
    series_moves,
    series_moving,
    series_returning,
    series_roll,
    undo,
    visits,
)
from lupaus.scheduling import series as scheduling
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import (
    Cancellation,
    CancelReason,
    MovedDay,
    MoveFee,
    Occupation,
    OccupationKind,
    Occurrence,
    Offer,
    OfferState,
    Series,
    SeriesMove,
    Visit,
    VisitState,
)
from lupaus.scheduling.series_beginning import DaysInTheWay
from lupaus.scheduling.series_moving import DayIsThere, Moving, NewTime, NothingMoves
from lupaus.scheduling.undo import TooLateToUndo
from tests.scheduling import streets
from tests.scheduling.streets import visits_of
from tests.scheduling.town import AT, HOUR, OFFICE, Town, customer_actor
from tests.support import outbox

DAY, WEEK, MINUTE = timedelta(days=1), timedelta(days=7), timedelta(minutes=1)
FIRST = streets.FIRST + WEEK
"""Tuesday 1.12. at 9.00 in Helsinki: far enough to be moved for nothing."""
MONDAY = FIRST - DAY
"""No Monday is a holiday for eight weeks."""
LAST = date(2027, 1, 18)
"""The end of the horizon: seven visits of a weekly series."""


def accepted(town: Town, every_weeks: int = 1) -> Series:
    return streets.accepted(town, every_weeks, FIRST)


def begun(town: Town, every_weeks: int = 1) -> Series:
    return streets.begun(town, every_weeks, FIRST)


def customer(series: Series) -> Actor:
    return customer_actor(visits_of(series)[0])


def to_monday(series: Series, number: int = 0, *, weeks: int = 1, at: datetime = AT) -> SeriesMove:
    """Move the series from the visit of this number on to Mondays at 12, at this pace."""
    visit = visits_of(series)[number]
    wanted = NewTime(MONDAY + number * WEEK + 3 * HOUR, weeks)
    return series_moves.move(series, visit, wanted, by=customer(series), at=at)


def come_to(series: Series, wanted: NewTime, number: int = 0) -> Moving:
    return series_moving.moving(series, visits_of(series)[number], wanted, by=customer(series), at=AT)


def standing(series: Series) -> list[datetime]:
    return [visit.starts_at for visit in visits_of(series) if visit.state != VisitState.CANCELLED]


def everything(series: Series) -> dict[str, list[object]]:
    """Return all that undoing has to bring back."""
    rows = Visit.objects.filter(order=series.order_id)
    taken = Occupation.objects.filter(visit__order=series.order_id)
    days = Occurrence.objects.filter(series=series)
    row = Series.objects.filter(id=series.id)
    return {
        "visits": list(rows.order_by("starts_at").values_list("id", "starts_at", "ends_at", "state", "provider")),
        "times": list(taken.order_by("blocked_from").values_list("visit", "lane", "blocked_from", "blocked_until")),
        "days": list(days.order_by("day_on").values_list("day_on", "outcome", "visit")),
        "series": list(row.values_list("first_on", "starts", "every_weeks", "next_on", "provider", "until_on")),
        "offers": list(Offer.objects.order_by("id").values_list("id", "state", "provider")),
    }


def test_this_and_the_following_come_at_the_new_time_with_the_same_provider_and_price(town: Town) -> None:
    series = accepted(town)
    first, second, *rest = visits_of(series)

    to_monday(series, 2)

    moved = visits_of(series)
    assert [visit.starts_at for visit in moved[:2]] == [first.starts_at, second.starts_at]
    assert [visit.starts_at for visit in moved[2:]] == [MONDAY + 3 * HOUR + number * WEEK for number in range(2, 7)]
    assert [visit.id for visit in moved[2:]] == [visit.id for visit in rest]
    assert {(visit.state, visit.provider_id) for visit in moved} == {(VisitState.ACCEPTED, series.provider_id)}
    assert {visit.order_id for visit in moved} == {series.order_id}
    assert {visit.sequence for visit in moved[2:]} == {rest[0].sequence + 1}


def test_the_roll_goes_on_at_the_new_time(town: Town) -> None:
    series = accepted(town)
    to_monday(series)

    series_roll.roll(at=AT + 2 * WEEK)

    assert standing(series) == [MONDAY + 3 * HOUR + number * WEEK for number in range(9)]


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1), (2, 3), (4, 1), (3, 4), (1, 4)])
def test_a_new_pace_leaves_out_and_adds_visits(town: Town, before: int, after: int) -> None:
    series = accepted(town, before)
    had = {visit.id for visit in visits_of(series)}

    to_monday(series, weeks=after)

    expected = [MONDAY + 3 * HOUR + number * after * WEEK for number in range(8)]
    assert standing(series) == [start for start in expected if walltime.day_of(start) < LAST]
    kept = [visit for visit in visits_of(series) if visit.id in had and visit.state != VisitState.CANCELLED]
    assert kept
    assert {visit.state for visit in visits_of(series)} <= {VisitState.ACCEPTED, VisitState.CANCELLED}


def test_the_wall_time_stays_over_both_changes_of_the_clocks(town: Town) -> None:
    """Three weeks before each change, the series is moved; every visit after it is at twelve on the wall."""
    for change in (date(2026, 10, 25), date(2027, 3, 28)):
        at = walltime.combine(change - 24 * DAY, time(8))
        monday = change - (change.weekday() + 14) * DAY
        recurrence = series_moving.Recurrence(monday, time(12), 3 * HOUR)

        periods = [recurrence.on(day) for day in recurrence.days(monday, monday + 5 * WEEK)]

        assert {walltime.local(period.from_at).time() for period in periods} == {time(12)}
        assert {period.length for period in periods} == {3 * HOUR}
        assert len({period.from_at.hour for period in periods}) == 2
        assert at < periods[0].from_at


def test_what_was_moved_alone_stays_and_what_was_skipped_stays_skipped(town: Town) -> None:
    series = accepted(town)
    alone, skipped = visits_of(series)[2:4]
    by = customer(series)
    visits.move(alone, alone.starts_at + DAY + HOUR, by=by, at=AT)
    visits.cancel(skipped, CancelReason.NOT_NEEDED, by=by, at=AT)
    at = AT + 11 * MINUTE

    to_monday(series, at=at)

    expected = [MONDAY + 3 * HOUR + number * WEEK for number in range(7) if number != 3]
    expected[2] = FIRST + 2 * WEEK + DAY + HOUR
    assert standing(series) == expected


def test_what_was_moved_together_moves_together_again(town: Town) -> None:
    series = accepted(town)
    to_monday(series)

    first = visits_of(series)[0]
    series_moves.move(series, first, NewTime(FIRST + HOUR, 1), by=customer(series), at=AT + 11 * MINUTE)

    assert standing(series) == [FIRST + HOUR + number * WEEK for number in range(7)]


def test_a_series_moved_by_a_week_stumbles_over_nothing(town: Town) -> None:
    series = accepted(town)

    series_moves.move(series, None, NewTime(FIRST + WEEK, 1), by=customer(series), at=AT)

    assert standing(series) == [FIRST + number * WEEK for number in range(1, 7)]


def test_a_little_later_on_the_same_day_overlaps_with_nothing_of_its_own(town: Town) -> None:
    series = accepted(town)

    series_moves.move(series, None, NewTime(FIRST + HOUR, 1), by=customer(series), at=AT)

    assert standing(series) == [FIRST + HOUR + number * WEEK for number in range(7)]
    assert {visit.provider_id for visit in visits_of(series)} == {series.provider_id}


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_a_move_is_undone_as_if_it_had_never_been(town: Town, weeks: int) -> None:
    series = accepted(town, 2)
    before = everything(series)
    to_monday(series, 1, weeks=weeks)
    assert everything(series) != before

    series_returning.move_back(series, by=customer(series), at=AT + 9 * MINUTE)

    assert everything(series) == before
    assert (SeriesMove.objects.count(), MovedDay.objects.count(), Cancellation.objects.count()) == (0, 0, 0)
    assert not Occupation.objects.filter(kind=OccupationKind.HOLD).exists()


def test_a_series_that_nobody_has_accepted_is_offered_anew_and_undone(town: Town) -> None:
    series = begun(town)
    before = everything(series)

    to_monday(series)
    offered = Offer.objects.filter(state=OfferState.OPEN).count()
    series_returning.move_back(series, by=customer(series), at=AT + MINUTE)

    assert offered == 7
    after = everything(series)
    assert after["visits"] == before["visits"]
    assert Offer.objects.filter(state=OfferState.OPEN).count() == 7


def test_nothing_is_undone_after_ten_minutes_nor_when_a_visit_has_gone_on(town: Town) -> None:
    series = accepted(town)
    to_monday(series)
    by = customer(series)
    with pytest.raises(TooLateToUndo):
        series_returning.move_back(series, by=by, at=AT + rules.UNDO)
    visits.move(visits_of(series)[3], MONDAY + 3 * WEEK + DAY, by=by, at=AT + MINUTE)

    with pytest.raises(TooLateToUndo):
        series_returning.move_back(series, by=by, at=AT + 2 * MINUTE)


def test_the_old_times_are_held_for_ten_minutes(town: Town) -> None:
    series = accepted(town)

    to_monday(series)

    held = Occupation.objects.filter(kind=OccupationKind.HOLD, expires_at=AT + rules.UNDO)
    assert sorted(held.values_list("blocked_from", flat=True)) == [FIRST + number * WEEK for number in range(7)]
    series_moves.tell(at=AT + rules.UNDO)
    assert not Occupation.objects.filter(kind=OccupationKind.HOLD).exists()


def test_leave_in_the_way_of_a_new_day_is_listed_with_other_times(town: Town) -> None:
    series = accepted(town)
    for provider in town.providers:
        leaves.register(provider, Period.day(walltime.day_of(MONDAY) + 14 * DAY), LeaveKind.VACATION, by=OFFICE, at=AT)

    due = come_to(series, NewTime(MONDAY, 1))

    (day,) = due.plan.open
    assert day.day_on == walltime.day_of(MONDAY) + 14 * DAY
    assert day.options
    with pytest.raises(DaysInTheWay):
        to_monday(series)
    picked = NewTime(MONDAY, 1, {day.day_on: day.options[0].starts_at})
    series_moves.move(series, None, picked, by=customer(series), at=AT)
    assert standing(series)[2] == day.options[0].starts_at


def test_the_one_who_comes_stays_though_another_is_free_more_often(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    for number in (1, 2):
        day = Period.day(walltime.day_of(MONDAY) + number * 7 * DAY)
        leaves.register(series.provider, day, LeaveKind.VACATION, by=OFFICE, at=AT)

    due = come_to(series, NewTime(MONDAY, 1))

    assert due.plan.lane == series.provider.lane
    assert [day.day_on for day in due.plan.open] == [walltime.day_of(MONDAY) + number * 7 * DAY for number in (1, 2)]
    assert all(day.options[0].is_same_time for day in due.plan.open)


def test_somebody_else_is_asked_where_the_one_who_came_is_away_and_answers_once(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    series.provider.working_hours.filter(weekday=0).delete()

    to_monday(series)

    assert Series.objects.get(id=series.id).provider is None
    assert {visit.state for visit in visits_of(series)} == {VisitState.OFFERED}
    asked = Offer.objects.filter(state=OfferState.OPEN)
    assert asked.count() == 7
    assert len(set(asked.values_list("provider", flat=True)) - {series.provider_id}) == 1


def test_moving_costs_what_the_terms_say_and_never_more_than_was_shown(town: Town) -> None:
    series = accepted(town)
    Order.objects.update(tiers=Tiers.of((17 * DAY, 50, 20)).as_json())
    total = Money(series.order.total_cents)
    fee = come_to(series, NewTime(MONDAY, 1)).fee

    with pytest.raises(scheduling.DearerNow):
        series_moves.move(series, None, NewTime(MONDAY, 1), by=customer(series), at=AT, fee=fee - Money(1))
    series_moves.move(series, None, NewTime(MONDAY, 1), by=customer(series), at=AT, fee=fee)

    assert Money.sum(row.fee for row in MoveFee.objects.all()) == fee
    assert fee == Money(2 * (total.cents * 20 // 100))


def test_the_office_moves_for_nothing(town: Town) -> None:
    series = accepted(town)
    Order.objects.update(tiers=Tiers.of((17 * DAY, 50, 20)).as_json())

    series_moves.move(series, None, NewTime(MONDAY, 1), by=OFFICE, at=AT)

    assert not MoveFee.objects.exists()


def test_what_cannot_be_is_refused(town: Town) -> None:
    series = accepted(town)
    by = customer(series)
    for wanted, why in (
        (NewTime(FIRST, 1), NothingMoves),
        (NewTime(FIRST + timedelta(minutes=7), 1), TimeTaken),
        (NewTime(AT - WEEK, 1), TimeTaken),
        (NewTime(AT + 900 * DAY, 1), TimeTaken),
    ):
        with pytest.raises(why):
            series_moves.move(series, None, wanted, by=by, at=AT)
    with pytest.raises(DayIsThere):
        series_moves.move(series, visits_of(series)[2], NewTime(FIRST + WEEK + 3 * HOUR, 1), by=by, at=AT)
    scheduling.end(series, None, CancelReason.NOT_NEEDED, by=by, at=AT)
    with pytest.raises(scheduling.HasEnded):
        to_monday(series)


def test_everybody_gets_one_letter_after_ten_minutes(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    to_monday(series, weeks=2)
    assert outbox("scheduling.series_moved") == []

    told = series_moves.tell(at=AT + rules.UNDO), undo.tell(at=AT + rules.UNDO)

    assert told == (1, 0)
    letters = outbox("scheduling.series_moved")
    assert {letter.subject_id for letter in letters} == {series.subject_id, series.provider.subject_id}
    assert len(letters) == 2
    assert outbox("scheduling.visit_cancelled") == []
    assert series_moves.tell(at=AT + 2 * rules.UNDO) == 0


def test_a_move_and_its_undoing_are_journalled(town: Town) -> None:
    series = accepted(town)

    to_monday(series)
    series_returning.move_back(series, by=customer(series), at=AT + MINUTE)

    actions = Entry.objects.filter(about=series.id).values_list("action", flat=True)
    assert {"series.moved", "series.move_undone"} <= set(actions)


def test_control_a_visit_cancelled_at_a_time_leaves_it_to_another_of_the_order(town: Town) -> None:
    """The rule that visits of one order never stand on each other is for those that are to be."""
    series = accepted(town)
    first, second, *_rest = visits_of(series)
    by = customer(series)
    visits.cancel(first, CancelReason.NOT_NEEDED, by=by, at=AT)

    visits.move(second, first.starts_at, by=by, at=AT + 11 * MINUTE)

    assert standing(series)[0] == first.starts_at
