"""A series ends, comes back within ten minutes, and waits for a choice where a day is in the way."""

from datetime import timedelta

import pytest

from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.providers.models import LeaveKind
from lupaus.register.addresses import AddressIsNeeded
from lupaus.scheduling import leaves, series, series_queries, series_roll, undo, visits
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import Cancellation, CancelReason, Occupation, Occurrence, Outcome, Series, Visit
from lupaus.scheduling.series import DearerNow, HasEnded
from lupaus.scheduling.series_roll import Rolled
from lupaus.scheduling.undo import TooLateToUndo
from tests.scheduling.streets import FIRST, accepted, visits_of
from tests.scheduling.town import AT, HOUR, OFFICE, Town, customer_actor
from tests.support import outbox

MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
WHY = CancelReason.NOT_NEEDED
NEXT = FIRST + 8 * WEEK


def states(kept: Series) -> list[str]:
    return [visit.state for visit in visits_of(kept)]


def test_one_visit_is_skipped_and_the_others_stay(town: Town) -> None:
    kept = accepted(town)
    third = visits_of(kept)[2]

    visits.cancel(third, WHY, by=customer_actor(third), at=AT)

    assert states(kept) == ["accepted"] * 2 + ["cancelled"] + ["accepted"] * 5
    assert series_roll.roll(at=AT + 9 * DAY).visits == 2


def test_one_visit_is_moved_and_the_others_stay(town: Town) -> None:
    kept = accepted(town)
    third = visits_of(kept)[2]

    visits.move(third, third.starts_at + DAY, by=customer_actor(third), at=AT)

    starts = [visit.starts_at for visit in visits_of(kept)]
    assert starts == [FIRST + number * WEEK + (DAY if number == 2 else timedelta()) for number in range(8)]
    assert Occurrence.objects.get(visit=third).day_on == (FIRST + 2 * WEEK).date()


def test_this_and_the_following_are_cancelled_and_no_more_are_made(town: Town) -> None:
    kept = accepted(town)
    fourth = visits_of(kept)[3]

    due = series.end(kept, fourth, WHY, by=customer_actor(fourth), at=AT)

    assert states(kept) == ["accepted"] * 3 + ["cancelled"] * 5
    assert (due.fee, len(due.visits), due.from_on) == (Money(0), 5, fourth.starts_at.date())
    assert series_roll.roll(at=AT + 60 * DAY) == Rolled()


def test_the_end_of_a_series_is_told_once_with_every_event_withdrawn(town: Town) -> None:
    kept = accepted(town)
    series.end(kept, None, WHY, by=OFFICE, at=AT)
    before = outbox("scheduling.series_ended")

    assert undo.tell(at=AT + 10 * MINUTE) == 8

    to_customer, to_provider = sorted(outbox("scheduling.series_ended"), key=lambda mail: -len(mail.files))
    assert before == []
    assert len(to_customer.files) == 8
    assert all(b"STATUS:CANCELLED" in content for _name, _mime, content in to_customer.files)
    assert (to_provider.subject_id, to_provider.files) == (kept.provider.subject_id, ())  # type: ignore[union-attr]
    assert outbox("scheduling.visit_cancelled") == []
    assert Occupation.objects.count() == 0


def test_an_ended_series_comes_back_within_ten_minutes(town: Town) -> None:
    kept = accepted(town)
    series.end(kept, None, WHY, by=OFFICE, at=AT)

    series.resume(kept, by=OFFICE, at=AT + 10 * MINUTE - timedelta(seconds=1))

    assert states(kept) == ["accepted"] * 8
    assert Cancellation.objects.count() == 0
    assert undo.tell(at=AT + HOUR) == 0
    assert series_roll.roll(at=AT + 2 * DAY).visits == 1


def test_after_ten_minutes_it_stays_ended(town: Town) -> None:
    kept = accepted(town)
    series.end(kept, None, WHY, by=OFFICE, at=AT)

    with pytest.raises(TooLateToUndo):
        series.resume(kept, by=OFFICE, at=AT + 10 * MINUTE)
    with pytest.raises(HasEnded):
        series.end(kept, None, WHY, by=OFFICE, at=AT + HOUR)


def test_ending_late_costs_what_the_near_visit_costs_and_never_more_than_was_shown(town: Town) -> None:
    kept = accepted(town)
    late = FIRST - 5 * HOUR
    price = Money(kept.order.total_cents)
    shown = series.ending(kept, None, at=late).fee

    with pytest.raises(DearerNow):
        series.end(kept, None, WHY, by=OFFICE, at=late, fee=Money(0))
    due = series.end(kept, None, WHY, by=OFFICE, at=late, fee=shown)

    assert shown == due.fee == Money(price.cents // 2)
    assert sorted(Cancellation.objects.values_list("fee_cents", flat=True)) == [0] * 7 + [price.cents // 2]


def test_ending_from_a_visit_of_another_series_is_refused(town: Town) -> None:
    kept, other = accepted(town), accepted(town, 1, FIRST + DAY)

    with pytest.raises(HasEnded):
        series.end(kept, visits_of(other)[0], WHY, by=OFFICE, at=AT)


def in_the_way(town: Town) -> Occurrence:
    """Return a day on which nobody can come, found by the roll."""
    accepted(town)
    for provider in town.providers:
        leaves.register(provider, Period.day(NEXT.date()), LeaveKind.VACATION, by=OFFICE, at=AT)
    series_roll.roll(at=AT + 2 * DAY)
    return Occurrence.objects.select_related("series__provider", "series__order").get(outcome=Outcome.CONFLICT)


def test_a_day_in_the_way_is_given_another_time(town: Town) -> None:
    day = in_the_way(town)
    at = AT + 3 * DAY
    option = next(each for each in series.options(day, at=at) if each.is_same_provider)

    visit = series.choose(day, option.starts_at, by=OFFICE, at=at)

    assert visit is not None
    assert (visit.starts_at, visit.state, visit.provider) == (option.starts_at, "accepted", day.series.provider)
    assert Occurrence.objects.get(visit=visit).day_on == NEXT.date()
    assert list(series_queries.waiting_days(at=at)) == []


def test_a_day_in_the_way_is_left_out(town: Town) -> None:
    day = in_the_way(town)

    assert series.choose(day, None, by=OFFICE, at=AT + 3 * DAY) is None
    assert Occurrence.objects.get(id=day.id).outcome == Outcome.SKIPPED
    assert series.choose(day, None, by=OFFICE, at=AT + 3 * DAY) is None


def test_a_time_that_is_not_offered_is_refused_with_those_that_are(town: Town) -> None:
    day = in_the_way(town)

    with pytest.raises(TimeTaken) as refused:
        series.choose(day, NEXT, by=OFFICE, at=AT + 3 * DAY)

    assert refused.value.alternatives
    assert Occurrence.objects.get(id=day.id).outcome == Outcome.CONFLICT


def test_the_address_of_a_series_that_goes_on_is_needed(town: Town) -> None:
    kept = accepted(town, 4)
    Visit.objects.update(state="cancelled")

    with pytest.raises(AddressIsNeeded):
        visits.keep_address(kept.order.address, AT)
    series.end(kept, None, WHY, by=OFFICE, at=AT)
    visits.keep_address(kept.order.address, AT)


def test_control_a_series_that_has_not_ended_is_rolled(town: Town) -> None:
    accepted(town)

    assert series_roll.roll(at=AT + 60 * DAY).visits > 0
