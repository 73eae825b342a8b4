"""The pages of providers and of the office in a browser: readable at every width and in the dark, without faults."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from lupaus.foundation import clock
from tests import world as worlds
from tests.browser.conftest import DESK, NARROW, PHONE, Windows, sign_in_as
from tests.staging import add_oven, visit_of
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.drill]

PAGES = {
    "p": ("/work/", "/work/offers/", "/work/visits/{visit}/", "/work/hours/", "/work/me/"),
    "office": (
        "/staff/",
        "/staff/visits/{visit}/",
        "/staff/visits/{visit}/provider/",
        "/staff/visits/{visit}/time/",
        "/staff/visits/{visit}/cancellation/",
        "/staff/visits/{visit}/no-show/",
        "/staff/visits/{done_visit}/",
        "/staff/invoices/",
        "/staff/invoices/{invoice}/",
        "/staff/customers/",
    ),
}


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    add_oven(made)
    clock.set_to(visit_of(made).starts_at - timedelta(minutes=30))
    return made


@pytest.mark.parametrize("who", list(PAGES))
def test_no_page_is_wider_than_its_window_or_fails_an_accessibility_rule(
    world: World, windows: Windows, who: str
) -> None:
    faults = []
    for size, dark in ((NARROW, False), (PHONE, True), (DESK, False)):
        page = sign_in_as(world, who, windows.open(size, dark=dark, scripts=True, bypass_csp=True))
        for address in PAGES[who]:
            answer = page.goto(address.format(**world.ids))
            assert answer is not None
            assert answer.status == 200, address
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found = [fault["id"] for fault in Axe().run(page).response["violations"]]
            if wide or found:
                faults.append((address, size, dark, wide, found))

    assert faults == []
