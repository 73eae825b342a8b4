"""Terms of time: dated to the moment, kept, inside bounds."""

from datetime import timedelta

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
