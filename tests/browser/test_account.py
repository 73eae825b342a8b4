"""Account pages in a real browser: passkeys, narrow screens, both themes, accessibility rules."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from lupaus.accounts import factors
from lupaus.promises import Role
from tests.browser.conftest import NARROW, Windows
from tests.sites.account.test_second_factor import with_totp
from tests.support import account, outbox, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

OPEN = ("login/", "login/password/", "password/forgotten/", "signed-out/", "closed/", "link/none/")
SIGNED_IN = (
    "", "sessions/", "email/", "password/first/", "factors/", "factors/app/", "factors/passkeys/",
    "again/mail/", "logout/",
)  # fmt: skip


def authenticator(page: Page) -> None:
    """Give the browser a passkey device that always says yes."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def mailed_code() -> str:
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", outbox("accounts.login_code")[-1].text)
    assert found
    return found.group()


def by_code(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Sähköposti").fill(address)
    page.get_by_role("button", name="Lähetä koodi").click()
    page.get_by_label("Koodi").fill(mailed_code())
    page.get_by_role("button", name="Kirjaudu").click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Kirjaudu ulos").click()


def test_a_passkey_is_made_and_signs_in_alone_and_as_second_factor(windows: Windows) -> None:
    user = account("toimisto@example.fi", Role.OFFICE)
    page = windows.open(scripts=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    authenticator(page)

    by_code(page, "toimisto@example.fi")
    page.get_by_role("link", name="Lisää").click()
    page.get_by_label("Tietokone").check()
    page.get_by_label("Haluan kirjautua pelkällä tällä avaimella").check()
    page.get_by_role("button", name="Luo pääsyavain").click()
    page.wait_for_url("**/factors/codes/**")
    assert page.locator("main li").count() == 10
    assert factors.has_one(user)

    sign_out(page)
    page.goto("/account/login/?next=/account/sessions/")
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    page.get_by_role("heading", name="Kirjautumiset").wait_for()

    sign_out(page)
    by_code(page, "toimisto@example.fi")
    page.get_by_role("button", name="Käytä pääsyavainta").click()
    page.wait_for_url("**/staff/**")
    assert errors == []


def test_without_scripts_there_is_no_button_that_needs_them(windows: Windows) -> None:
    page = windows.open()

    page.goto("/account/login/")

    assert page.get_by_role("button", name="Lähetä koodi").is_visible()
    assert not page.get_by_role("button", name="Kirjaudu pääsyavaimella").is_visible()


def test_somebody_signs_in_and_out_without_scripts(windows: Windows) -> None:
    account("aino@example.fi")
    page = windows.open(NARROW)

    by_code(page, "aino@example.fi")
    page.goto("/account/")
    assert "aino@example.fi" in page.inner_text("main")
    page.get_by_role("button", name="Kirjaudu ulos").click()

    assert page.url.endswith("/account/signed-out/")
    page.goto("/account/")
    assert "/account/login/" in page.url


@pytest.mark.parametrize("dark", [False, True])
def test_pages_fit_narrow_screens_and_meet_the_accessibility_rules(windows: Windows, dark: bool) -> None:
    user = with_totp(account("aino@example.fi"))
    page = windows.open(NARROW, dark=dark, scripts=True)
    page.goto("/account/login/")
    faults = _faults(page, OPEN)
    key = sign_in(Client(), user).cookies["lupaus_session"].value
    page.context.add_cookies([{"name": "lupaus_session", "value": key, "url": page.url}])
    faults |= _faults(page, SIGNED_IN)

    assert faults == {}


def _faults(page: Page, paths: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(f"/account/{path}")
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        rules = [each["id"] for each in Axe().run(page).response["violations"]]
        if wide or rules:
            found[path] = [*(["too wide"] if wide else []), *rules]
    return found
