"""A series from its order to its end."""

from datetime import date, datetime, time, timedelta

import pytest

from lupaus.catalogue import prices
from lupaus.catalogue.models import OnHoliday, Service
from lupaus.catalogue.prices import Amounts
from lupaus.company import hours
from lupaus.company.models import ClosureKind
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.orders import drafts
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import leaves, offers
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import DeclineReason, Occupation, Occurrence, Offer, OfferState, Outcome, Series, Visit
from lupaus.scheduling.series_beginning import DaysInTheWay
from tests.scheduling.streets import FIRST, accepted, asking, begun, pick, planned, series_of, visits_of
from tests.scheduling.town import AT, HOUR, OFFICE, OWNER, TODAY, Town, open_offer, provider_actor
from tests.support import outbox

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EPIPHANY = date(2027, 1, 6)
"""A Wednesday."""


def alone(town: Town) -> None:
    """Leave one provider who can come."""
    for provider in town.providers[1:]:
        provider.areas.all().delete()


def away(town: Town, day: date) -> None:
    """Let the first provider be on leave for a day."""
    leaves.register(town.providers[0], Period.day(day), LeaveKind.VACATION, by=OFFICE, at=AT)


@pytest.mark.parametrize(("every_weeks", "count"), [(1, 8), (2, 4), (3, 3), (4, 2)])
def test_a_series_stands_in_the_calendar_for_eight_weeks(town: Town, every_weeks: int, count: int) -> None:
    series = begun(town, every_weeks)

    visits = visits_of(series)
    assert [visit.starts_at for visit in visits] == [FIRST + number * every_weeks * WEEK for number in range(count)]
    assert {walltime.local(visit.starts_at).time() for visit in visits} == {time(9)}
    assert {visit.order_id for visit in visits} == {series.order_id}
    assert len({visit.occupation.lane for visit in visits}) == 1
    assert series.next_on == FIRST.date() + count * every_weeks * timedelta(days=7)


def test_once_is_no_series(town: Town) -> None:
    asking(town, 0).book()

    assert (Series.objects.count(), Visit.objects.count()) == (0, 1)


def test_a_pace_we_do_not_have_is_refused(town: Town) -> None:
    with pytest.raises(drafts.NotACycle):
        asking(town, 5)


def test_booking_a_series_again_gives_the_same_first_visit(town: Town) -> None:
    visitor = asking(town)

    assert visitor.book() == visitor.book()
    assert (Series.objects.count(), Visit.objects.count(), Occupation.objects.count()) == (1, 8, 8)


def test_leave_of_the_only_provider_is_in_the_way_and_other_times_are_offered(town: Town) -> None:
    alone(town)
    away(town, FIRST.date() + 14 * DAY)
    visitor = asking(town, 2)

    plan = planned(visitor)

    (open_day,) = plan.open
    assert open_day.day_on == FIRST.date() + 14 * DAY
    assert open_day.options
    assert all(abs(option.starts_at - (FIRST + 2 * WEEK)) <= 3 * DAY for option in open_day.options)
    assert [day.day_on for day in plan.visits] == [FIRST.date() + number * WEEK for number in (0, 4, 6)]
    with pytest.raises(DaysInTheWay):
        visitor.book()
    assert Visit.objects.count() == 0


def test_what_is_picked_for_a_day_in_the_way_is_booked_and_the_others_stay(town: Town) -> None:
    alone(town)
    away(town, FIRST.date() + 14 * DAY)
    visitor = asking(town, 2)
    other = planned(visitor).open[0].options[0].starts_at
    pick(visitor, {FIRST.date() + 14 * DAY: other})

    series = series_of(visitor.book())

    assert [visit.starts_at for visit in visits_of(series)] == sorted(
        [FIRST, other, FIRST + 4 * WEEK, FIRST + 6 * WEEK]
    )


def test_a_day_in_the_way_can_be_left_out(town: Town) -> None:
    alone(town)
    away(town, FIRST.date() + 7 * DAY)
    visitor = asking(town)
    pick(visitor, {FIRST.date() + 7 * DAY: None})

    series = series_of(visitor.book())

    assert len(visits_of(series)) == 7
    left_out = Occurrence.objects.get(visit=None)
    assert (left_out.day_on, left_out.outcome) == (FIRST.date() + 7 * DAY, Outcome.SKIPPED)


def test_another_provider_at_the_same_time_is_the_first_thing_offered(town: Town) -> None:
    for number in range(3):
        away_lane = town.providers[number]
        day = FIRST.date() + (number + 1) * 7 * DAY
        leaves.register(away_lane, Period.day(day), LeaveKind.VACATION, by=OFFICE, at=AT)

    (open_day,) = planned(asking(town)).open

    first = open_day.options[0]
    assert (first.starts_at, first.is_same_time, first.is_same_provider) == (open_day.agreed.from_at, True, False)


def test_who_is_free_on_most_days_comes_each_time(town: Town) -> None:
    for number in range(1, 5):
        away(town, FIRST.date() + number * 7 * DAY)

    plan = planned(asking(town))

    assert plan.lane != town.providers[0].lane
    assert plan.open == []


