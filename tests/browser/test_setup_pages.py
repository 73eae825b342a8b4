"""The pages of the setup as an owner meets them: narrow and wide, light and dark, right and wrong."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from lupaus.foundation import clock
from lupaus.promises import Role
from tests.browser.conftest import DESK, NARROW, Windows
from tests.browser.test_order import WIDTH, broken_rules
from tests.sites.public.conftest import Shop
from tests.support import account, sign_in

pytestmark = pytest.mark.browser

READ = (
    "", "company/", "company/form/", "opening/", "opening/week/", "opening/holidays/christmas_eve/",
    "opening/closures/", "services/", "services/new/hour/", "services/new/square_metre/", "services/kotisiivous/",
    "services/kotisiivous/form/", "services/kotisiivous/prices/", "add-ons/", "add-ons/uuni/", "providers/",
    "providers/new/",
)  # fmt: skip
OF_PROVIDER = ("", "person/", "home/", "skills/", "areas/", "hours/", "leaves/")
SENT_EMPTY = ("company/form/", "services/new/hour/", "opening/closures/", "providers/new/")


def addresses(shop: Shop) -> list[str]:
    own = [f"providers/{shop.provider.id}/{page}" for page in OF_PROVIDER]
    return [f"/staff/setup/{page}" for page in (*READ, *own)]


def owners(windows: Windows, size: tuple[int, int], *, dark: bool) -> Page:
    """Open a window in which the owner is signed in."""
    page = windows.open(size, dark=dark, scripts=True, bypass_csp=True)
    signed_in = sign_in(Client(), account("omistaja@malli.example", Role.OWNER, at=clock.now()))
    name = "lupaus_session"
    cookie = {"name": name, "value": signed_in.cookies[name].value, "url": windows.server.url}
    page.context.add_cookies([cookie])
    return page


@pytest.mark.parametrize(("size", "dark"), [(NARROW, True), (DESK, False)])
def test_the_setup_keeps_the_rules_and_fits(shop: Shop, windows: Windows, size: tuple[int, int], dark: bool) -> None:
    page, found, wide = owners(windows, size, dark=dark), [], []

    for address in addresses(shop):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found += broken_rules(page, address)
        wide += [address] if page.evaluate(WIDTH) > size[0] else []

    assert (found, wide) == ([], [])


def test_wrong_forms_keep_the_rules_and_fit(shop: Shop, windows: Windows) -> None:
    page, found, wide = owners(windows, NARROW, dark=False), [], []

    for form in SENT_EMPTY:
        page.goto(f"/staff/setup/{form}")
        page.locator("main form input:not([type=hidden], [type=radio], [type=checkbox])").first.fill("")
        page.locator("main form .btn.go").click()
        assert page.title().startswith("Virhe: "), form
        found += broken_rules(page, form)
        wide += [form] if page.evaluate(WIDTH) > NARROW[0] else []

    assert (found, wide) == ([], [])
