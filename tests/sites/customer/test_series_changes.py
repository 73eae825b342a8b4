"""Moving and pausing a series on its customer's pages."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest

from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.orders.models import Order
from lupaus.orders.tiers import Tiers
from lupaus.providers.models import LeaveKind, Provider
from lupaus.scheduling import leaves, series_moves
from lupaus.scheduling.models import Occurrence, Outcome, Series, Visit
from tests.support import SYSTEM, outbox
from tests.world import World

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def series(world: World) -> Series:
    found = Series.objects.get(id=world.ids["series"])
    Occurrence.objects.filter(series=found, outcome=Outcome.CONFLICT).delete()
    return found


def words(response: Any) -> str:
    content = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).replace("\xa0", " ").split())


def visits_of(series: Series) -> list[Visit]:
    return list(Visit.objects.filter(occurrence__series=series).order_by("starts_at"))


def starts(page: Any) -> list[str]:
    return [unescape(each) for each in re.findall(r'name="start" value="([^"]+)"', page.content.decode())]


def test_three_choices_stand_on_the_pages_where_a_visit_is_changed(world: World, series: Series) -> None:
    second = visits_of(series)[1]

    for name, change in (("time", "time"), ("cancellation", "ending")):
        page = world.client("b").get(f"/my/visits/{second.id}/{name}/").content.decode()
        assert "Vain tämä käynti" in page
        assert f'href="/my/series/{series.id}/{change}/?from={second.id}"' in page
        assert f'href="/my/series/{series.id}/{change}/"' in page


def test_a_series_is_moved_after_every_day_and_the_price_were_shown_and_comes_back(
    world: World, series: Series
) -> None:
    b, path = world.client("b"), f"/my/series/{series.id}/time/"
    before = [visit.starts_at for visit in visits_of(series)]
    start = starts(b.get(path))[2]
    link = f"{path}?every=2&start={start.replace('+', '%2B')}"

    shown = words(b.get(link))
    moved = b.post(link, {"seen_fee": 0})
    now = [visit.starts_at for visit in visits_of(series)]
    page = words(b.get(moved.url))
    undone = b.post(f"/my/series/{series.id}/earlier-time/")

    assert "Joka 2. viikko" in shown
    assert "Siirrä sarja maksutta" in shown
    assert now[0] == datetime.fromisoformat(start)
    assert now[1] - now[0] in {2 * WEEK, 2 * WEEK - timedelta(hours=1)}
    assert "Kumoa" in page
    assert "Aiemmat ajat" in page
    assert undone.status_code == 302
    assert [visit.starts_at for visit in visits_of(series)] == before


def test_this_and_the_following_leave_the_visits_before(world: World, series: Series) -> None:
    first, second = visits_of(series)
    b, path = world.client("b"), f"/my/series/{series.id}/time/"
    start = (second.starts_at - DAY).isoformat()

    done = b.post(f"{path}?from={second.id}&start={start.replace('+', '%2B')}", {"seen_fee": 0})

    assert done.status_code == 302
    assert [visit.starts_at for visit in visits_of(series)] == [first.starts_at, second.starts_at - DAY]


def test_a_day_in_the_way_is_asked_about_and_what_was_picked_is_made(world: World, series: Series) -> None:
    first, second = visits_of(series)
    away = walltime.day_of(second.starts_at + 4 * DAY)
    for provider in Provider.objects.filter(left_at=None):
        leaves.register(provider, Period.day(away), LeaveKind.VACATION, by=SYSTEM, at=world.at)
    b = world.client("b")
    start = (first.starts_at + 4 * DAY).isoformat().replace("+", "%2B")
    link = f"/my/series/{series.id}/time/?start={start}"

    page = b.get(link).content.decode()
    name, offered = re.findall(r'name="(day_\d+)" value="([^"]+)"', page)[0]
    refused = b.post(link, {"seen_fee": 0})
    b.post(link, {"seen_fee": 0, name: unescape(offered)})

    assert name == f"day_{away:%Y%m%d}"
    assert refused.status_code == 422
    assert visits_of(series)[1].starts_at == datetime.fromisoformat(unescape(offered))


def test_a_price_that_went_up_is_shown_before_anything_is_moved(world: World, series: Series) -> None:
    first = visits_of(series)[0]
    Order.objects.update(tiers=Tiers.of((timedelta(days=14), 50, 50)).as_json())
    start = (first.starts_at + DAY).isoformat().replace("+", "%2B")
    link = f"/my/series/{series.id}/time/?start={start}"

    page = world.client("b").get(link)
    refused = world.client("b").post(link, {"seen_fee": 0})

    assert re.search(r"Siirrä sarja, \d+,\d\d €", words(page))
    assert refused.status_code == 409
    assert visits_of(series)[0].starts_at == first.starts_at


@pytest.mark.parametrize(
    "asked",
    [
        "start=x",
        "start=9999-12-31T23:59:59%2B00:00",
        "start=0001-01-01T00:00:00%2B14:00",
        "start=2026-13-01",
        "every=99&start=2026-12-01T07:07:00%2B00:00",
    ],
)
def test_what_is_no_time_is_answered_with_the_times_there_are(world: World, series: Series, asked: str) -> None:
    for answer in (world.client("b").get, world.client("b").post):
        page = answer(f"/my/series/{series.id}/time/?{asked}")
        assert page.status_code == 409
        assert starts(page)


def test_a_series_rests_with_three_clicks_and_goes_on_again(world: World, series: Series) -> None:
    b, path = world.client("b"), f"/my/series/{series.id}/pause/"
    page = b.get(path).content.decode()
    choice = re.findall(r'name="returns" value="([^"]+)"', page)[0]

    paused = b.post(path, {"returns": choice})
    states = [visit.state for visit in visits_of(series)]
    back = b.post(f"/my/series/{series.id}/continuation/")

    assert paused.status_code == 302
    assert states == ["cancelled", "offered"]
    assert back.status_code == 302
    assert [visit.state for visit in visits_of(series)] == ["offered", "offered"]
    assert b.post(path, {"returns": "20990101-0"}).status_code == 422


def test_the_letter_brings_the_calendar_up_to_date(world: World, series: Series) -> None:
    first, second = visits_of(series)
    start = (first.starts_at + DAY).isoformat().replace("+", "%2B")
    world.client("b").post(f"/my/series/{series.id}/time/?start={start}", {"seen_fee": 0})

    series_moves.tell(at=clock.now() + timedelta(minutes=11))

    (mail,) = (each for each in outbox("scheduling.series_moved") if each.subject_id == series.subject_id)
    calendar = mail.files[0][2].decode()
    for visit in (first, second):
        assert f"{visit.id}@lupaus" in calendar
    assert calendar.count("SEQUENCE:1") == 2


def test_the_office_moves_and_pauses_for_the_customer(world: World, series: Series) -> None:
    office, first = world.client("office"), visits_of(series)[0]
    start = (first.starts_at + DAY).isoformat().replace("+", "%2B")

    moved = office.post(f"/staff/series/{series.id}/time/?start={start}", {})
    at = visits_of(series)[0].starts_at
    undone = office.post(f"/staff/series/{series.id}/earlier-time/")
    choice = re.findall(
        r'name="returns" value="([^"]+)"', office.get(f"/staff/series/{series.id}/pause/").content.decode()
    )[0]
    office.post(f"/staff/series/{series.id}/pause/", {"returns": choice})

    assert (moved.status_code, undone.status_code) == (302, 302)
    assert at == first.starts_at + DAY
    assert visits_of(series)[0].state == "cancelled"
