from datetime import UTC, datetime, timedelta

import pytest

from lupaus.company import hours
from lupaus.company.models import ClosureKind
from lupaus.kernel.period import Period
from lupaus.orders.models import Draft, Order
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import availability, holds, leaves, visits
from lupaus.scheduling.availability import TimeTaken
from lupaus.scheduling.leaves import VisitsInside
from lupaus.scheduling.models import MilestoneKind, Occupation, OccupationKind, Visit, VisitState
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, Town, open_offer
from tests.support import outbox


def test_free_times_start_after_the_lead_time_and_within_working_hours(town: Town) -> None:
    request = availability.request_of(town.visitor(None).draft, at=AT)

    found = availability.free_times(request, at=AT)

    first, last_of_day = found[0], [free for free in found if free.day_on == found[0].day_on][-1]
    assert first.starts_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert first.ends_at - first.starts_at == timedelta(hours=3, minutes=30)
    assert last_of_day.ends_at == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    assert {free.day_on.weekday() for free in found} == set(range(5))


def test_free_times_take_as_many_queries_for_three_providers_as_for_one(
    town: Town, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    draft = town.visitor(None).draft
    for start in (NINE, NINE + timedelta(days=1), NINE + timedelta(days=4)):
        town.booked(start)

    request = availability.request_of(draft, at=AT)
    with django_assert_num_queries(7):  # type: ignore[operator]
        availability.free_times(request, at=AT)


def test_a_held_time_is_offered_to_the_holder_and_nobody_else_once_everybody_is_held(town: Town) -> None:
    holders = [town.visitor(NINE) for _ in town.providers]
    other = town.visitor(None)

    free_to_other = availability.free_times(availability.request_of(other.draft, at=AT), at=AT)
    free_to_holder = availability.free_times(availability.request_of(holders[0].draft, at=AT), at=AT)

    assert NINE not in [free.starts_at for free in free_to_other]
    assert NINE in [free.starts_at for free in free_to_holder]


def test_a_hold_runs_out_after_ten_minutes(town: Town) -> None:
    for _ in town.providers:
        town.visitor(NINE)
    other = town.visitor(None)

    with pytest.raises(TimeTaken) as early:
        other.hold(NINE, at=AT + timedelta(minutes=9, seconds=59))
    held = other.hold(NINE, at=AT + timedelta(minutes=10))

    assert len(early.value.alternatives) == 3
    assert NINE not in [free.starts_at for free in early.value.alternatives]
    assert held == holds.Hold(NINE, NINE + timedelta(hours=3, minutes=30), AT + timedelta(minutes=20))


def test_a_hold_is_extended_ten_minutes_at_a_time_for_two_hours(town: Town) -> None:
    visitor = town.visitor(NINE)
    moment = AT
    for _ in range(12):
        moment += timedelta(minutes=9, seconds=59)
        held = holds.extend(visitor.draft, by=visitor.actor, at=moment)
        assert held.expires_at == moment + timedelta(minutes=10)

    with pytest.raises(holds.HeldLongEnough):
        holds.extend(visitor.draft, by=visitor.actor, at=AT + 2 * HOUR)


def test_choosing_another_time_lets_the_first_one_go(town: Town) -> None:
    visitor = town.visitor(NINE)

    visitor.hold(NINE + 2 * HOUR)

    assert list(Occupation.objects.values_list("blocked_from", flat=True)) == [NINE + 2 * HOUR]


def test_a_time_that_is_no_time_of_ours_is_refused_with_others(town: Town) -> None:
    visitor = town.visitor(None)
    for wish in (
        NINE + timedelta(minutes=7),
        NINE + timedelta(seconds=1),
        NINE - timedelta(hours=5),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 30, tzinfo=UTC),
    ):
        with pytest.raises(TimeTaken) as refused:
            visitor.hold(wish)

        assert len(refused.value.alternatives) == 3