@pytest.mark.parametrize(
    ("rule", "day"), [(OnHoliday.AFTER, date(2027, 1, 7)), (OnHoliday.BEFORE, date(2027, 1, 5)), (OnHoliday.SKIP, None)]
)
def test_a_holiday_follows_the_rule_of_the_service(town: Town, rule: OnHoliday, day: date | None) -> None:
    Service.objects.update(on_holiday=rule)
    wednesday = FIRST + DAY

    series = begun(town, 1, wednesday)

    on_epiphany = Occurrence.objects.select_related("visit").get(series=series, day_on=EPIPHANY)
    found = walltime.local(on_epiphany.visit.starts_at) if on_epiphany.visit else None
    assert (None if found is None else found.date()) == day
    assert found is None or found.time() == time(9)
    assert on_epiphany.outcome == (Outcome.VISIT if day else Outcome.HOLIDAY)


def test_a_closure_is_no_holiday_and_has_to_be_chosen_for(town: Town) -> None:
    closed = FIRST.date() + 7 * DAY
    hours.close(closed, closed, ClosureKind.TRAINING, by=OFFICE, at=AT)

    assert [day.day_on for day in planned(asking(town)).open] == [closed]


def test_the_agreed_price_stays_on_every_visit_when_the_catalogue_changes(town: Town) -> None:
    series = begun(town)
    agreed = series.order.total_cents
    prices.set_price(town.cleaning, Amounts(Money(99_00), Money(0), Money(8_00)), from_on=TODAY + DAY, by=OWNER, at=AT)

    later = begun(town, 1, FIRST + DAY, at=AT + DAY)

    assert {visit.order.total_cents for visit in visits_of(series)} == {agreed}
    assert later.order.total_cents > agreed


def test_the_provider_is_asked_once_and_answers_for_the_whole_series(town: Town) -> None:
    visit = asking(town).book()
    asked = outbox("scheduling.series_offered")

    offers.accept(open_offer(visit), by=provider_actor(open_offer(visit).provider), at=AT)

    series = series_of(visit)
    assert sorted(mail.channel for mail in asked) == ["email", "sms"]
    assert outbox("scheduling.visit_offered") == []
    assert {visit.state for visit in visits_of(series)} == {"accepted"}
    assert {visit.provider for visit in visits_of(series)} == {series.provider}
    assert len(outbox("scheduling.series_confirmed")) == 1
    assert outbox("scheduling.visit_confirmed") == []


def test_who_declines_declines_the_series_and_the_next_is_asked_once(town: Town) -> None:
    visit = asking(town).book()
    first = open_offer(visit)
    outbox()

    offers.decline(first, DeclineReason.TIME, by=provider_actor(first.provider), at=AT)

    following = Offer.objects.filter(state=OfferState.OPEN)
    assert following.count() == 8
    assert {offer.provider_id for offer in following} != {first.provider_id}
    assert len({offer.provider_id for offer in following}) == 1
    assert len([mail for mail in outbox("scheduling.series_offered") if mail.channel == "email"]) == 2


def test_an_answer_that_does_not_come_sends_the_series_on(town: Town) -> None:
    begun(town)

    assert offers.expire(at=AT + 4 * HOUR) == 8
    assert Offer.objects.filter(state=OfferState.OPEN).values("provider").distinct().count() == 1


def test_when_nobody_takes_it_every_visit_waits(town: Town) -> None:
    alone(town)
    visit = asking(town).book()
    offer = open_offer(visit)

    offers.decline(offer, DeclineReason.TIME, by=provider_actor(offer.provider), at=AT)

    assert {visit.state for visit in visits_of(series_of(visit))} == {"waiting"}
    assert Occupation.objects.count() == 0


def test_the_customer_gets_one_letter_with_an_event_for_each_visit(town: Town) -> None:
    series = begun(town, 2)

    (letter,) = outbox("scheduling.series_booked")
    events = letter.files[0][2]
    assert events.count(b"BEGIN:VEVENT") == 4
    assert all(str(visit.id).encode() in events.replace(b"\r\n ", b"") for visit in visits_of(series))
    assert "Joka 2. viikko tiistaisin klo 9.00" in letter.text
    assert outbox("scheduling.visit_booked") == []


def test_a_first_time_that_is_gone_is_refused_with_three_others(town: Town) -> None:
    alone(town)
    visitor = asking(town)
    Occupation.objects.all().delete()
    town.booked(FIRST)

    with pytest.raises(TimeTaken) as refused:
        visitor.book(at=AT + HOUR)

    assert len(refused.value.alternatives) == 3


def test_a_series_over_the_autumn_change_keeps_its_hour_and_its_length(town: Town) -> None:
    at = datetime.fromisoformat("2027-10-04T08:00:00+00:00")
    nine = walltime.combine(date(2027, 10, 7), time(9))

    visits = visits_of(accepted(town, 1, nine, at=at))

    assert [f"{visit.starts_at:%H}" for visit in visits] == ["06"] * 4 + ["07"] * 4
    assert {walltime.local(visit.starts_at).time() for visit in visits} == {time(9)}
    assert {visit.planned.length for visit in visits} == {timedelta(hours=3, minutes=30)}
    assert len({visit.order.total_cents for visit in visits}) == 1


def test_control_a_plan_that_looks_at_no_leave_sees_nothing_in_the_way(town: Town) -> None:
    alone(town)
    away(town, FIRST.date() + 14 * DAY)
    Occupation.objects.filter(leave__isnull=False).delete()

    assert planned(asking(town, 2)).open == []
