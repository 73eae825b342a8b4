from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.orders import drafts, orders
from lupaus.orders.models import Draft
from lupaus.promises import Actor, Relation, Role
from lupaus.providers.models import LeaveKind
from lupaus.register import addresses, geocoding
from lupaus.register.models import Address
from lupaus.scheduling import availability, holds, leaves, occupations, offers, queries, rules, time_terms, visits
from lupaus.scheduling.models import DeclineReason, Occupation, Offer, TimeTerms, Visit, VisitState
from lupaus.vault import relations
from tests.scheduling.town import (
    AT,
    HOUR,
    NINE,
    OFFICE,
    OWNER,
    Town,
    accept,
    customer_actor,
    open_offer,
    provider_actor,
)
from tests.support import account

DAY = 24 * HOUR


def cost(question: Callable[[], list[Visit]]) -> int:
    """Return how many queries a question takes with everything it fetched touched."""
    with CaptureQueriesContext(connection) as seen:
        for visit in question():
            assert all((visit.order.service.name, visit.order.address.postcode, visit.order.customer_id))
    return len(seen)


def only_one_works(town: Town) -> None:
    for provider in town.providers[1:]:
        provider.areas.all().delete()


def test_lists_take_as_many_queries_for_three_rows_as_for_one(town: Town) -> None:
    only_one_works(town)
    provider = town.providers[0]
    first = town.accepted(NINE - HOUR)
    Visit.objects.filter(id=first.id).update(ends_at=first.ends_at - 2 * HOUR)

    def subjects() -> frozenset[UUID]:
        return frozenset(Visit.objects.values_list("subject_id", flat=True))

    questions: list[Callable[[], list[Visit]]] = [
        lambda: list(queries.visits_of(Actor.person(UUID(int=1), Role.CUSTOMER, subjects=subjects()))),
        lambda: list(queries.day_of(provider, NINE.date())),
        lambda: list(queries.visits_for(provider, Period(NINE - DAY, NINE + 20 * DAY))),
        lambda: list(queries.visits_of_customer(first.order.customer_id)),
        lambda: [visit for lane in queries.day_board(NINE.date()) for visit in lane.visits],
    ]

    one = [cost(question) for question in questions]
    for days in (1, 4):
        visit = town.accepted(NINE + days * DAY)
        same_day = NINE + (1 + days) * HOUR
        Visit.objects.filter(id=visit.id).update(starts_at=same_day, ends_at=same_day + HOUR)
    three = [cost(question) for question in questions]

    assert len(list(queries.day_of(provider, NINE.date()))) == 3
    assert one == three


def test_everybody_finds_their_own_and_nobody_elses(town: Town) -> None:
    mine, yours = town.accepted(), town.accepted(NINE + DAY)
    me, provider = customer_actor(mine), mine.provider
    other = next(each for each in town.providers if each != provider)
    assert provider is not None

    assert list(queries.visits_of(me)) == [mine]
    assert queries.visit_of(me, mine.id) == mine
    assert queries.visit_for(provider, mine.id) == mine
    for found in (lambda: queries.visit_of(me, yours.id), lambda: queries.visit_for(other, mine.id)):
        with pytest.raises(Visit.DoesNotExist):
            found()


def test_the_next_visit_is_the_one_under_way_or_to_come(town: Town) -> None:
    visit = town.accepted()
    me = customer_actor(visit)

    assert queries.next_visit(me, at=NINE + HOUR) == visit
    assert queries.next_visit(me, at=visit.ends_at) is None


def test_offers_are_listed_until_they_run_out_and_found_afterwards(town: Town) -> None:
    offer = open_offer(town.booked())
    provider = offer.provider
    other = next(each for each in town.providers if each != provider)

    assert list(queries.offers_for(provider, at=AT)) == [offer]
    assert list(queries.offers_for(provider, at=AT + 4 * HOUR)) == []
    assert queries.offer_for(provider, offer.id) == offer
    with pytest.raises(Offer.DoesNotExist):
        queries.offer_for(other, offer.id)


