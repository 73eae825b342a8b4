"""The nightly roll: whole, once, and never silent."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from lupaus.catalogue.models import OnHoliday
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.providers import providers
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import leaves, series_roll
from lupaus.scheduling.models import Occupation, Occurrence, Offer, Outcome, Series, Visit
from lupaus.scheduling.series_roll import Rolled
from tests.scheduling.streets import FIRST, accepted, begun, visits_of
from tests.scheduling.town import AT, OFFICE, OWNER, Town
from tests.support import outbox

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NEXT = FIRST + 8 * WEEK
"""The first visit of a weekly series that is not in the calendar on the day of the order."""


def nights(count: int) -> datetime:
    return AT + count * DAY


def test_each_night_adds_what_has_come_within_eight_weeks(town: Town) -> None:
    series = accepted(town)

    before = series_roll.roll(at=nights(1))
    on_the_day = series_roll.roll(at=nights(2))

    assert (before, on_the_day) == (Rolled(), Rolled(series=1, visits=1))
    new = visits_of(series)[-1]
    assert (new.starts_at, new.state, new.provider) == (NEXT, "accepted", series.provider)
    assert new.occupation.blocked == Period(NEXT, NEXT + timedelta(hours=3, minutes=40))
    assert new.order_id == series.order_id


def test_rolling_again_writes_nothing(town: Town) -> None:
    accepted(town)
    series_roll.roll(at=nights(9))
    counts = (Visit.objects.count(), Occurrence.objects.count(), Occupation.objects.count())

    assert series_roll.roll(at=nights(9)) == Rolled()
    assert (Visit.objects.count(), Occurrence.objects.count(), Occupation.objects.count()) == counts


def test_a_roll_that_missed_weeks_catches_up(town: Town) -> None:
    series = accepted(town)

    assert series_roll.roll(at=nights(30)).visits == 5
    starts = [visit.starts_at for visit in visits_of(series)]
    assert starts == [FIRST + number * WEEK for number in range(13)]


def test_a_roll_that_is_killed_goes_on_where_it_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [accepted(town), accepted(town, 1, FIRST + DAY), accepted(town, 1, FIRST + 2 * DAY)]
    monkeypatch.setattr(series_roll, "BATCH", 1)
    made = series_roll.series_making.make

    def killed(*args: object, **kwargs: object) -> object:
        if Visit.objects.filter(starts_at__gte=NEXT).exists():
            raise KeyboardInterrupt
        return made(*args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(series_roll.series_making, "make", killed)
        series_roll.roll(at=nights(4))
    half = Visit.objects.filter(starts_at__gte=NEXT).count()
    series_roll.roll(at=nights(4))

    assert half == 1
    assert [len(visits_of(series)) for series in kept] == [9, 9, 9]


def test_who_cannot_come_is_stood_in_for_at_the_same_time(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    leaves.register(series.provider, Period.day(NEXT.date()), LeaveKind.VACATION, by=OFFICE, at=AT)

    assert series_roll.roll(at=nights(2)) == Rolled(series=1, visits=1)

    new = visits_of(series)[-1]
    assert (new.starts_at, new.state, new.provider) == (NEXT, "offered", None)
    assert Offer.objects.get(visit=new).provider != series.provider
    assert "scheduling.visit_offered" in {mail.kind for mail in outbox()}


def test_who_has_left_is_stood_in_for(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    Occupation.objects.all().delete()
    Visit.objects.exclude(id=visits_of(series)[0].id).update(state="cancelled")
    providers.let_go(series.provider, by=OWNER, at=AT)

    series_roll.roll(at=nights(2))

    assert visits_of(series)[-1].state == "offered"


def test_a_day_on_which_nobody_can_come_is_never_silent(town: Town) -> None:
    series = accepted(town)
    for provider in town.providers:
        leaves.register(provider, Period.day(NEXT.date()), LeaveKind.VACATION, by=OFFICE, at=AT)

    assert series_roll.roll(at=nights(2)) == Rolled(series=1, in_the_way=1)

    day = Occurrence.objects.get(outcome=Outcome.CONFLICT)
    (letter,) = outbox("scheduling.series_day_in_the_way")
    assert (day.series, day.day_on) == (series, NEXT.date())
    assert letter.subject_id == series.subject_id
    assert f"/my/series/{series.id}/days/{day.id}/" in letter.text
    assert series_roll.roll(at=nights(2)) == Rolled()


def test_a_holiday_at_the_roll_follows_the_rule_that_was_agreed(town: Town) -> None:
    series = accepted(town, 4, FIRST + 3 * DAY)
    Series.objects.update(on_holiday=OnHoliday.SKIP, next_on=date(2027, 1, 22))
    good_friday = date(2027, 3, 26)
    Series.objects.update(first_on=good_friday - 8 * WEEK, next_on=good_friday)

    series_roll.roll(at=walltime.midnight(good_friday) - 40 * DAY)

    found = Occurrence.objects.get(series=series, day_on=good_friday)
    assert (found.outcome, found.visit) == (Outcome.HOLIDAY, None)


def test_what_has_ended_is_not_rolled(town: Town) -> None:
    accepted(town)
    Series.objects.update(until_on=NEXT.date())

    assert series_roll.roll(at=nights(60)) == Rolled()


def test_two_series_of_one_provider_that_meet_are_not_squeezed_in(town: Town) -> None:
    """Somebody ordered a single visit where the series was to come: the series gives way, to another provider."""
    series = accepted(town)
    assert series.provider is not None
    Occupation.objects.filter(blocked_from=visits_of(series)[-1].starts_at).update(
        blocked_from=NEXT, blocked_until=NEXT + timedelta(hours=2)
    )

    series_roll.roll(at=nights(2))

    new = Occurrence.objects.select_related("visit__occupation").get(day_on=NEXT.date()).visit
    assert new is not None
    assert new.occupation.lane != series.provider.lane


def test_the_roll_asks_the_database_as_often_for_many_series_as_for_one(town: Town) -> None:
    accepted(town)
    with CaptureQueriesContext(connection) as one:
        series_roll.roll(at=nights(2))
    for number in range(1, 4):
        begun(town, 1, FIRST + number * DAY)
    Series.objects.update(provider=town.providers[0])

    with CaptureQueriesContext(connection) as many:
        rolled = series_roll.roll(at=nights(5))

    assert rolled.series == 3
    assert len(many) <= len(one) + 2


def test_without_the_note_of_what_is_done_nothing_is_done_twice(town: Town) -> None:
    accepted(town)
    series_roll.roll(at=nights(2))
    Series.objects.update(next_on=FIRST.date())

    assert series_roll.roll(at=nights(2)) == Rolled(series=1)
    assert Visit.objects.count() == 9


def test_control_a_day_that_stands_already_is_refused_by_the_database(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(town)
    series_roll.roll(at=nights(2))
    Series.objects.update(next_on=NEXT.date())
    Occupation.objects.filter(blocked_from=NEXT).delete()
    monkeypatch.setattr(series_roll._Night, "_standing", lambda self, rows: set())

    with pytest.raises(IntegrityError, match="stands_once"):
        series_roll.roll(at=nights(2))
