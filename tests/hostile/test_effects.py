"""H24: looking changes nothing, neither do forms of other sites, and nothing but GET, HEAD and POST is answered."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.db import connection

from lupaus.catalogue import queries
from lupaus.catalogue.models import Service
from tests.canaries import database
from tests.doors import DOORS, Door
from tests.hostile.conftest import Walk, post
from tests.hostile.inputs import TOKEN
from tests.hostile.parts import PARTS, at_every_door

pytestmark = pytest.mark.django_db

PASSING = {"journal_entry", "accounts_session", "lupaus_cache"}
"""Tables that a look may write to: who looked, which browser, how often."""
DOOR = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def written() -> dict[str, int]:
    """Return how many rows of each table this transaction has inserted, changed or deleted so far, even in vain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"
            " where n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {table: count for table, count in cursor.fetchall() if table not in PASSING}


def content() -> dict[str, int]:
    """Return a mark of what each table holds."""
    return {table: hash(rows) for table, rows in database().items() if table not in PASSING}


@pytest.mark.parametrize("room", PARTS)
def test_h24_after_looking_at_everything_twice_every_table_is_as_it_was(walk: Walk, room: str) -> None:
    marks = content()
    for door in PARTS[room]:
        counted, browser = written(), walk.browser(door.first)
        for look in (browser.get, browser.get, browser.head):
            look(walk.address(door))
        assert written() == counted, door.name

    assert content() == marks


def test_control_a_look_that_writes_is_seen(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home page that writes is seen twice: by the rows counted, even written in vain, and by what tables hold."""
    counted, marks = written(), content()
    with walk.attempt("visitor") as client:
        monkeypatch.setattr(queries, "offerings", writing(Service.objects.all().update, name_fi="Toinen"))
        client.get("/")

        assert changed_tables(counted, written()) == {"catalogue_service"}
        assert changed_tables(marks, content()) == {"catalogue_service"}


def writing(write: Callable[..., object], **values: str) -> Callable[..., list[object]]:
    """Return a question that writes and then answers with nothing."""

    def ask(*_: object) -> list[object]:
        write(**values)
        return []

    return ask


def changed_tables(before: dict[str, int], now: dict[str, int]) -> set[str]:
    return {table for table, mark in now.items() if mark != before.get(table)}


@at_every_door
def test_h24_a_form_from_another_site_changes_nothing(walk: Walk, door: Door) -> None:
    for form in walk.forms(door)[:2]:
        fields = {name: value for name, value in form.filled().items() if name != TOKEN}
        before = written()
        with walk.attempt(door.first, checks_csrf=True) as client:
            answer = post(client, form.action, fields, origin="https://evil.example")

            assert answer.status_code in {403, 405}
            assert written() == before


def test_control_a_form_with_its_token_does_change_something(walk: Walk) -> None:
    door = DOORS["customer:data_phone"]
    (form,) = walk.forms(door)
    with walk.attempt("a") as client:
        counted, marks = written(), content()
        fields = {**form.filled(), **dict.fromkeys(form.typed, "+358 40 111 2233")}

        assert post(client, form.action, fields).status_code == 302
        assert written() != counted
        assert content() != marks


@at_every_door
def test_h24_other_methods_are_refused_at_every_address(walk: Walk, door: Door) -> None:
    with walk.attempt(door.first) as client:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"):
            assert client.generic(method, walk.address(door)).status_code == 405


@at_every_door
def test_h21_no_address_answers_under_another_name(walk: Walk, door: Door) -> None:
    with walk.attempt(door.first) as client:
        for name in ("evil.example", "localhost:80@evil.example", "localhost.evil.example"):
            assert client.get(walk.address(door), headers={"Host": name}).status_code == 400


@at_every_door
def test_h21_and_h28_what_is_said_twice_is_answered_alike_and_for_this_host(walk: Walk, door: Door) -> None:
    twice = "id=1&id=2&page=2&page=1&q=a&q=b&q[]=c&on=2026-11-26&on=2026-11-27&next=/&next=//evil.example"
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Host": "evil.example", "X-Original-URL": "/staff/"}
    with walk.attempt(door.first) as client:
        first, second = (client.get(f"{walk.address(door)}?{twice}", headers=forwarded) for _ in range(2))

    assert first.status_code == second.status_code
    assert first.get("Location") == second.get("Location")
    assert urlsplit(first.get("Location", "")).netloc == ""
    assert not re.search(rb"""(href|action|src|url)=["']?(https?:)?//evil""", first.content)
