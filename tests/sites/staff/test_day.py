"""The board: who goes where, without names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.communication.models import WAITS_FOR_PARTNER, Message, State
from lupaus.kernel import spoken, walltime
from lupaus.providers import providers
from lupaus.providers.providers import Person
from lupaus.scheduling import offers, queries
from lupaus.scheduling.models import Offer, Visit
from tests.staging import be_at, visit_of
from tests.support import SYSTEM
from tests.world import AINO, BERIT, World

pytestmark = pytest.mark.django_db


def board(world: World, day: str = "", who: str = "office") -> str:
    response = world.client(who).get(f"/staff/days/{day}/" if day else "/staff/")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def day_of(world: World, name: str = "visit") -> str:
    return walltime.day_of(visit_of(world, name).starts_at).isoformat()


def test_the_board_shows_time_area_and_customer_number_and_no_name(world: World) -> None:
    visit = visit_of(world)

    said = board(world, day_of(world))

    assert spoken.clock(visit.planned) in said
    assert (visit.order.customer.number in said, "vahvistettu" in said) == (True, True)
    assert "<span>00500</span>" in said
    hidden = {**AINO.canaries(), **{f"b {name}": word for name, word in BERIT.canaries().items()}}
    assert [name for name, word in hidden.items() if word in said] == []


def test_a_provider_who_should_have_come_is_late(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at + timedelta(minutes=11))

    assert '<a class="visit late"' in board(world)


def test_a_visit_nobody_takes_calls_for_a_provider(world: World) -> None:
    for _round in range(3):
        Offer.objects.filter(visit=world.ids["offered_visit"], state="open").update(expires_at=world.at)
        offers.expire(at=world.at)

    said = board(world)

    assert "1 käynti odottaa tekijää." in said
    assert f"/staff/visits/{world.ids['offered_visit']}/provider/" in said
    assert "Ei tekijää" in board(world, day_of(world, "offered_visit"))


def test_a_visit_of_today_that_nobody_came_to_is_still_called_out(world: World) -> None:
    for _round in range(3):
        Offer.objects.filter(visit=world.ids["offered_visit"], state="open").update(expires_at=world.at)
        offers.expire(at=world.at)
    visit = visit_of(world, "offered_visit")

    be_at(visit.ends_at + timedelta(minutes=5))
    assert "Kukaan ei tullut" in board(world)

    be_at(visit.ends_at + timedelta(days=1))
    assert "Kukaan ei tullut" not in board(world)


def test_a_door_that_nobody_opened_looks_other_than_work_done(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at + timedelta(minutes=30))
    world.client("office").post(f"/staff/visits/{visit.pk}/no-show/")

    said = board(world)

    assert 'class="visit lost"' in said
    assert 'class="visit "' not in said


def test_who_is_invited_only_has_no_row(world: World) -> None:
    providers.register(
        Person(first_name="Veera", last_name="Virtanen", email="veera@esimerkki.example", phone="040 123 4567"),
        by=SYSTEM,
        at=world.at,
    )

    assert "Veera" not in board(world)


def test_an_empty_day_shows_every_provider(world: World) -> None:
    said = board(world, "2026-12-24")

    assert said.count('<th scope="row">') == 2
    assert '<b class="n">0</b> käyntiä' in said


@pytest.mark.parametrize("day", ["2026-13-01", "0001-01-01", "9999-12-31", "today", "2026-11-26T10:00", "٢٠٢٦-١١-٢٦"])
def test_no_day_is_no_page(world: World, day: str) -> None:
    assert world.client("office").get(f"/staff/days/{day}/").status_code == 404


@pytest.mark.parametrize("who", ["a", "b", "p", "q", "owner", "privacy"])
def test_who_is_not_in_the_office_finds_no_such_pages(world: World, who: str) -> None:
    for path in ("/staff/", "/staff/customers/", "/staff/invoices/", f"/staff/visits/{world.ids['visit']}/"):
        assert world.client(who).get(path).status_code == 404, path


def test_who_is_not_signed_in_is_asked_to(world: World) -> None:
    assert world.client("visitor").get("/staff/").status_code == 302


def test_three_visits_take_no_more_queries_than_one(world: World) -> None:
    visit = visit_of(world)
    day = day_of(world)
    board(world, day)
    one = _queries(world, day)

    for hours, name in ((3, "visit_b"), (6, "offered_visit")):
        moved = {
            "starts_at": visit.starts_at + timedelta(hours=hours),
            "ends_at": visit.ends_at + timedelta(hours=hours),
        }
        Visit.objects.filter(id=world.ids[name]).update(**moved)

    assert board(world, day).count('class="visit') == 3
    assert _queries(world, day) == one


def _queries(world: World, day: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        world.client("office").get(f"/staff/days/{day}/")
    return len(captured)


def test_an_empty_day_leads_to_the_next_one_with_visits(world: World) -> None:
    coming = visit_of(world, "visit").starts_at
    before = walltime.day_of(coming) - timedelta(days=1)
    while Visit.objects.filter(starts_at__date=before).exists():
        before -= timedelta(days=1)

    page = board(world, before.isoformat())

    assert "Ei käyntejä tänä päivänä." in page
    assert f"/staff/days/{(queries.next_day_with_visits(before) or before).isoformat()}/" in page
    assert (queries.next_day_with_visits(before) or before) > before


def test_the_office_sees_that_mail_waits_for_the_papers_of_its_carrier(world: World) -> None:
    before = board(world)
    waiting = Message.objects.order_by("pk").values_list("pk", flat=True)[:1]
    Message.objects.filter(pk__in=waiting).update(state=State.QUEUED, error=f"{WAITS_FOR_PARTNER}agreement_ended")

    after = board(world)

    assert ("odottaa lähtöä" in before, "1 viesti odottaa lähtöä" in after) == (False, True)
