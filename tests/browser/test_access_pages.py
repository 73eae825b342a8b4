"""People, rights, firms and the confidentiality agreement in a browser: readable at every width and in the dark."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from lupaus.foundation import clock
from tests import world as worlds
from tests.browser.conftest import DESK, NARROW, PHONE, Windows, sign_in_as
from tests.world import World

pytestmark = pytest.mark.browser

PAGES = (
    "/staff/people/",
    "/staff/people/new/",
    "/staff/people/{office_user}/",
    "/staff/people/agreement/",
    "/staff/people/agreement/new/",
    "/staff/setup/firms/",
    "/staff/setup/firms/new/",
    "/staff/setup/providers/{provider_q}/",
    "/staff/setup/providers/{provider_q}/firm/",
    "/staff/setup/providers/{provider_q}/attestation/",
    "/account/confidentiality/",
)

OF_THE_FIRM = (
    "/firm/",
    "/firm/people/{provider_q}/attestation/",
    "/firm/people/{provider_q}/withdrawal/",
    "/firm/proposals/new/",
)


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    clock.set_to(made.at + timedelta(minutes=1))
    return made


def test_no_page_is_wider_than_its_window_or_fails_an_accessibility_rule(world: World, windows: Windows) -> None:
    faults = []
    for size, dark in ((NARROW, False), (PHONE, True), (DESK, False)):
        signed_in = {
            who: sign_in_as(world, who, windows.open(size, dark=dark, scripts=True, bypass_csp=True))
            for who in ("owner", "firm")
        }
        for who, address in (*(("owner", each) for each in PAGES), *(("firm", each) for each in OF_THE_FIRM)):
            page = signed_in[who]
            answer = page.goto(address.format(**world.ids))
            assert answer is not None
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found = [fault["id"] for fault in Axe().run(page).response["violations"]]
            if wide or found:
                faults.append((address, size, dark, wide, found))

    assert faults == []