def test_booking_turns_the_hold_into_a_visit_and_offers_it(town: Town) -> None:
    visitor = town.visitor(NINE)
    held = Occupation.objects.get()

    visit = visitor.book()

    taken = Occupation.objects.get()
    assert (taken.id, taken.kind, taken.visit_id, taken.draft_key, taken.expires_at) == (
        held.id, OccupationKind.VISIT, visit.id, None, None,
    )  # fmt: skip
    assert taken.blocked == Period(NINE, NINE + timedelta(hours=3, minutes=40))
    assert (visit.starts_at, visit.ends_at, visit.state) == (NINE, NINE + timedelta(hours=3, minutes=30), "offered")
    assert open_offer(visit).provider.lane == held.lane
    kinds = list(visit.milestones.values_list("kind", flat=True))
    assert sorted(kinds) == [MilestoneKind.BOOKED, MilestoneKind.OFFERED]


def test_booking_writes_to_the_customer_with_a_calendar_event_and_to_the_provider_without_a_name(town: Town) -> None:
    visit = town.booked()

    to_customer = outbox("scheduling.visit_booked")[0]
    to_provider = outbox("scheduling.visit_offered")

    assert to_customer.subject_id == visit.subject_id
    assert [name for name, _mime, _content in to_customer.files] == ["kaynti.ics"]
    assert "Esimerkkikatu 5 A 12" in to_customer.text
    assert sorted(mail.channel for mail in to_provider) == ["email", "sms"]
    assert "00500" in to_provider[0].text
    for secret in ("Maija", "Meikäläinen", "Esimerkkikatu 5", "1234#", "765 4321"):
        assert all(secret not in mail.text + mail.html + mail.subject for mail in to_provider)


def test_booking_the_same_draft_again_gives_the_same_visit(town: Town) -> None:
    visitor = town.visitor(NINE)

    first, second = visitor.book(), visitor.book(at=AT + timedelta(days=30))

    assert first == second
    assert (Visit.objects.count(), Order.objects.count(), Occupation.objects.count()) == (1, 1, 1)


def test_booking_after_the_hold_ran_out_takes_the_time_when_it_is_still_free(town: Town) -> None:
    visitor = town.visitor(NINE)
    Occupation.objects.all().delete()

    visit = visitor.book(at=AT + timedelta(minutes=30))

    assert visit.starts_at == NINE


def test_the_loser_gets_three_times_and_keeps_everything_typed(town: Town) -> None:
    loser = town.visitor(NINE)
    Occupation.objects.all().delete()
    for _ in town.providers:
        town.booked(NINE)
    before = Draft.objects.filter(id=loser.draft.id).values().get()

    with pytest.raises(TimeTaken) as refused:
        loser.book(at=AT + timedelta(minutes=30))

    assert len(refused.value.alternatives) == 3
    assert Draft.objects.filter(id=loser.draft.id).values().get() == before
    assert Order.objects.filter(draft_key=loser.draft.id).count() == 0
    loser.hold(refused.value.alternatives[0].starts_at)
    assert loser.book().starts_at == refused.value.alternatives[0].starts_at


def test_trips_between_neighbours_are_kept_free(town: Town) -> None:
    for provider in town.providers[1:]:
        provider.areas.all().delete()
    town.booked(NINE - HOUR, postcode="02100")

    near = availability.free_times(availability.request_of(town.visitor(None, postcode="02100").draft, at=AT), at=AT)
    far = availability.free_times(availability.request_of(town.visitor(None, postcode="00500").draft, at=AT), at=AT)

    assert [free.starts_at - NINE for free in near if free.day_on == NINE.date()] == [3 * HOUR, 3.5 * HOUR]
    assert [free.starts_at - NINE for free in far if free.day_on == NINE.date()] == [3.5 * HOUR]


