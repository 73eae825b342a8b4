"""H32, H33, H56: codes and links that work once, for one person, in one browser, and not by being looked at."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import pytest
from asgiref.local import Local
from django.core.cache import cache, caches
from django.core.cache.backends import locmem
from django.urls import resolve
from pytest_django.fixtures import Settings

from lupaus.accounts import sign_in_links
from lupaus.foundation import clock
from lupaus.providers import invitations
from lupaus.providers.models import Provider
from tests.doors import DOORS, VISITOR, A, B, Q
from tests.hostile.conftest import Browser, Walk
from tests.hostile.test_effects import written
from tests.hostile.test_replay import newest_code
from tests.sites.account.test_second_factor import totp, with_totp
from tests.support import SYSTEM, outbox

pytestmark = pytest.mark.django_db

WRONG = "ZZZZ-ZZZZ"
LINK = re.compile(r"https?://[^/\s]+(/[^\s\"<>]*)")
WITH_TOKEN = {"account_link", "invitation:show"}
"""The addresses that do something for whoever has the link, without a sign-in."""
NOTING = {"public:channel"}
"""Addresses whose link signs nobody in: a press notes that a test letter arrived (tests/privacy/test_channel.py)."""


def sign_in_link(walk: Walk) -> str:
    token = sign_in_links.make(walk.world.users[A], by=SYSTEM, at=walk.world.at, now=clock.wall())
    return f"/account/link/{token}/"


def invitation(walk: Walk) -> str:
    provider = Provider.objects.get(id=walk.world.ids["provider_q"])
    Provider.objects.filter(id=provider.id).update(user=None)
    invitations.invite(provider, by=SYSTEM, at=walk.world.at, now=clock.wall())
    return LINK.findall(outbox("providers.invitation")[-1].text)[0]


LINKS = pytest.mark.parametrize("make", [sign_in_link, invitation])


@contextmanager
def linked(walk: Walk, make: Callable[[Walk], str]) -> Iterator[str]:
    with walk.attempt(VISITOR):
        yield make(walk)


def works(browser: Browser) -> bool:
    return browser.get("/account/sessions/").status_code == HTTPStatus.OK


@LINKS
def test_h32_a_scanner_that_opens_a_link_uses_nothing_up_and_gets_no_session(
    walk: Walk, make: Callable[[Walk], str]
) -> None:
    with linked(walk, make) as path:
        before, scanner = written(), walk.browser(VISITOR)
        looks = [look(path) for look in (scanner.get, scanner.head, scanner.get)]
        refused = [look(path).status_code for look in (scanner.options, scanner.put, scanner.delete)]
        assert (written(), works(scanner)) == (before, False)
        person = walk.browser(VISITOR)
        person.post(path)

        assert [look.status_code for look in looks] == [HTTPStatus.OK] * 3
        assert set(refused) == {HTTPStatus.METHOD_NOT_ALLOWED}
        assert works(person)


@LINKS
def test_h32_and_h56_a_link_works_once_and_not_when_a_sign_of_it_is_changed(
    walk: Walk, make: Callable[[Walk], str]
) -> None:
    with linked(walk, make) as path:
        at = len(path) // 2
        changed = f"{path[:at]}{'a' if path[at] != 'a' else 'b'}{path[at + 1 :]}"
        tampered = [walk.browser(VISITOR) for _ in range(4)]
        for browser, other in zip(tampered, (changed, path[:-2] + "/", path.upper(), path[:-1] + "a/"), strict=True):
            browser.post(other)
        walk.browser(VISITOR).post(path)
        again = walk.browser(VISITOR)
        again.post(path)

        assert [works(browser) for browser in (*tampered, again)] == [False] * 5


@LINKS
def test_h56_somebody_elses_link_opens_that_account_and_does_nothing_to_ones_own(
    walk: Walk, make: Callable[[Walk], str]
) -> None:
    with linked(walk, make) as path:
        browser = walk.browser(B)
        browser.post(path)
        mine = browser.get("/my/data/")

        assert works(browser)
        assert walk.world.cast.b.street not in mine.content.decode()


def test_h56_no_link_of_any_letter_acts_when_it_is_opened_by_its_reader_or_by_anybody(walk: Walk) -> None:
    paths = {path for mail in outbox() for path in LINK.findall(mail.text)}
    names = {resolve(path.partition("?")[0]).view_name for path in paths}

    assert len(paths) > 3
    assert names <= set(DOORS)
    for path in paths:
        for who in (VISITOR, A, B, Q):
            counted, browser = written(), walk.browser(who)
            browser.get(path)
            assert written() == counted, path


def test_h56_no_address_but_two_does_anything_by_a_link_alone(walk: Walk) -> None:
    """A link that stops letters or reminders would be one more; it must be tried like these two."""
    by_token = {name for name, door in DOORS.items() if "token" in door.args}

    assert by_token == WITH_TOKEN | NOTING


def test_control_a_link_that_acts_when_it_is_looked_at_is_seen(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    with linked(walk, sign_in_link) as path:
        before = written()
        token = path.split("/")[-2]

        def used(*_: object, **__: object) -> bool:
            return bool(sign_in_links.use(token, by=SYSTEM, at=walk.world.at, now=clock.wall()))

        monkeypatch.setattr(sign_in_links, "is_usable", used)
        walk.browser(VISITOR).get(path)

        assert written() != before


# ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────


def ask_to_sign_in(walk: Walk, browser: Browser) -> str:
    browser.post("/account/login/", {"email": walk.world.cast.a.email})
    return "/account/login/code/"


def ask_for_a_password(walk: Walk, browser: Browser) -> str:
    browser.post("/account/password/forgotten/", {"email": walk.world.cast.a.email})
    return "/account/password/forgotten/code/"


ASKS = {"accounts.login_code": ask_to_sign_in, "accounts.password_code": ask_for_a_password}
KINDS = pytest.mark.parametrize("kind", ASKS)


def is_through(browser: Browser, path: str, code: str) -> bool:
    """Say whether a code leads on: to one's pages, or to the form for a new password."""
    answer = browser.post(path, {"code": code})
    on = answer.get("Location", "")
    return answer.status_code == HTTPStatus.FOUND and not on.startswith(("/account/login/", path, ASKED[path]))


