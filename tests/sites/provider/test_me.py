"""Own details and leave."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lupaus.kernel import spoken, walltime
from lupaus.providers.models import Leave
from tests.staging import visit_of
from tests.world import PEKKA, World

pytestmark = pytest.mark.django_db


def add(world: World, first: str, last: str, kind: str = "absence", who: str = "p") -> Any:
    return world.client(who).post("/work/me/leaves/", {"kind": kind, "from_on": first, "until_on": last})


def new_leaves() -> list[Leave]:
    """Return the leaves that a test added, all in December."""
    december = {"from_at__gte": datetime(2026, 11, 25, tzinfo=UTC), "from_at__lt": datetime(2026, 12, 20, tzinfo=UTC)}
    return list(Leave.objects.filter(**december))


def own_new() -> Leave:
    (leave,) = new_leaves()
    return leave


def test_ones_own_details_are_shown_to_oneself(world: World) -> None:
    said = world.client("p").get("/work/me/").content.decode()

    assert [word for word in (PEKKA.first_name, PEKKA.last_name, PEKKA.email) if word not in said] == []


def test_a_leave_is_added_and_taken_back(world: World) -> None:
    assert add(world, "14.12.2026", "15.12.2026").status_code == 302

    leave = own_new()
    assert [walltime.local(each).isoformat() for each in (leave.from_at, leave.until_at)] == [
        "2026-12-14T00:00:00+02:00",
        "2026-12-16T00:00:00+02:00",
    ]
    assert "Muu poissaolo" in world.client("p").get("/work/me/").content.decode()
    assert world.client("p").post(f"/work/me/leaves/{leave.pk}/removal/").status_code == 302
    assert not new_leaves()


def test_a_leave_over_an_accepted_visit_is_refused_with_the_way_out(world: World) -> None:
    day = walltime.day_of(visit_of(world).starts_at)

    response = add(world, spoken.plain_day(day), spoken.plain_day(day))

    assert response.status_code == 409
    when = spoken.when(visit_of(world).planned, now=world.at)
    assert f"Sinulla on käyntejä tuona aikana: {when}. Soita toimistoon" in response.content.decode()
    assert not new_leaves()


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("", "", "absence"),
        ("14.12.2026", "13.12.2026", "absence"),
        ("1.1.2020", "2.1.2020", "absence"),
        ("14.12.2026", "14.12.2026", "flu"),
        ("31.2.2026", "0", "absence"),
        ("14.12.2026", "14.12.9999", "absence"),
    ],
)
def test_a_leave_that_makes_no_sense_is_refused_and_kept_in_the_form(
    world: World, first: str, last: str, kind: str
) -> None:
    response = add(world, first, last, kind)

    assert response.status_code in {409, 422}
    assert "<title>Virhe: Minä" in response.content.decode()
    assert not new_leaves()


def test_somebody_elses_leave_cannot_be_taken_back(world: World) -> None:
    add(world, "14.12.2026", "15.12.2026")

    assert world.client("q").post(f"/work/me/leaves/{own_new().pk}/removal/").status_code == 404
    assert len(new_leaves()) == 1