def test_a_hold_is_fitted_to_the_exact_address(town: Town) -> None:
    for provider in town.providers[1:]:
        provider.areas.all().delete()
    town.booked(NINE - HOUR, postcode="02100")
    visitor = town.visitor(None, postcode="02100")
    visitor.hold(NINE + 3 * HOUR)
    Draft.objects.filter(id=visitor.draft.id).update(grid_column=visitor.draft.grid_column + 60)

    with pytest.raises(holds.OutOfReach) as refused:
        holds.fit(visitor.draft, at=AT)

    assert refused.value.alternatives
    assert holds.current(visitor.draft, at=AT) is not None


def test_holidays_and_closures_have_no_times(town: Town) -> None:
    hours.close(NINE.date(), NINE.date(), ClosureKind.VACATION, by=OFFICE, at=AT)
    request = availability.request_of(town.visitor(None).draft, at=AT)

    days = {free.day_on for free in availability.free_times(request, at=AT)}

    assert NINE.date() not in days
    assert datetime(2026, 12, 4).date() in days  # noqa: DTZ001 -- a day
    assert datetime(2026, 12, 6).date() not in days  # noqa: DTZ001 -- Independence Day, a Sunday


def test_leave_takes_the_time_and_gives_it_back(town: Town) -> None:
    period = Period(NINE - HOUR, NINE + 8 * HOUR)
    rows = [leaves.register(p, period, LeaveKind.VACATION, by=OFFICE, at=AT) for p in town.providers]
    request = availability.request_of(town.visitor(None).draft, at=AT)

    away = [free.starts_at for free in availability.free_times(request, at=AT)]
    leaves.cancel(rows[0], by=OFFICE, at=AT)
    back = [free.starts_at for free in availability.free_times(request, at=AT)]

    assert NINE not in away
    assert NINE in back


def test_leave_over_a_visit_is_refused_and_names_the_visits(town: Town) -> None:
    visit = town.booked()
    provider = open_offer(visit).provider

    with pytest.raises(VisitsInside) as refused:
        leaves.register(provider, Period(NINE, NINE + HOUR), LeaveKind.VACATION, by=OFFICE, at=AT)

    assert refused.value.visits == [visit]
    assert provider.leaves.count() == 0


def test_a_visit_is_moved_with_its_provider_and_may_overlap_itself(town: Town) -> None:
    visit = town.accepted()
    row = Occupation.objects.get()

    moved = visits.move(visit, NINE + HOUR, by=OFFICE, at=AT)

    after = Occupation.objects.get(kind=OccupationKind.VISIT)
    assert (after.id, after.lane, after.blocked_from) == (row.id, row.lane, NINE + HOUR)
    assert (moved.state, moved.starts_at, moved.sequence) == (VisitState.ACCEPTED, NINE + HOUR, 1)
    assert moved.ends_at - moved.starts_at == timedelta(hours=3, minutes=30)
    assert [len(outbox(f"scheduling.{kind}")) for kind in ("visit_moved", "visit_changed")] == [1, 1]


def test_a_visit_that_its_provider_cannot_do_then_is_offered_to_another(town: Town) -> None:
    visit = town.accepted()
    before = visit.provider
    assert before is not None
    leaves.register(before, Period(NINE + 24 * HOUR, NINE + 48 * HOUR), LeaveKind.VACATION, by=OFFICE, at=AT)

    moved = visits.move(visit, NINE + 25 * HOUR, by=OFFICE, at=AT)

    assert (moved.state, moved.provider) == (VisitState.OFFERED, None)
    assert open_offer(moved).provider != before


def test_moving_to_a_taken_time_changes_nothing(town: Town) -> None:
    visit = town.accepted()
    for _ in town.providers:
        town.booked(NINE + 24 * HOUR)

    with pytest.raises(TimeTaken) as refused:
        visits.move(visit, NINE + 24 * HOUR, by=OFFICE, at=AT)

    assert len(refused.value.alternatives) == 3
    assert Visit.objects.get(id=visit.id).starts_at == NINE
