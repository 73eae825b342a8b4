"""Sixteen at once for time that only some can have: nobody is in two places, and every loser gets an answer.

Source: issue, "Race"; trust H40, invariant I2.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError, connection, connections, transaction

from lupaus.kernel.refused import Refused
from lupaus.providers.models import Provider
from lupaus.scheduling import occupations, offers, time_terms, visits, work
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.models import (
    CancelReason,
    Occupation,
    OccupationKind,
    Offer,
    OfferState,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import NotNow
from tests.scheduling import town as towns
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, Town, open_offer, provider_actor

CLIENTS = 16
MINUTE = timedelta(minutes=1)
CONSTRAINT = "provider_is_in_one_place_at_a_time"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A company with two providers, which sixteen want at once."""
    return towns.build(crowd=2)


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run all acts at the same moment, each on a connection of its own; return results and refusals in order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            gate.wait(timeout=30)
            results[index] = acts[index]()
        except Exception as error:  # noqa: BLE001 -- whatever came is what the test looks at
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def overlaps() -> list[tuple[int, object, object]]:
    """Return every pair of one lane that overlaps or leaves too little time for the trip.

    Nobody travels between a visit and the time that is held for it while its move can be undone.
    """
    travel = time_terms.travel(time_terms.in_force(AT))
    found = []
    for lane in Occupation.objects.values_list("lane", flat=True).distinct():
        rows = list(Occupation.objects.filter(lane=lane).order_by("blocked_from"))
        for one, other in pairwise(rows):
            is_own = bool({one.visit_id, one.draft_key} & {other.visit_id, other.draft_key} - {None})
            trip = travel.minutes(one.place, other.place) if one.place and other.place and not is_own else 0
            if one.blocked_until + trip * MINUTE > other.blocked_from:
                found.append((lane, one.blocked, other.blocked))
    return found


def check_losers(results: list[object], *answers: type[Refused]) -> None:
    """Every result is a record or one of the answers for people; nothing else ever came out."""
    errors = [result for result in results if isinstance(result, Exception)]
    assert [error for error in errors if not isinstance(error, answers)] == []
    assert all(error.alternatives for error in errors if isinstance(error, TimeTaken))


@contextmanager
def without_guards(monkeypatch: pytest.MonkeyPatch, *, lock: bool, constraint: bool) -> Iterator[None]:
    """Take the lock, the constraint or both away."""
    with monkeypatch.context() as patch:
        if lock:
            patch.setattr(occupations, "lock_days", lambda lane, blocked: None)
        if constraint:
            _constraint(f"DROP CONSTRAINT {CONSTRAINT}")
        try:
            yield
        finally:
            if constraint:
                Occupation.objects.all().delete()
                _constraint(
                    f"ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist "
                    "(int8range(lane, lane, '[]') WITH =, tstzrange(blocked_from, blocked_until) WITH &&)"
                )


