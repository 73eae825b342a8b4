"""The customer's pages in a browser: readable at every width and in the dark, without scripts, undone by a press."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lupaus.foundation import clock
from tests import world as worlds
from tests.browser.conftest import DESK, NARROW, PHONE, Windows
from tests.world import World

pytestmark = pytest.mark.browser

PAGES = (
    "/my/",
    "/my/visits/{offered_visit}/",
    "/my/visits/{done_visit}/",
    "/my/visits/{offered_visit}/time/",
    "/my/visits/{visit}/cancellation/",
    "/my/visits/{visit}/household/",
    "/my/visits/{visit}/note/",
    "/my/data/",
    "/my/data/history/",
    "/my/data/looks/",
    "/my/data/letters/",
    "/my/data/health/withdrawal/",
    "/my/data/{customer}/name/",
    "/my/data/{customer}/addresses/new/",
    "/my/data/addresses/{address}/removal/",
    "/my/invoices/",
)


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    clock.set_to(made.at + timedelta(minutes=1))
    return made


def as_a(world: World, page: Page) -> Page:
    """Let the window be A's browser."""
    cookie = world.client("a").cookies["lupaus_session"].value
    page.context.add_cookies([{"name": "lupaus_session", "value": cookie, "domain": "localhost", "path": "/"}])
    return page


def test_no_page_is_wider_than_its_window_or_fails_an_accessibility_rule(world: World, windows: Windows) -> None:
    faults = []
    for size, dark in ((NARROW, False), (PHONE, True), (DESK, False)):
        page = as_a(world, windows.open(size, dark=dark, scripts=True, bypass_csp=True))
        for address in PAGES:
            answer = page.goto(address.format(**world.ids))
            assert answer is not None
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found = [fault["id"] for fault in Axe().run(page).response["violations"]]
            if wide or found:
                faults.append((address, size, dark, wide, found))

    assert faults == []


def test_a_visit_is_moved_undone_and_cancelled_without_scripts(world: World, windows: Windows) -> None:
    page = as_a(world, windows.open(PHONE))
    page.goto(f"/my/visits/{world.ids['offered_visit']}/")
    before = page.inner_text("h1")

    page.click("text=Siirrä käynti")
    page.click("button[name=starts_at] >> nth=-1")
    assert page.inner_text("h1") != before
    page.click(".toast button")
    assert page.inner_text("h1") == before
    page.click("text=Peru käynti")
    page.check("input[name=reason] >> nth=0")
    page.click("text=Peru käynti maksutta")

    assert "Se ei maksa mitään" in page.inner_text(".toast")
    assert page.locator("text=Siirrä käynti").count() == 0


def test_the_door_code_shows_after_a_press_and_not_after_reading_again(world: World, windows: Windows) -> None:
    page = as_a(world, windows.open(DESK))
    page.goto("/my/data/")
    assert page.locator(".code").count() == 0

    page.click("text=Näytä >> nth=0")

    assert page.inner_text(".code") == worlds.AINO.code
    page.goto("/my/data/")
    assert page.locator(".code").count() == 0
