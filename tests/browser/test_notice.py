"""The notice in a real browser: nothing sticks out at 320 px, and no rule of accessibility is broken."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from lupaus.foundation import clock
from lupaus.privacy import policy, versions
from tests.browser.conftest import DESK, NARROW, Windows
from tests.privacy.test_versions import CHANGE, COMPANY
from tests.support import SYSTEM, found_company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/tietosuoja", "/dataskydd", "/privacy")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_sticks_out_on_a_narrow_phone(windows: Windows, page: str) -> None:
    window = windows.open(NARROW)

    window.goto(page)

    assert window.evaluate("document.documentElement.scrollWidth") == NARROW[0]


@pytest.mark.parametrize("page", PAGES)
def test_it_breaks_no_rule_of_accessibility(windows: Windows, page: str) -> None:
    window = windows.open(DESK, scripts=True)

    window.goto(page)

    assert [rule["id"] for rule in Axe().run(window).response["violations"]] == []


def test_on_paper_nothing_is_folded(windows: Windows) -> None:
    window = windows.open(DESK)
    window.goto("/tietosuoja")
    shown = "[...document.querySelectorAll('details.fold td')].map(cell => cell.checkVisibility())"
    on_screen = window.evaluate(shown)

    window.emulate_media(media="print")

    assert set(on_screen) == {False}
    assert set(window.evaluate(shown)) == {True}


def test_versions_and_their_differences_break_no_rule_either(windows: Windows) -> None:
    at = clock.now()
    found_company(COMPANY, at=at)
    policy.keep("traces", 180, by=SYSTEM, at=at)
    versions.publish(by=SYSTEM, at=at, change=CHANGE)
    window = windows.open(NARROW, scripts=True)

    for page in ("/tietosuoja/v/1", "/tietosuoja/v/2/muutokset/1", "/dataskydd/versioner"):
        window.goto(page)
        assert window.evaluate("document.documentElement.scrollWidth") == NARROW[0]
        assert [rule["id"] for rule in Axe().run(window).response["violations"]] == []
