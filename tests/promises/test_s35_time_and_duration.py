"""Clause S35: minutes, Helsinki time, both clock changes, planned and actual."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.recurrence import Recurrence
from lupaus.privacy.proof.promise import Promise, State
from lupaus.scheduling import availability, queries
from lupaus.scheduling.availability import TimeRequest
from lupaus.scheduling.models import Visit
from tests.world import World

PROMISE = Promise("S35", State.PARTLY, missing="no arrival window: a visit starts at an agreed minute")

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)


@pytest.fixture
def visit(world: World) -> Visit:
    """A's visit, which P has accepted."""
    return Visit.objects.get(id=world.ids["visit"])


def step(world: World, visit: Visit, name: str, at: datetime) -> None:
    clock.set_to(at)
    assert world.client("p").post(f"/work/visits/{visit.id}/steps/", {"step": name}).status_code == 302


def test_the_work_is_kept_to_the_minute_beside_what_was_planned(world: World, visit: Visit) -> None:
    planned = visit.planned
    step(world, visit, "start", visit.starts_at + timedelta(minutes=7, seconds=40))
    step(world, visit, "finish", visit.ends_at - timedelta(minutes=3, seconds=30))

    done = Visit.objects.get(id=visit.id)
    assert done.planned == planned
    assert done.actual == Period(planned.from_at + timedelta(minutes=7), planned.until_at - timedelta(minutes=4))


def test_the_customer_reads_finnish_time(world: World, visit: Visit) -> None:
    local = walltime.local(visit.starts_at)

    page = world.client("a").get(f"/my/visits/{visit.id}/").content.decode()

    assert f"{local.hour}.{local.minute:02d}" in page


def test_a_night_visit_through_the_autumn_change_bills_three_hours(world: World, visit: Visit) -> None:
    night = Period.on(AUTUMN, time(2, 30), time(4, 30))
    Visit.objects.filter(id=visit.id).update(starts_at=night.from_at, ends_at=night.until_at)
    step(world, visit, "start", night.from_at + timedelta(seconds=20))
    step(world, visit, "finish", night.until_at + timedelta(seconds=20))

    done = Visit.objects.get(id=visit.id)
    provider = done.provider
    assert done.actual is not None
    assert provider is not None
    assert done.actual.length == timedelta(hours=3)
    assert queries.minutes_worked(provider, Period.day(AUTUMN)) == 180


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [(date(2026, 10, 23), "06:00", "13:00"), (date(2026, 10, 26), "07:00", "14:00"),
     (date(2027, 3, 26), None, None), (date(2027, 3, 30), "06:00", "13:00")],
)  # fmt: skip
def test_the_same_wall_time_is_offered_before_and_after_a_change(
    world: World, visit: Visit, day: date, first: str | None, last: str | None
) -> None:
    """The providers work 8-18 and the visit lasts two hours; 26.3.2027 is Good Friday."""
    at = walltime.midnight(day - timedelta(days=3))
    request = TimeRequest(
        service_id=visit.order.service_id, minutes=180, postcode="00500", place=visit.grid, earliest_at=at
    )

    found = [free.starts_at for free in availability.free_times(request, at=at, days=7) if free.day_on == day]

    shown = [walltime.local(each).strftime("%H:%M") for each in found]
    assert (shown[:1], shown[-1:]) == (([], []) if first is None else (["08:00"], ["15:00"]))
    if first and last:
        assert [found[0].astimezone(UTC).strftime("%H:%M"), found[-1].astimezone(UTC).strftime("%H:%M")] == [
            _utc(day, time(8)), _utc(day, time(15)),
        ]  # fmt: skip


def _utc(day: date, wall: time) -> str:
    return walltime.combine(day, wall).strftime("%H:%M")


@pytest.mark.parametrize(("first", "hours"), [(date(2026, 10, 22), [6, 7]), (date(2027, 3, 25), [7, 6])])
def test_what_comes_every_week_keeps_its_hour_and_its_length(first: date, hours: list[int]) -> None:
    weekly = Recurrence(first, time(9), timedelta(hours=3))

    periods = [weekly.on(day) for day in weekly.days(first, first + timedelta(days=14))]

    assert [period.from_at.hour for period in periods] == hours
    assert {period.length for period in periods} == {timedelta(hours=3)}


def test_control_counting_on_the_wall_clock_would_bill_two_hours() -> None:
    night = Period.on(AUTUMN, time(2, 30), time(4, 30))
    begun, done = walltime.local(night.from_at), walltime.local(night.until_at)

    assert done.replace(tzinfo=None) - begun.replace(tzinfo=None) == timedelta(hours=2)
    assert night.length == timedelta(hours=3)
