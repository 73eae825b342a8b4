"""Series and single visits at one moment: nobody is in two places, and a night's roll is done once."""

from datetime import timedelta

import pytest

from lupaus.scheduling import offers, series_roll
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import DeclineReason, Occupation, OccupationKind, Occurrence, Series, Visit
from lupaus.scheduling.offers import OfferClosed
from lupaus.scheduling.series_beginning import DaysInTheWay
from lupaus.scheduling.series_roll import Rolled
from tests.scheduling import town as towns
from tests.scheduling.streets import FIRST, accepted, asking, visits_of
from tests.scheduling.test_race import at_once, check_losers, overlaps
from tests.scheduling.town import AT, Town, provider_actor

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(days=7)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A company with two providers."""
    return towns.build(crowd=2)


def test_eight_series_at_once_for_two_providers(town: Town) -> None:
    visitors = [asking(town, 1 + number % 2, FIRST + number % 2 * timedelta(hours=1)) for number in range(2)]
    for number in range(6):
        visitor = asking(town, 1 + number % 2, FIRST + timedelta(days=1))
        visitor.draft.starts_at, visitor.draft.ends_at = FIRST, FIRST + timedelta(hours=3, minutes=30)
        visitor.draft.save()
        visitors.append(visitor)
        Occupation.objects.filter(draft_key=visitor.draft.id).delete()
    Occupation.objects.filter(kind=OccupationKind.HOLD).delete()

    results = at_once([visitor.book for visitor in visitors])

    booked = [result for result in results if isinstance(result, Visit)]
    check_losers(results, TimeTaken, DaysInTheWay)
    assert booked
    assert len(booked) == Series.objects.count()
    assert Visit.objects.count() == Occupation.objects.count() == Occurrence.objects.exclude(visit=None).count()
    assert overlaps() == []


def test_four_rolls_at_once_share_the_night_and_single_orders_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series_roll, "BATCH", 1)
    kept = [accepted(town, 1, FIRST + number * timedelta(days=1)) for number in range(3)]
    single = town.visitor(FIRST + timedelta(days=3))

    at = AT + timedelta(days=5)
    results = at_once([*[lambda: series_roll.roll(at=at)] * 4, single.book])

    rolled = [result for result in results if isinstance(result, Rolled)]
    assert len(rolled) == 4
    assert sum(each.visits for each in rolled) == 3
    assert [len(visits_of(series)) for series in kept] == [9, 9, 9]
    assert overlaps() == []


def test_answers_for_different_visits_of_one_series_do_not_wait_for_each_other(town: Town) -> None:
    visits = visits_of(Series.objects.get(occurrences__visit=asking(town).book()))
    by = provider_actor(visits[0].offers.get().provider)

    def accept(visit: Visit) -> Visit:
        return offers.accept(visit.offers.earliest("offered_at"), by=by, at=AT)

    def decline(visit: Visit) -> Visit:
        return offers.decline(visit.offers.earliest("offered_at"), DeclineReason.TIME, by=by, at=AT)

    acts = [(accept, visits[0]), (decline, visits[-1]), (accept, visits[3]), (decline, visits[1])]
    results = at_once([lambda act=act, visit=visit: act(visit) for act, visit in acts])  # type: ignore[misc]

    check_losers(results, OfferClosed, offers.AlreadyTaken)
    assert len([result for result in results if isinstance(result, Visit)]) == 1
    states = {visit.state for visit in visits_of(Series.objects.get())}
    assert len(states) == 1
    assert overlaps() == []
