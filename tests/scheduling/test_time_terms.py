"""Terms of time: dated to the moment, kept, inside bounds."""

from datetime import date, datetime, time, timedelta

import pytest

from lupaus.foundation.dated import BeginsInThePast, BeginsTooFarAhead, HasBegun
from lupaus.journal.models import Entry
from lupaus.kernel import walltime
from lupaus.scheduling import time_terms
from lupaus.scheduling.models import TimeTerms
from lupaus.scheduling.time_terms import NotTimeTerms
from tests.scheduling.town import AT, OWNER

pytestmark = pytest.mark.django_db

TODAY = walltime.day_of(AT)
DAY = timedelta(days=1)


def test_terms_hold_from_now_on_or_from_the_morning_of_a_later_day() -> None:
    time_terms.decide(TimeTerms(offer_hours=6), from_on=TODAY + 2 * DAY, by=OWNER, at=AT)
    time_terms.decide(TimeTerms(offer_hours=5), from_on=TODAY, by=OWNER, at=AT)

    morning = walltime.midnight(TODAY + 2 * DAY)
    moments = (AT - timedelta(seconds=1), AT, morning - timedelta(seconds=1), morning)
    assert [time_terms.in_force(moment).offer_hours for moment in moments] == [4, 5, 5, 6]
    assert [row.offer_hours for row in time_terms.history()] == [6, 5]
    assert Entry.objects.filter(action="time_terms.decided").count() == 2


def test_terms_for_the_same_morning_are_replaced() -> None:
    for hours in (5, 6):
        time_terms.decide(TimeTerms(offer_hours=hours), from_on=TODAY + DAY, by=OWNER, at=AT)

    assert [row.offer_hours for row in time_terms.history()] == [6]


@pytest.mark.parametrize(
    ("wished", "ahead", "refusal"),
    [
        (TimeTerms(hold_minutes=4), 0, NotTimeTerms),
        (TimeTerms(offer_hours=73), 0, NotTimeTerms),
        (TimeTerms(start_step_minutes=20), 0, NotTimeTerms),
        (TimeTerms(quiet_from=time(18), quiet_until=time(9)), 0, NotTimeTerms),
        (TimeTerms(), -1, BeginsInThePast),
        (TimeTerms(), 1500, BeginsTooFarAhead),
    ],
)
def test_terms_that_cannot_be_are_refused(wished: TimeTerms, ahead: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        time_terms.decide(wished, from_on=TODAY + ahead * DAY, by=OWNER, at=AT)

    assert not TimeTerms.objects.exists()


def test_only_terms_that_have_not_begun_are_removed() -> None:
    begun = time_terms.decide(TimeTerms(), from_on=TODAY, by=OWNER, at=AT)
    coming = time_terms.decide(TimeTerms(), from_on=TODAY + DAY, by=OWNER, at=AT)

    time_terms.drop(coming, by=OWNER, at=AT)
    with pytest.raises(HasBegun):
        time_terms.drop(begun, by=OWNER, at=AT)

    assert time_terms.history() == [begun]


def on(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return walltime.combine(date(year, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("made", "until"),
    [
        (on(24, 12), on(24, 16)),
        (on(24, 17), on(24, 21)),
        (on(24, 18), on(25, 8)),
        (on(24, 21, 30), on(25, 11)),
        (on(24, 3), on(24, 11)),
        (on(24, 7), on(24, 11)),
    ],
)
def test_at_night_the_hours_of_an_offer_stand_still(made: datetime, until: datetime) -> None:
    assert time_terms.answer_by(TimeTerms(), made, starts_at=made + 9 * DAY) == until


def test_without_quiet_hours_an_offer_lasts_its_plain_hours() -> None:
    terms = TimeTerms(quiet_from=time(21), quiet_until=time(21))

    assert time_terms.answer_by(terms, on(24, 21, 30), starts_at=on(30, 9)) == on(25, 1, 30)


@pytest.mark.parametrize(
    ("starts", "until"),
    [(on(25, 15), on(25, 11)), (on(25, 12), on(25, 10)), (on(25, 4), on(25, 2)), (on(25, 1), on(25, 1, 30))],
)
def test_an_urgent_offer_moves_on_at_night_but_never_before_its_plain_hours(starts: datetime, until: datetime) -> None:
    assert time_terms.answer_by(TimeTerms(), on(24, 21, 30), starts_at=starts) == until


@pytest.mark.parametrize(
    ("made", "until"),
    [
        (on(27, 20, month=3, year=2027), on(28, 10, month=3, year=2027)),
        (on(24, 20, month=10), on(25, 10, month=10)),
    ],
    ids=["spring", "autumn"],
)
def test_the_night_is_that_of_the_wall_on_both_changes_of_clocks(made: datetime, until: datetime) -> None:
    assert time_terms.answer_by(TimeTerms(), made, starts_at=made + 9 * DAY) == until


def test_a_long_time_of_answering_passes_several_nights() -> None:
    assert time_terms.answer_by(TimeTerms(offer_hours=72), on(23, 7), starts_at=on(23, 7) + 30 * DAY) == on(28, 9)
