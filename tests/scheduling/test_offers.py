from datetime import time, timedelta

import pytest

from lupaus.journal.models import Entry
from lupaus.kernel.period import Period
from lupaus.providers import providers
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import leaves, offers, queries, visits
from lupaus.scheduling.models import (
    DeclineReason,
    MilestoneKind,
    Occupation,
    Offer,
    OfferState,
    TimeTerms,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import NotNow
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, OWNER, Town, accept, open_offer, provider_actor
from tests.support import outbox


def test_the_provider_who_is_asked_accepts_and_the_customer_reads_the_first_name(town: Town) -> None:
    visit = town.booked()
    offer = open_offer(visit)

    accepted = accept(visit)

    assert (accepted.state, accepted.provider) == (VisitState.ACCEPTED, offer.provider)
    letter = outbox("scheduling.visit_confirmed")[0]
    assert letter.subject_id == visit.subject_id
    assert letter.subject.startswith("Siiri")
    assert " S. tulee" in letter.subject
    assert "Sáŋgár" not in letter.text + letter.html


def test_whoever_declines_is_not_asked_again_and_the_next_one_is(town: Town) -> None:
    visit = town.booked()
    asked = []
    for _ in town.providers:
        offer = open_offer(visit)
        asked.append(offer.provider.lane)
        offers.decline(offer, DeclineReason.TIME, by=provider_actor(offer.provider), at=AT)

    row = Visit.objects.get(id=visit.id)
    assert sorted(asked) == sorted(provider.lane for provider in town.providers)
    assert (row.state, row.provider) == (VisitState.WAITING, None)
    assert Occupation.objects.count() == 0
    assert list(queries.waiting(at=AT)) == [visit]
    assert queries.day_board(NINE.date())[0].provider is None


def test_an_offer_runs_out_after_four_hours_and_not_a_second_before(town: Town) -> None:
    visit = town.booked()
    first = open_offer(visit)

    early = offers.expire(at=AT + 4 * HOUR - timedelta(seconds=1))
    late = offers.expire(at=AT + 4 * HOUR)
    again = offers.expire(at=AT + 4 * HOUR)

    assert (early, late, again) == (0, 1, 0)
    assert Offer.objects.get(id=first.id).state == OfferState.EXPIRED
    assert open_offer(visit).provider != first.provider
    assert Occupation.objects.get().lane == open_offer(visit).provider.lane


def test_a_late_answer_is_refused(town: Town) -> None:
    offer = open_offer(town.booked())
    by = provider_actor(offer.provider)

    with pytest.raises(offers.OfferClosed):
        offers.accept(offer, by=by, at=AT + 4 * HOUR)
    offers.decline(offer, DeclineReason.DISTANCE, by=by, at=AT + 5 * HOUR)
    with pytest.raises(offers.OfferClosed):
        offers.decline(offer, DeclineReason.TIME, by=by, at=AT + 5 * HOUR)
    with pytest.raises(offers.OfferClosed):
        offers.accept(offer, by=by, at=AT + HOUR)


def test_of_two_who_are_asked_the_second_to_accept_is_told_so(town: Town) -> None:
    visit = town.booked()
    first = open_offer(visit)
    other = next(provider for provider in town.providers if provider != first.provider)
    second = offers.offer(visit, other, by=OFFICE, at=AT)

    offers.accept(second, by=provider_actor(other), at=AT)

    with pytest.raises(offers.AlreadyTaken):
        offers.accept(first, by=provider_actor(first.provider), at=AT)
    assert Visit.objects.get(id=visit.id).provider == other
    assert Occupation.objects.get().lane == other.lane


def test_a_provider_is_asked_once_at_a_time(town: Town) -> None:
    visit = town.booked()

    with pytest.raises(offers.AlreadyOffered):
        offers.offer(visit, open_offer(visit).provider, by=OFFICE, at=AT)


def test_somebody_who_became_busy_cannot_accept(town: Town) -> None:
    visit = town.booked()
    other = next(provider for provider in town.providers if provider != open_offer(visit).provider)
    second = offers.offer(visit, other, by=OFFICE, at=AT)
    leaves.register(other, Period(NINE, NINE + HOUR), LeaveKind.ABSENCE, by=OFFICE, at=AT)

    with pytest.raises(offers.NotFree):
        offers.accept(second, by=provider_actor(other), at=AT)

    assert Visit.objects.get(id=visit.id).state == VisitState.OFFERED


def test_staff_give_a_visit_to_another_provider_who_is_asked(town: Town) -> None:
    visit = town.accepted()
    before = visit.provider
    other = next(provider for provider in town.providers if provider != before)

    offer = visits.reassign(visit, other, by=OFFICE, at=AT)

    row = Visit.objects.get(id=visit.id)
    assert (row.state, row.provider, offer.provider) == (VisitState.OFFERED, None, other)
    assert Occupation.objects.get().lane == other.lane
    assert accept(row).provider == other
    assert {mail.subject_id for mail in outbox("scheduling.visit_changed")} == {before.subject_id if before else None}


def test_a_visit_is_not_given_to_somebody_who_has_left_or_is_busy_or_has_it(town: Town) -> None:
    visit = town.accepted()
    gone, busy = [provider for provider in town.providers if provider != visit.provider]
    gone = providers.let_go(gone, by=OWNER, at=AT)
    leaves.register(busy, Period(NINE, NINE + HOUR), LeaveKind.ABSENCE, by=OFFICE, at=AT)

    for provider in (gone, busy):
        with pytest.raises(offers.NotFree):
            visits.reassign(visit, provider, by=OFFICE, at=AT)
    with pytest.raises(offers.AlreadyOffered):
        assert visit.provider is not None
        visits.reassign(visit, visit.provider, by=OFFICE, at=AT)


def test_a_visit_that_waits_is_given_to_somebody_by_staff(town: Town) -> None:
    visit = town.booked()
    for _ in town.providers:
        offers.decline(open_offer(visit), DeclineReason.TIME, by=OFFICE, at=AT)

    offer = visits.reassign(visit, town.providers[0], by=OFFICE, at=AT + HOUR)

    assert accept(visit, at=AT + HOUR).provider == offer.provider


def test_after_a_move_everybody_may_be_asked_again(town: Town) -> None:
    visit = town.booked()
    for _ in town.providers:
        offers.decline(open_offer(visit), DeclineReason.TIME, by=OFFICE, at=AT)

    moved = visits.move(visit, NINE + 24 * HOUR, by=OFFICE, at=AT)

    assert moved.state == VisitState.OFFERED
    assert open_offer(moved).provider in town.providers


def test_a_finished_visit_is_neither_offered_nor_given_away(town: Town) -> None:
    visit = town.finished()

    with pytest.raises(NotNow):
        offers.offer(visit, town.providers[0], by=OFFICE, at=AT)
    with pytest.raises(NotNow):
        visits.reassign(visit, town.providers[0], by=OFFICE, at=AT)


def test_each_step_has_one_milestone_and_one_journal_entry(town: Town) -> None:
    visit = town.accepted()

    steps = [MilestoneKind.BOOKED, MilestoneKind.OFFERED, MilestoneKind.ACCEPTED]
    entries = Entry.objects.filter(about=visit.id).values_list("action", "subjects")
    assert sorted(visit.milestones.values_list("kind", flat=True)) == sorted(steps)
    assert sorted(entries) == sorted((f"visit.{step.value}", [visit.subject_id]) for step in steps)


@pytest.mark.parametrize(("quiet_until", "is_open_at_night"), [(time(7), True), (time(21), False)])
def test_an_offer_of_the_evening_waits_for_the_morning(town: Town, quiet_until: time, is_open_at_night: bool) -> None:
    """With no quiet hours (from 21 until 21) it runs out in the night: the control."""
    TimeTerms.objects.create(valid_from_at=AT, quiet_from=time(21), quiet_until=quiet_until)
    evening = AT + timedelta(hours=11, minutes=30)
    offer = open_offer(town.booked(NINE + 24 * HOUR, at=evening))

    offers.expire(at=evening + 4 * HOUR)
    at_night = Offer.objects.get(id=offer.id).state == OfferState.OPEN
    offers.expire(at=evening + timedelta(hours=13, minutes=29))
    in_the_morning = Offer.objects.get(id=offer.id).state == OfferState.OPEN
    offers.expire(at=evening + timedelta(hours=13, minutes=30))

    assert (at_night, in_the_morning) == (is_open_at_night, is_open_at_night)
    assert Offer.objects.get(id=offer.id).state == OfferState.EXPIRED