def test_the_board_shows_leave_and_who_is_free_and_not_who_is_invited_only(town: Town) -> None:
    invited = town.providers.pop()
    for provider in town.providers:
        provider.user = account(f"{provider.lane}@esimerkki.example", person=provider.subject)
        provider.save()
    visit = town.booked()
    lane = open_offer(visit).provider.lane
    away = next(each for each in town.providers if each.lane != lane)
    leave = leaves.register(away, Period(NINE, NINE + HOUR), LeaveKind.TRAINING, by=OFFICE, at=AT)

    rows = {row.provider.lane: row for row in queries.day_board(NINE.date()) if row.provider}

    assert sorted(rows) == sorted({lane, *(provider.lane for provider in town.providers)})
    assert (invited.lane in rows) == (invited.lane == lane)
    assert (rows[lane].visits, rows[away.lane].leaves) == ((visit,), (leave,))


def test_a_customer_asks_what_may_be_done(town: Town) -> None:
    visit = town.accepted()
    me = customer_actor(visit)

    assert [rules.may_cancel(visit, by=me, at=each) for each in (AT, NINE)] == [True, False]
    assert rules.may_move(town.finished(NINE + DAY), by=OFFICE, at=AT) is False


def test_minutes_worked_are_the_minutes_it_took(town: Town) -> None:
    visit = town.finished(until_at=NINE + 95 * timedelta(minutes=1))
    assert visit.provider is not None

    assert queries.minutes_worked(visit.provider, Period(NINE, NINE + DAY)) == 95
    assert queries.minutes_worked(visit.provider, Period(NINE + HOUR, NINE + DAY)) == 0


def test_an_address_with_a_coming_visit_is_not_removed(town: Town) -> None:
    visit = town.accepted()
    address = Address.objects.get(id=visit.order.address_id)

    with pytest.raises(addresses.AddressIsNeeded):
        addresses.remove(address, by=customer_actor(visit), at=AT)

    assert addresses.remove(address, by=customer_actor(visit), at=visit.ends_at).removed_at is not None


def test_new_terms_of_time_hold_from_now_on(town: Town) -> None:
    wished = TimeTerms(lead_hours=48, start_step_minutes=60, changeover_minutes=30)
    time_terms.decide(wished, from_on=walltime.day_of(AT), by=OWNER, at=AT)

    found = availability.free_times(availability.request_of(town.visitor(None).draft, at=AT), at=AT)

    assert found[0].starts_at >= AT + 48 * HOUR
    assert {free.starts_at.minute for free in found} == {0}
    assert time_terms.in_force(AT - HOUR).lead_hours == 18


def test_times_are_not_asked_for_before_something_is_chosen(town: Town) -> None:
    draft = drafts.open_draft(by=Actor.visitor(), at=AT)

    with pytest.raises(availability.NothingChosen):
        availability.request_of(draft, at=AT)
    assert availability.is_served("00500", town.cleaning.id, at=AT)
    assert not availability.is_served("99800", town.cleaning.id, at=AT)


def test_a_postcode_that_nobody_knows_is_said_so(town: Town) -> None:
    visitor = town.visitor(None)
    Draft.objects.filter(id=visitor.draft.id).update(postcode="99999", grid_row=None, grid_column=None)

    with pytest.raises(geocoding.UnknownPostcode):
        availability.request_of(Draft.objects.get(id=visitor.draft.id), at=AT)


def test_a_hold_that_ran_out_is_held_again_when_still_free_and_let_go_when_asked(town: Town) -> None:
    visitor = town.visitor(NINE)
    later = AT + HOUR

    assert holds.current(visitor.draft, at=later) is None
    again = holds.extend(visitor.draft, by=visitor.actor, at=later)
    assert holds.current(visitor.draft, at=later) == again
    assert again.period == Period(NINE, again.ends_at)
    holds.release(visitor.draft, at=later)

    assert holds.current(visitor.draft, at=later) is None
    assert holds.fit(visitor.draft, at=later) is None


def test_nothing_held_is_nothing_to_extend(town: Town) -> None:
    visitor = town.visitor(None)

    with pytest.raises(holds.NothingHeld):
        holds.extend(visitor.draft, by=visitor.actor, at=AT)


