"""A series on its customer's pages: one thing, acted on as one or visit by visit."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.foundation import clock
from lupaus.orders.models import Order
from lupaus.orders.tiers import Tiers
from lupaus.scheduling.models import MoveFee, Occurrence, Outcome, Series, Visit
from tests.world import World


@pytest.fixture
def series(world: World) -> Series:
    return Series.objects.get(id=world.ids["series"])


def words(response: object) -> str:
    content = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).replace("\xa0", " ").split())


def visits_of(series: Series) -> list[Visit]:
    return list(Visit.objects.filter(occurrence__series=series).order_by("starts_at"))


def end(world: World, series: Series, **sent: object) -> object:
    return world.client("b").post(f"/my/series/{series.id}/ending/", {"reason": "not_needed", "seen_fee": 0} | sent)


def test_the_start_page_shows_the_series_as_one_thing(world: World, series: Series) -> None:
    page = world.client("b").get("/my/")

    assert "Joka 4. viikko torstaisin klo" in words(page)
    assert f"/my/series/{series.id}/" in page.content.decode()


def test_the_page_of_a_series_lists_its_next_visits_price_and_days_that_wait(world: World, series: Series) -> None:
    page = words(world.client("b").get(f"/my/series/{series.id}/"))

    assert "92,00 € käynniltä" in page
    assert page.count("Tarjottu tekijälle") == len(visits_of(series)) == 2
    assert "Odottaa valintaa" in page


def test_a_series_ends_after_its_price_was_shown_and_comes_back(world: World, series: Series) -> None:
    shown = words(world.client("b").get(f"/my/series/{series.id}/ending/"))

    ended = end(world, series)
    gone = {visit.state for visit in visits_of(series)}
    undone = world.client("b").post(f"/my/series/{series.id}/resumption/")

    assert "Lopeta sarja maksutta" in shown
    assert (ended.status_code, undone.status_code) == (302, 302)  # type: ignore[attr-defined]
    assert gone == {"cancelled"}
    assert {visit.state for visit in visits_of(series)} == {"offered"}


def test_this_and_the_following_are_ended_from_a_visit(world: World, series: Series) -> None:
    second = visits_of(series)[1]
    link = f"/my/series/{series.id}/ending/?from={second.id}"

    assert link in world.client("b").get(f"/my/visits/{second.id}/cancellation/").content.decode()
    world.client("b").post(link, {"reason": "other", "seen_fee": 0})

    assert [visit.state for visit in visits_of(series)] == ["offered", "cancelled"]


def test_a_visit_of_another_series_is_no_place_to_end_at(world: World, series: Series) -> None:
    for wrong in (world.ids["visit_b"], world.ids["visit"], "x"):
        assert world.client("b").get(f"/my/series/{series.id}/ending/?from={wrong}").status_code == 404


def test_ending_after_the_price_went_up_shows_the_new_one(world: World, series: Series) -> None:
    Order.objects.update(tiers=Tiers.of((timedelta(days=14), 50, 50)).as_json())
    clock.set_to(visits_of(series)[0].starts_at - timedelta(days=2))

    answer = end(world, series)

    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Katso uusi hinta" in words(answer)
    assert {visit.state for visit in visits_of(series)} == {"offered"}


def test_ten_minutes_later_the_end_stands(world: World, series: Series) -> None:
    end(world, series)
    clock.set_to(world.at + timedelta(minutes=12))

    answer = world.client("b").post(f"/my/series/{series.id}/resumption/")

    assert answer.status_code == 409


def test_a_day_that_waits_is_given_a_time_or_left_out(world: World, series: Series) -> None:
    address = f"/my/series/{series.id}/days/{world.ids['series_day']}/"
    page = world.client("b").get(address)
    nothing = world.client("b").post(address, {})
    start = re.search(r'name="start" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]

    chosen = world.client("b").post(address, {"start": start})

    assert "Jätetään tämä käynti väliin" in words(page)
    assert (nothing.status_code, chosen.status_code) == (422, 302)
    assert not Occurrence.objects.filter(outcome=Outcome.CONFLICT).exists()
    assert len(visits_of(series)) == 3
    assert world.client("b").get(address).status_code == 302


def test_strangers_get_nothing(world: World, series: Series) -> None:
    for address in ("", "ending/", f"days/{world.ids['series_day']}/"):
        assert world.client("a").get(f"/my/series/{series.id}/{address}").status_code == 404


def test_a_cancelled_visit_is_taken_back_from_its_page(world: World) -> None:
    visit = f"/my/visits/{world.ids['visit']}/"
    world.client("a").post(f"{visit}cancellation/", {"reason": "other_time", "seen_fee": 10**6})
    page = world.client("a").get(visit)

    back = world.client("a").post(f"{visit}restoration/")

    assert "Kumoa peruminen" in words(page)
    assert back.status_code == 302
    assert Visit.objects.get(id=world.ids["visit"]).state == "accepted"
    assert "Kumoa peruminen" not in words(world.client("a").get(visit))


def test_after_ten_minutes_nothing_is_taken_back(world: World) -> None:
    visit = f"/my/visits/{world.ids['visit']}/"
    world.client("a").post(f"{visit}cancellation/", {"reason": "other_time", "seen_fee": 10**6})
    clock.set_to(world.at + timedelta(minutes=15))

    assert "Kumoa peruminen" not in words(world.client("a").get(visit))
    assert world.client("a").post(f"{visit}restoration/").status_code == 409


def test_moving_late_shows_its_price_and_asks_for_the_one_that_was_shown(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    Order.objects.update(tiers=Tiers.of((timedelta(days=14), 50, 25)).as_json())
    address = f"/my/visits/{visit.id}/time/"
    page = world.client("a").get(address)
    fee = re.search(r'name="seen_fee" value="(\d+)"', page.content.decode())[1]  # type: ignore[index]
    free = re.search(r'name="starts_at" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]

    unseen = world.client("a").post(address, {"starts_at": unescape(free)})
    seen = world.client("a").post(address, {"starts_at": unescape(free), "seen_fee": fee})
    back = world.client("a").post(f"/my/visits/{visit.id}/earlier-time/")

    assert "Siirtäminen maksaa nyt 23,00 €" in words(page)
    assert [answer.status_code for answer in (unseen, seen, back)] == [409, 302, 302]
    assert MoveFee.objects.count() == 0
    assert Visit.objects.get(id=visit.id).starts_at == visit.starts_at


def test_the_page_of_a_series_asks_as_often_for_many_visits_as_for_few(world: World, series: Series) -> None:
    client = world.client("b")
    client.get(f"/my/series/{series.id}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/my/series/{series.id}/")
    first = visits_of(series)[0]
    for number in range(1, 51):
        length = timedelta(days=7 * number)
        copy = Visit.objects.create(
            subject_id=first.subject_id, order_id=first.order_id, starts_at=first.starts_at + length,
            ends_at=first.ends_at + length, state="offered", postcode=first.postcode, grid_row=first.grid_row,
            grid_column=first.grid_column,
        ) if number % 4 else None  # fmt: skip
        if copy:
            day = series.first_on + length
            Occurrence.objects.create(series=series, day_on=day, outcome="visit", visit=copy, noted_at=world.at)

    with CaptureQueriesContext(connection) as many:
        page = client.get(f"/my/series/{series.id}/")

    assert page.content.decode().count("/my/visits/") > 35
    assert len(many) == len(few)
