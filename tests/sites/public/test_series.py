"""A series is ordered: the pace on the first screen, what is in the way on one more, the days on the last."""

import re
from datetime import timedelta
from html import unescape

from lupaus.kernel.period import Period
from lupaus.orders.models import Draft, Order
from lupaus.providers.models import LeaveKind
from lupaus.scheduling import leaves
from lupaus.scheduling.models import Occupation, Series, Visit
from tests.sites.public.conftest import AT, OWNER, TODAY, Browser

WEEK = timedelta(days=7)


def weekly(browser: Browser, every_weeks: int = 1) -> None:
    browser.choose_service(every_weeks=every_weeks)


def away(browser: Browser, weeks: int) -> None:
    """Let the only provider be away on the day of one occurrence of a series that begins on the first free day."""
    first = Period.day(TODAY + timedelta(days=1) + weeks * WEEK)
    leaves.register(browser.shop.provider, first, LeaveKind.VACATION, by=OWNER, at=AT)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ").split())


def test_the_pace_is_chosen_with_the_service_and_nothing_more_is_typed(browser: Browser) -> None:
    page = browser.client.get(f"/order/?service={browser.shop.cleaning.code}").content.decode()

    assert all(each in words(page) for each in ("Kerran", "Joka viikko", "Joka 2. viikko", "Joka 4. viikko"))
    assert "käynti tehdään seuraavana arkipäivänä" in words(page)


def test_five_screens_make_a_series(browser: Browser) -> None:
    weekly(browser, 2)
    steps = [browser.choose_time(), browser.give_address(), browser.give_contact()]
    check = words(browser.client.get("/order/check/").content.decode())
    placed = browser.order()

    assert [step.url for step in steps] == ["/order/address/", "/order/contact/", "/order/check/"]
    assert "Tilaa sarja, 134,00 € käynniltä" in check
    assert check.count("klo 8.00") >= 4
    series = Series.objects.get()
    assert (series.every_weeks, Visit.objects.count()) == (2, 4)
    assert placed.url == f"/order/{Order.objects.get().id}/"
    assert "Joka 2. viikko tiistaisin klo 8.00" in words(browser.client.get(placed.url).content.decode())


def test_what_is_in_the_way_is_shown_with_alternatives_and_the_best_is_chosen(browser: Browser) -> None:
    away(browser, 2)
    weekly(browser)

    assert browser.choose_time().url == "/order/series/"
    page = browser.client.get("/order/series/").content.decode()

    assert "Sama tekijä ei pääse silloin" in words(page)
    chosen = re.search(r'name="(day_\d+)" value="([^"]+)"[^>]*checked', page)
    assert chosen
    assert "Jätetään tämä käynti väliin" in words(page)
    answer = browser.client.post("/order/series/", {chosen[1]: chosen[2]})
    assert answer.url == "/order/address/"
    assert list(Draft.objects.get().picks.values()) == [chosen[2]]


def test_ordering_with_a_pick_makes_that_visit_and_the_others_on_their_days(browser: Browser) -> None:
    away(browser, 2)
    weekly(browser)
    browser.choose_time()
    page = browser.client.get("/order/series/").content.decode()
    name = re.search(r'name="(day_\d+)"', page)[1]  # type: ignore[index]
    browser.client.post("/order/series/", {name: "skip"})
    browser.give_address()
    browser.give_contact()

    browser.order()

    starts = [visit.starts_at for visit in Visit.objects.order_by("starts_at")]
    assert len(starts) == 7
    assert starts[0] + 2 * WEEK not in starts


def test_an_answer_that_is_missing_is_asked_for(browser: Browser) -> None:
    away(browser, 1)
    weekly(browser)
    browser.choose_time()

    answer = browser.client.post("/order/series/", {})

    assert answer.status_code == 422
    assert "Valitse, mitä tälle päivälle tehdään" in words(answer.content.decode())


def test_a_time_that_was_never_offered_leaves_the_day_open(browser: Browser) -> None:
    away(browser, 1)
    weekly(browser)
    browser.choose_time()
    page = browser.client.get("/order/series/").content.decode()
    name = re.search(r'name="(day_\d+)"', page)[1]  # type: ignore[index]

    answers = [browser.client.post("/order/series/", {name: lie}) for lie in ("2026-12-01", "x\x00", "9" * 400)]

    assert [answer.status_code for answer in answers] == [422, 400, 422]


def test_a_day_taken_meanwhile_brings_the_customer_back_to_choose(browser: Browser) -> None:
    weekly(browser)
    browser.choose_time()
    browser.give_address()
    browser.give_contact()
    away(browser, 3)

    answer = browser.order()

    assert answer.status_code == 409
    assert "Osa sarjan päivistä ei onnistu" in words(answer.content.decode())
    assert Order.objects.count() == 0
    assert Occupation.objects.filter(visit__isnull=False).count() == 0
    assert browser.client.get("/order/check/").url == "/order/series/"


def test_once_never_sees_the_page_of_days(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    assert browser.client.get("/order/series/").url == "/order/address/"


def test_a_pace_that_is_not_ours_is_refused(browser: Browser) -> None:
    assert browser.choose_service(every_weeks=7).status_code == 422
