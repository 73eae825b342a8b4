from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from lupaus.company import calendar, hours, queries
from lupaus.company.hours import Hours
from lupaus.company.models import ClosureKind, Holiday, OpeningHours, Treatment, Weekday
from lupaus.kernel.period import Period
from lupaus.promises import Actor

pytestmark = pytest.mark.django_db

WEEKDAYS = [Weekday(day) for day in range(5)]
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def open_week(owner: Actor, at: datetime) -> None:
    hours.change_week({day: Hours(time(8), time(18)) for day in Weekday}, by=owner, at=at)


def test_a_day_is_open_at_finnish_wall_time(open_week: None) -> None:
    assert calendar.opening(TUESDAY) == Period(
        datetime(2026, 11, 24, 6, tzinfo=UTC), datetime(2026, 11, 24, 16, tzinfo=UTC)
    )


def test_summer_time_is_an_hour_earlier_in_utc(open_week: None) -> None:
    opening = calendar.opening(date(2026, 7, 7))

    assert opening is not None
    assert opening.from_at == datetime(2026, 7, 7, 5, tzinfo=UTC)


def test_a_weekday_without_hours_is_closed(owner: Actor, at: datetime) -> None:
    hours.change_week({day: Hours(time(8), time(16)) for day in WEEKDAYS}, by=owner, at=at)

    assert calendar.opening(date(2026, 11, 28)) is None
    assert sorted(queries.week()) == [0, 1, 2, 3, 4]


def test_a_new_week_replaces_the_old_one(open_week: None, owner: Actor, at: datetime) -> None:
    hours.change_week({Weekday.MONDAY: Hours(time(9), time(12))}, by=owner, at=at)

    assert list(OpeningHours.objects.values_list("weekday", "opens", "closes")) == [(0, time(9), time(12))]


def test_a_week_that_closes_before_it_opens_changes_nothing(open_week: None, owner: Actor, at: datetime) -> None:
    with pytest.raises(hours.ClosesBeforeItOpens):
        hours.change_week({Weekday.MONDAY: Hours(time(12), time(12))}, by=owner, at=at)

    assert OpeningHours.objects.count() == 7


def test_the_database_knows_the_rule_too() -> None:
    with pytest.raises(IntegrityError, match="company_closes_after_it_opens"), transaction.atomic():
        OpeningHours.objects.create(weekday=0, opens=time(12), closes=time(9))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 6), "itsenäisyyspäivä"),
        (date(2027, 6, 25), "juhannusaatto"),
        (date(2027, 6, 26), "juhannuspäivä"),
        (date(2027, 3, 29), "toinen pääsiäispäivä"),
        (date(2008, 5, 1), "vappu, helatorstai"),
        (date(2026, 12, 31), ""),
        (date(2026, 11, 24), ""),
    ],
)
def test_a_public_holiday_has_its_name(day: date, name: str) -> None:
    assert sorted(calendar.holiday_name(day).split(", ")) == sorted(name.split(", "))


def test_every_public_holiday_has_a_name_in_any_year_and_language() -> None:
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            counted = {year: len(calendar.holidays_of(year)) for year in range(1990, 2100)}

            assert set(counted.values()) == {18}


def test_public_holidays_are_closed_and_eves_usual_unless_ruled(open_week: None) -> None:
    assert calendar.opening(date(2026, 12, 24)) is None
    assert calendar.opening(date(2026, 12, 31)) is not None


def test_an_eve_can_be_short(open_week: None, owner: Actor, at: datetime) -> None:
    hours.rule_holiday(Holiday.NEW_YEARS_EVE, Treatment.SHORT, Hours(time(8), time(13)), by=owner, at=at)

    assert calendar.opening(date(2026, 12, 31)) == Period.on(date(2026, 12, 31), time(8), time(13))


def test_a_holiday_can_be_worked(open_week: None, owner: Actor, at: datetime) -> None:
    hours.rule_holiday(Holiday.EPIPHANY, Treatment.USUAL, None, by=owner, at=at)

    assert calendar.opening(date(2027, 1, 6)) == Period.on(date(2027, 1, 6), time(8), time(18))