def _constraint(change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE scheduling_occupation {change}")


def orders_at_once(town: Town) -> list[object]:
    """Let sixteen people who hold nothing order overlapping times of unequal beginnings."""
    starts = [NINE + (number % 4) * 30 * MINUTE for number in range(CLIENTS)]
    visitors = []
    for starts_at in starts:
        visitor = town.visitor(starts_at)
        Occupation.objects.filter(kind=OccupationKind.HOLD).delete()
        visitors.append(visitor)
    return at_once([visitor.book for visitor in visitors])


def test_sixteen_orders_for_two_providers(town: Town) -> None:
    results = orders_at_once(town)

    booked = [result for result in results if isinstance(result, Visit)]
    check_losers(results, TimeTaken)
    assert len(booked) == len(town.providers)
    assert Visit.objects.count() == Occupation.objects.count() == Offer.objects.count() == len(booked)
    assert overlaps() == []


def test_the_same_order_sent_sixteen_times_is_one_visit(town: Town) -> None:
    visitor = town.visitor()

    results = at_once([visitor.book] * CLIENTS)

    assert len({result.id for result in results if isinstance(result, Visit)}) == 1
    assert (len(results), Visit.objects.count(), Occupation.objects.count()) == (CLIENTS, 1, 1)
    assert not [result for result in results if isinstance(result, Exception)]


def test_sixteen_holds_for_two_providers(town: Town) -> None:
    visitors = [town.visitor(None) for _ in range(CLIENTS)]

    results = at_once([lambda v=visitor: v.hold(NINE) for visitor in visitors])

    check_losers(results, TimeTaken)
    assert Counter(isinstance(result, Exception) for result in results) == {True: CLIENTS - 2, False: 2}
    assert overlaps() == []


def test_orders_moves_and_changes_of_provider_at_once(town: Town) -> None:
    friday = NINE + 24 * HOUR
    placed = [town.accepted(friday + each * HOUR) for each in (-1, 3, -1, 3)]
    one, other = town.providers
    visitors = [town.visitor(NINE + (number % 3) * HOUR) for number in range(2)]
    loose = []
    for number in range(6):
        visitor = town.visitor(None)
        visitor.draft.starts_at, visitor.draft.ends_at = NINE + number * 30 * MINUTE, NINE + 4 * HOUR
        visitor.draft.save()
        loose.append(visitor)
    Occupation.objects.filter(kind=OccupationKind.HOLD).delete()
    acts: list[Callable[[], object]] = [visitor.book for visitor in (*visitors, *loose)]
    acts += [
        lambda v=visit, n=number: visits.move(v, NINE + n * 30 * MINUTE, by=OFFICE, at=AT)
        for number, visit in enumerate(placed)
    ]
    acts += [
        lambda v=visit: visits.reassign(v, other if v.provider_id == one.id else one, by=OFFICE, at=AT)
        for visit in placed
    ]

    results = at_once(acts)

    check_losers(results, TimeTaken, offers.NotFree, offers.AlreadyOffered, NotNow)
    assert overlaps() == []
    active = Visit.objects.exclude(state__in=(VisitState.WAITING, VisitState.CANCELLED))
    assert sorted(active.values_list("id", flat=True)) == sorted(
        Occupation.objects.filter(kind="visit").values_list("visit_id", flat=True)
    )
    for row in Occupation.objects.filter(kind="visit").select_related("visit__provider"):
        assert row.visit is not None
        assert row.blocked_from == row.visit.starts_at
        assert row.visit.provider is None or row.visit.provider.lane == row.lane


def test_fifty_acceptances_have_one_winner(town: Town) -> None:
    visit = town.booked()
    first = open_offer(visit)
    other = next(provider for provider in town.providers if provider != first.provider)
    second = offers.offer(visit, other, by=OFFICE, at=AT)

    def accept(offer: Offer, provider: Provider) -> Visit:
        return offers.accept(offer, by=provider_actor(provider), at=AT)

    pairs = [(first, first.provider), (second, other)] * 25
    results = at_once([lambda o=offer, p=provider: accept(o, p) for offer, provider in pairs])

    winners = [result for result in results if isinstance(result, Visit)]
    check_losers(results, offers.AlreadyTaken, offers.OfferClosed)
    assert len(winners) == 1
    assert sorted(Offer.objects.values_list("state", flat=True)) == [OfferState.ACCEPTED, OfferState.TAKEN]
    assert Occupation.objects.get().lane == Visit.objects.select_related("provider").get().provider.lane


def test_cancelling_and_beginning_at_once_have_one_winner(town: Town) -> None:
    visit = town.accepted()
    by = provider_actor(visit.provider)

    results = at_once(
        [
            lambda: visits.cancel(visit, CancelReason.OTHER, by=OFFICE, at=NINE),
            lambda: work.start(visit, by=by, at=NINE),
        ]
        * 4
    )

    check_losers(results, NotNow)
    assert len([result for result in results if not isinstance(result, Exception)]) == 1


def test_either_guard_alone_is_enough_against_two_at_one_time(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_guards(monkeypatch, lock=True, constraint=False):
        by_constraint = orders_at_once(town)
        check_losers(by_constraint, TimeTaken)
        assert len([result for result in by_constraint if isinstance(result, Visit)]) == 2
        stretches = Occupation.objects.order_by("lane").values_list("lane", flat=True)
        assert len(set(stretches)) == len(stretches) == 2
    Occupation.objects.all().delete()
    with without_guards(monkeypatch, lock=False, constraint=True):
        by_lock = orders_at_once(town)
        check_losers(by_lock, TimeTaken)
        assert overlaps() == []


def test_a_control_without_both_guards_people_are_booked_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_guards(monkeypatch, lock=True, constraint=True):
        for _attempt in range(5):
            orders_at_once(town)
            if overlaps():
                break
            Occupation.objects.all().delete()
        seen = overlaps()

    assert seen != []


def test_a_savepoint_that_is_rolled_back_gives_its_locks_back(town: Town) -> None:
    """The rule that keeps two who try lanes in different order from waiting for each other."""
    blocked = open_offer(town.booked()).visit.planned
    with transaction.atomic():
        with pytest.raises(OperationalError), transaction.atomic():
            occupations.lock_days(1, blocked)
            assert _locks() > 0
            raise OperationalError
        assert _locks() == 0


def _locks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        count: int = cursor.fetchone()[0]
    return count