def test_a_hold_in_the_right_square_already_needs_no_fitting(town: Town) -> None:
    visitor = town.visitor(NINE)
    held = holds.current(visitor.draft, at=AT)

    assert holds.fit(visitor.draft, at=AT) == held


def test_holds_that_ran_out_are_swept(town: Town) -> None:
    town.visitor(NINE)

    assert [holds.sweep(at=AT + each * timedelta(minutes=1)) for each in (9, 10, 10)] == [0, 1, 0]


def test_an_order_without_a_time_is_not_booked(town: Town) -> None:
    visitor = town.visitor(None)

    with pytest.raises(orders.DraftIncomplete):
        visitor.book()


def test_a_hold_whose_square_turned_out_too_far_is_booked_with_somebody_else_or_refused(town: Town) -> None:
    """The address step was skipped: booking itself checks the trip from the exact address."""
    only_one_works(town)
    town.booked(NINE - HOUR, postcode="02100")
    visitor = town.visitor(None, postcode="02100")
    visitor.hold(NINE + 3 * HOUR)
    address = drafts.Draft.objects.get(id=visitor.draft.id)
    far = {"latitude": 60.25, "longitude": 25.6}
    address.coordinates, address.grid_column = far, (address.grid_column or 0) + 110
    address.save()

    with pytest.raises(availability.TimeTaken):
        visitor.book()


def test_moving_to_the_same_time_changes_nothing(town: Town) -> None:
    visit = town.accepted()

    assert visits.move(visit, NINE, by=OFFICE, at=AT).sequence == visit.sequence


def test_a_visit_that_waits_is_offered_when_staff_ask_somebody(town: Town) -> None:
    visit = town.booked()
    for _ in town.providers:
        offers.decline(open_offer(visit), DeclineReason.OTHER, by=OFFICE, at=AT)

    offer = offers.offer(visit, town.providers[1], by=OFFICE, at=AT)

    assert Occupation.objects.get().lane == offer.provider.lane
    assert accept(visit).provider == town.providers[1]


def test_one_of_two_who_are_asked_declining_leaves_the_other_asked(town: Town) -> None:
    visit = town.booked()
    first = open_offer(visit)
    other = next(each for each in town.providers if each != first.provider)
    second = offers.offer(visit, other, by=OFFICE, at=AT)

    offers.decline(first, DeclineReason.TIME, by=provider_actor(first.provider), at=AT)

    assert open_offer(visit) == second
    assert Visit.objects.get(id=visit.id).state == VisitState.OFFERED


def test_windows_of_nobody_are_closed(town: Town) -> None:
    visit = town.accepted()
    row = relations.RowRef("register.Address", visit.order.address_id, visit.subject_id)
    stranger = relations.RowRef("catalogue.Service", town.cleaning.id, None)

    for relation in (Relation.ASSIGNED, Relation.OFFERED, Relation.COMING, Relation.PERFORMED):
        assert relations.related(relation, Actor.visitor(), NINE, [row]) == set()
        assert relations.related(relation, provider_actor(visit.provider), NINE, [stranger]) == set()


def test_the_database_itself_refuses_two_visits_at_one_time(town: Town) -> None:
    town.booked()
    row = Occupation.objects.get()

    with pytest.raises(IntegrityError, match="provider_is_in_one_place_at_a_time"), transaction.atomic():
        Occupation.objects.create(
            lane=row.lane, blocked_from=NINE, blocked_until=NINE + HOUR, kind="hold", taken_at=AT, expires_at=AT,
            draft_key=row.id, grid_row=1, grid_column=1,
        )  # fmt: skip


def test_what_breaks_another_rule_of_the_table_is_no_answer_for_people(town: Town) -> None:
    visit = town.booked()
    travel = time_terms.travel(time_terms.in_force(AT))

    with pytest.raises(IntegrityError), transaction.atomic():
        occupations.take(999, Period(NINE, NINE + HOUR), travel, visit=visit, at=AT)
