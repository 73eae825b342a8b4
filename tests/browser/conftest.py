"""A real browser in front of the real program: Debian's Chromium, no scripts unless a test asks for them."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from lupaus.foundation import clock
from tests.sites.public import conftest as shops
from tests.sites.public.conftest import Shop
from tests.world import World

# Playwright runs an event loop in this thread; the program answers in others.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_LEFT_OVER = """
select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
"""
PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)


@pytest.fixture(scope="session")
def chromium(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Chromium]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.fail("needs Chromium: run bin/browser")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_LEFT_OVER)  # a thread of the server may still hold the connection of its last answer


@dataclass
class Windows:
    """Opens windows on the live server and closes them after the test."""

    chromium: Chromium
    server: LiveServer
    opened: list[BrowserContext]

    # Any: further options of playwright's own.
    def open(self, size: tuple[int, int] = PHONE, *, dark: bool = False, scripts: bool = False, **options: Any) -> Page:
        context = self.chromium.new_context(
            base_url=self.server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="fi-FI",
            timezone_id="Europe/Helsinki",
            **options,
        )
        self.opened.append(context)
        return context.new_page()


@pytest.fixture
def windows(chromium: Chromium, live_server: LiveServer) -> Iterator[Windows]:
    made = Windows(chromium, live_server, [])
    yield made
    for context in made.opened:
        context.close()


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    """Open a company that can take an order, on a Monday at 10.00."""
    clock.set_to(shops.AT)
    return shops.open_shop()


def sign_in_as(world: World, who: str, page: Page) -> Page:
    """Let the window be somebody's browser: "a", "p", "office" …."""
    cookie = world.client(who).cookies["lupaus_session"].value
    page.context.add_cookies([{"name": "lupaus_session", "value": cookie, "domain": "localhost", "path": "/"}])
    return page


@pytest.fixture
def fill_in() -> Callable[[Page, str], None]:
    """Fill in an order by hand up to a screen: time, address, contact, check or done."""
    return fill_in_to


def fill_in_to(page: Page, screen: str) -> None:
    """Walk through the order like a person until `screen` is shown."""
    for name in walk(page):
        if name == screen:
            return


def _service(page: Page) -> None:
    page.goto("/order/?postcode=00500")
    page.get_by_role("button", name="Valitse Kotisiivous").click()


def _times(page: Page) -> None:
    page.get_by_role("button", name="Katso vapaat ajat").click()


def _time(page: Page) -> None:
    page.locator(".slots .btn").first.click()


def _address(page: Page) -> None:
    page.get_by_label("Katuosoite").fill("Esimerkkikatu 5 A 12")
    page.get_by_label("Ovikoodi tai avainboksi").check()
    page.get_by_label("Ovikoodi tai kulkuohje").fill("4711#")
    page.get_by_label("Kissa").check()
    page.get_by_role("button", name="Jatka yhteystietoihin").click()


def _contact(page: Page) -> None:
    page.get_by_label("Etunimi").fill("Maija")
    page.get_by_label("Sukunimi").fill("Meikäläinen")
    page.get_by_label("Sähköposti", exact=True).fill("maija@esimerkki.fi")
    page.get_by_label("Puhelin").fill("040 123 4567")
    page.get_by_role("button", name="Jatka tarkistukseen").click()


def _check(page: Page) -> None:
    page.get_by_text("Aloittakaa").click()
    page.get_by_role("button", name="Tilaa 134,00").click()


_SCREENS = (
    ("service", _service, re.compile(r"/order/(\?.*)?$")),
    ("time", _times, re.compile(r"/order/time/(\?.*)?$")),
    ("address", _time, "**/order/address/"),
    ("contact", _address, "**/order/contact/"),
    ("check", _contact, "**/order/check/"),
    ("done", _check, re.compile(r"/order/[0-9a-f-]{36}/$")),
)


def walk(page: Page) -> Iterator[str]:
    """Walk through the whole order and yield the name of every screen while it is shown."""
    for name, fill, address in _SCREENS:
        fill(page)
        page.wait_for_url(address)  # a click returns before its answer is there, and history has no page to go back to
        yield name
