"""One world for all the walks; every attempt is undone, so that each begins in the same one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve, reverse
from pytest_django import DjangoDbBlocker

from lupaus.foundation import clock
from tests import world as worlds
from tests.doors import DOORS, Door
from tests.hostile.forms import Form, forms_of
from tests.world import World

_BOTH = (True, False)


class Browser(Client):
    """Django's test client without its copies of every template's context, which nobody here looks at."""

    def request(self, **request: Any) -> HttpResponse:
        """Send a request through the whole product and keep the cookies."""
        answer = self.handler(self._base_environ(**request))
        answer.request = request
        self.cookies.update(answer.cookies)
        return answer


@dataclass
class Walk:
    """Everybody's browser in the same world; what one attempt changes, the next does not see."""

    world: World
    known: dict[str, list[Form]] = field(default_factory=dict)
    handlers: dict[bool, ClientHandler] = field(default_factory=lambda: {each: ClientHandler(each) for each in _BOTH})

    def browser(self, who: str, *, checks_csrf: bool = False) -> Browser:
        """Give a browser in which `who` is signed in; what is done with it stays done."""
        fresh = Browser(raise_request_exception=False)
        fresh.handler = self.handlers[checks_csrf]
        kept = self.world.client(who).cookies
        fresh.cookies = SimpleCookie({name: cookie.value for name, cookie in kept.items()})
        return fresh

    @contextmanager
    def attempt(self, who: str, *, checks_csrf: bool = False) -> Iterator[Browser]:
        """Give the browser of `who` and take back whatever is done with it."""
        with transaction.atomic():
            yield self.browser(who, checks_csrf=checks_csrf)
            transaction.set_rollback(True)

    def address(self, door: Door, **other: object) -> str:
        """Return the door's address with the world's ids in it; `other` arguments instead of them."""
        args = {
            name: value[1:] if value.startswith("=") else self.world.ids[value] for name, value in door.args.items()
        }
        return reverse(door.name, kwargs={**args, **other})

    def forms(self, door: Door) -> list[Form]:
        """Return the forms that POST to this door, from whatever page shows them; a bare one when none does."""
        if not self.known:
            self._crawl()
        payload = {name: [str(value)] for name, value in (door.payload(self.world) if door.payload else {}).items()}
        bare = Form(self.address(door), "post", payload or {"word": ["word"]}, list(payload))
        return self.known[door.name] or [bare]

    def _crawl(self) -> None:
        self.known = {name: [] for name in DOORS}
        seen: set[tuple[str, frozenset[str]]] = set()
        for door in DOORS.values():
            for form in [] if door.posts else self._read(door, self.address(door)):
                name = _name_of(form.action)
                mark = (name, frozenset(form.fields))
                if form.method == "post" and name in self.known and mark not in seen:
                    seen.add(mark)
                    self.known[name].append(form)

    def _read(self, door: Door, address: str) -> list[Form]:
        with self.attempt(door.first) as client:
            page = client.get(address)
        is_page = page.status_code == 200 and page["Content-Type"].startswith("text/html")
        return list(forms_of(page.content.decode(), address)) if is_page else []


def _name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    """Build the world of a module, with the module's own CAST when it has one."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = worlds.build(cast=getattr(request.module, "CAST", worlds.Cast()))
        clock.set_to(made.at)
        for who in ("visitor", *made.users):
            made.client(who)
        yield Walk(made)
        transaction.set_rollback(True)


def post(client: Client, address: str, fields: dict[str, Any], **headers: str) -> HttpResponse:
    """Send a form the way a browser does."""
    return client.post(urlsplit(address).path, fields, headers=headers)
