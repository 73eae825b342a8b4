"""Series on the office's desk."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.foundation import clock
from lupaus.scheduling.models import Occurrence, Outcome, Series, Visit
from tests.world import World


@pytest.fixture
def series(world: World) -> Series:
    return Series.objects.get(id=world.ids["series"])


def words(response: object) -> str:
    content = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).replace("\xa0", " ").split())


def visits_of(series: Series) -> list[Visit]:
    return list(Visit.objects.filter(occurrence__series=series).order_by("starts_at"))


def test_the_day_says_that_a_series_waits_and_the_list_names_no_customer(world: World, series: Series) -> None:
    office = world.client("office")

    listed = words(office.get("/staff/series/"))

    assert "1 sarjan päivä odottaa uutta aikaa" in words(office.get("/staff/"))
    assert "Joka 4. viikko torstaisin" in listed
    assert series.order.customer.number in listed
    assert "Beritta" not in listed


def test_the_office_ends_a_series_from_a_visit_on_and_takes_it_back(world: World, series: Series) -> None:
    office, second = world.client("office"), visits_of(series)[1]
    address = f"/staff/series/{series.id}/"

    missing = office.post(f"{address}ending/", {})
    ended = office.post(f"{address}ending/?from={second.id}", {"reason": "not_needed"})
    states = [visit.state for visit in visits_of(series)]
    undone = office.post(f"{address}resumption/")

    assert (missing.status_code, ended.status_code, undone.status_code) == (422, 302, 302)
    assert states == ["offered", "cancelled"]
    assert {visit.state for visit in visits_of(series)} == {"offered"}
    clock.set_to(world.at + timedelta(hours=1))
    assert office.post(f"{address}resumption/").status_code == 409


def test_the_office_chooses_another_time_with_the_customer(world: World, series: Series) -> None:
    office = world.client("office")
    address = f"/staff/series/{series.id}/days/{world.ids['series_day']}/"
    start = re.search(r'name="start" value="([^"]+)"', office.get(address).content.decode())[1]  # type: ignore[index]

    answers = [office.post(address, {}), office.post(address, {"start": start}), office.get(address)]

    assert [answer.status_code for answer in answers] == [422, 302, 302]
    assert not Occurrence.objects.filter(outcome=Outcome.CONFLICT).exists()


def test_the_page_of_a_visit_leads_to_its_series_and_takes_a_cancellation_back(world: World, series: Series) -> None:
    office, first = world.client("office"), visits_of(series)[0]
    visit = f"/staff/visits/{first.id}/"
    assert f"/staff/series/{series.id}/" in office.get(visit).content.decode()
    office.post(f"{visit}cancellation/", {"reason": "not_needed"})
    page = words(office.get(visit))

    back = office.post(f"{visit}restoration/")

    assert "Kumoa peruminen" in page
    assert back.status_code == 302
    assert visits_of(series)[0].state == "offered"
    assert office.post(f"{visit}restoration/").status_code == 409


@pytest.mark.parametrize("wrong", ["x", "00000000-0000-4000-8000-000000000000"])
def test_ending_from_no_visit_is_no_page(world: World, series: Series, wrong: str) -> None:
    assert world.client("office").get(f"/staff/series/{series.id}/ending/?from={wrong}").status_code == 404


def test_the_list_asks_as_often_for_fifty_days_as_for_one(world: World, series: Series) -> None:
    office = world.client("office")
    office.get("/staff/series/")
    with CaptureQueriesContext(connection) as one:
        office.get("/staff/series/")
    Occurrence.objects.bulk_create(
        Occurrence(
            series=series, day_on=series.next_on + timedelta(weeks=number), outcome="conflict", noted_at=world.at
        )
        for number in range(1, 50)
    )

    with CaptureQueriesContext(connection) as fifty:
        page = office.get("/staff/series/")

    assert page.content.decode().count("/days/") == 25
    assert len(fifty) == len(one)