ASKED = {
    "/account/login/code/": "/account/login/",
    "/account/password/forgotten/code/": "/account/password/forgotten/?",
}


@KINDS
def test_h33_a_code_of_one_browser_opens_nothing_in_another(walk: Walk, kind: str) -> None:
    with walk.attempt(VISITOR) as owner:
        cache.clear()
        path = ASKS[kind](walk, owner)
        code = newest_code(kind)
        thief, nobody = walk.browser(VISITOR), walk.browser(VISITOR)
        ASKS[kind](walk, thief)

        opened = [is_through(browser, path, code) for browser in (thief, nobody)]

        assert (opened, is_through(owner, path, code)) == ([False, False], True)


@KINDS
def test_h33_after_three_wrong_codes_the_right_one_is_spent(walk: Walk, kind: str) -> None:
    with walk.attempt(VISITOR) as browser:
        cache.clear()
        path = ASKS[kind](walk, browser)
        code = newest_code(kind)
        for _ in range(3):
            browser.post(path, {"code": WRONG})

        assert not is_through(browser, path, code)


@KINDS
def test_control_after_two_it_is_not(walk: Walk, kind: str) -> None:
    with walk.attempt(VISITOR) as browser:
        cache.clear()
        path = ASKS[kind](walk, browser)
        for _ in range(2):
            browser.post(path, {"code": WRONG})

        assert is_through(browser, path, newest_code(kind))


@KINDS
def test_h33_new_browsers_and_networks_buy_a_bounded_number_of_guesses(walk: Walk, kind: str) -> None:
    """At most forty codes an hour for an address, each with three tries, among twenty thousand million."""
    with walk.attempt(VISITOR):
        cache.clear()
        before = len(outbox(kind))
        for number in range(60):
            browser = walk.browser(VISITOR)
            browser.defaults["REMOTE_ADDR"] = f"198.51.{number}.7"
            ASKS[kind](walk, browser)

        assert len(outbox(kind)) - before <= 40


def second_worker() -> None:
    """Be another process: whatever the cache keeps in this one's memory is not there."""
    caches._connections = Local(caches.thread_critical)
    for kept in (locmem._caches, locmem._expire_info):
        kept.clear()


def times_it_works(walk: Walk) -> int:
    """Sign in twice with one code of the application, each time through another worker."""
    with walk.attempt(VISITOR):
        cache.clear()
        with_totp(walk.world.users[A])
        browsers, used = [walk.browser(VISITOR), walk.browser(VISITOR)], totp()
        for browser in browsers:
            path = ask_to_sign_in(walk, browser)
            browser.post(path, {"code": newest_code("accounts.login_code")})
        for browser in browsers:
            second_worker()
            browser.post("/account/login/factor/", {"code": used})
        return sum(works(browser) for browser in browsers)


def test_h33_a_code_of_the_application_works_once_through_whichever_worker(walk: Walk) -> None:
    assert times_it_works(walk) == 1


def test_control_with_a_cache_of_each_workers_own_it_would_work_twice(walk: Walk, settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    second_worker()

    assert times_it_works(walk) == 2