def test_ruling_again_replaces_the_rule(open_week: None, owner: Actor, at: datetime) -> None:
    hours.rule_holiday(Holiday.NEW_YEARS_EVE, Treatment.SHORT, Hours(time(8), time(13)), by=owner, at=at)
    hours.rule_holiday(Holiday.NEW_YEARS_EVE, Treatment.CLOSED, Hours(time(8), time(13)), by=owner, at=at)

    assert calendar.opening(date(2026, 12, 31)) is None


@pytest.mark.parametrize("short", [None, Hours(time(12), time(12))])
def test_a_short_day_needs_hours(short: Hours | None, owner: Actor, at: datetime) -> None:
    with pytest.raises(hours.ClosesBeforeItOpens):
        hours.rule_holiday(Holiday.NEW_YEARS_EVE, Treatment.SHORT, short, by=owner, at=at)


def test_a_year_lists_holidays_in_order_with_what_is_done(owner: Actor, at: datetime) -> None:
    hours.rule_holiday(Holiday.MAY_DAY_EVE, Treatment.SHORT, Hours(time(8), time(13)), by=owner, at=at)

    listed = [(each.day, each.name, each.treatment) for each in calendar.holidays_of(2027)]

    assert listed[3:6] == [
        (date(2027, 3, 26), "pitkäperjantai", Treatment.CLOSED),
        (date(2027, 3, 28), "pääsiäispäivä", Treatment.CLOSED),
        (date(2027, 3, 29), "toinen pääsiäispäivä", Treatment.CLOSED),
    ]
    assert (date(2027, 4, 30), "vappuaatto", Treatment.SHORT) in listed
    assert listed == sorted(listed)


def test_a_closure_covers_its_last_day(open_week: None, owner: Actor, at: datetime) -> None:
    hours.close(TUESDAY, TUESDAY + timedelta(days=1), ClosureKind.VACATION, by=owner, at=at)

    opened = calendar.openings(TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=3))

    assert sorted(opened) == [date(2026, 11, 23), date(2026, 11, 26)]


def test_a_removed_closure_opens_its_days(open_week: None, owner: Actor, at: datetime) -> None:
    closure = hours.close(TUESDAY, TUESDAY, ClosureKind.OTHER, by=owner, at=at)

    hours.reopen(closure, by=owner, at=at)

    assert calendar.opening(TUESDAY) is not None
    with pytest.raises(hours.ClosureIsGone):
        hours.reopen(closure, by=owner, at=at)


def test_closures_that_have_ended_are_not_listed(owner: Actor, at: datetime) -> None:
    hours.close(TUESDAY, TUESDAY, ClosureKind.OTHER, by=owner, at=at)

    assert len(queries.closures(TUESDAY)) == 1
    assert queries.closures(TUESDAY + timedelta(days=1)) == ()


def test_a_closure_has_its_days_in_order_and_within_a_year(owner: Actor, at: datetime) -> None:
    with pytest.raises(hours.ClosureEndsBeforeItStarts):
        hours.close(TUESDAY, TUESDAY - timedelta(days=1), ClosureKind.OTHER, by=owner, at=at)
    with pytest.raises(hours.ClosureIsTooLong):
        hours.close(TUESDAY, date(2036, 11, 24), ClosureKind.OTHER, by=owner, at=at)


def test_a_year_of_openings_takes_three_queries(
    open_week: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        opened = calendar.openings(date(2027, 1, 1), date(2028, 1, 1))

    assert len(opened) == 365 - 15


def test_the_strictest_rule_holds_where_holidays_meet(open_week: None, owner: Actor, at: datetime) -> None:
    hours.rule_holiday(Holiday.MAY_DAY, Treatment.USUAL, None, by=owner, at=at)

    assert calendar.opening(date(2008, 5, 1)) is None
