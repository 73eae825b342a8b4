"""What a provider sees of the day, and what not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.kernel import spoken
from lupaus.scheduling.models import Offer, Visit, VisitState
from tests.staging import be_at, visit_of
from tests.world import AINO, BERIT, World

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def page(world: World, path: str, who: str = "p") -> str:
    response = world.client(who).get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_day_shows_who_where_and_when(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - timedelta(hours=1))

    said = page(world, "/work/")

    assert spoken.clock(visit.planned) in said
    assert AINO.first_name in said
    assert AINO.street in said
    assert "Kissa" in said
    assert "Olen matkalla" in said


def test_the_list_opens_neither_code_nor_health_nor_the_last_name(world: World) -> None:
    be_at(visit_of(world).starts_at)

    said = page(world, "/work/") + page(world, f"/work/visits/{world.ids['visit']}/")

    hidden = (AINO.last_name, AINO.code, AINO.way_in, AINO.health, AINO.email, "Liisamaria", "Maksajanpolku")
    assert [word for word in hidden if word in said] == []


def test_a_day_without_visits_shows_the_way_to_offers(world: World) -> None:
    be_at(world.at - timedelta(days=20))

    assert "Tänään ei ole käyntejä." in page(world, "/work/")


def test_another_providers_visits_are_not_there(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at)

    assert AINO.street not in page(world, "/work/", "q")
    assert world.client("q").get(f"/work/visits/{visit.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["a", "b", "office", "owner", "privacy"])
def test_who_is_no_provider_finds_no_such_pages(world: World, who: str) -> None:
    for path in ("/work/", "/work/offers/", "/work/hours/", "/work/me/", f"/work/visits/{world.ids['visit']}/"):
        assert world.client(who).get(path).status_code == 404, path


def test_who_is_not_signed_in_is_asked_to(world: World) -> None:
    response = world.client("visitor").get("/work/")

    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/work/")


def test_an_offer_says_what_when_and_about_where_and_never_who(world: World) -> None:
    offer = Offer.objects.select_related("visit", "provider").get(id=world.ids["offer"])
    who = "p" if offer.provider_id == world.ids["provider"] else "q"
    be_at(offer.offered_at + timedelta(hours=1))

    said = page(world, "/work/offers/", who)

    assert "Kotisiivous" in said
    assert "00500 Helsinki" in said
    assert [word for word in AINO.canaries().values() if word in said] == []


def test_three_visits_take_no_more_queries_than_two(world: World) -> None:
    be_at(visit_of(world).starts_at)
    _give(world, "visit_b")
    assert BERIT.street in page(world, "/work/")
    two = _queries(world, "/work/")

    _give(world, "offered_visit")

    assert page(world, "/work/").count('class="card') == 3
    assert _queries(world, "/work/") == two


def test_the_month_adds_up_what_was_worked(world: World) -> None:
    done = visit_of(world, "done_visit")
    assert done.actual is not None

    said = page(world, "/work/hours/")

    assert spoken.length(done.actual.length) in said
    assert "Ei tehtyjä käyntejä." in page(world, "/work/hours/?back=1")


@pytest.mark.parametrize("back", ["-1", "x", "99", "１", "", "1e3"])
def test_an_odd_month_is_some_month(world: World, back: str) -> None:
    assert world.client("p").get("/work/hours/", {"back": back}).status_code == 200


def _give(world: World, visit: str) -> None:
    mine = {"provider": world.ids["provider"], "state": VisitState.ACCEPTED}
    Visit.objects.filter(id=world.ids[visit]).update(**mine)


def _queries(world: World, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        world.client("p").get(path)
    return len(captured)
