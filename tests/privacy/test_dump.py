"""Nobody's name, address, number, note or code stands in the open in anything that is stored.

Step 0 comes first: the scanner finds every word in every dress when it is planted.
"""

import base64
import json
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test import Client

from lupaus.project.environment import Kind
from lupaus.project.logs import logging_for
from tests import world as worlds
from tests.canaries import database, search
from tests.support import drain
from tests.world import AINO, BERIT, COMMENT, LIISA, PEKKA, QUILLE, RATING, World

pytestmark = pytest.mark.django_db

WORDS = sorted(
    {word for human in (AINO, BERIT, PEKKA, QUILLE) for word in human.canaries().values()}
    | {LIISA.name, LIISA.street, LIISA.email or "", COMMENT, RATING}
)


@pytest.fixture
def world() -> World:
    """Return the company with its messages still in the queue."""
    return worlds.build()


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Return everything that is logged, in production's own words, from the finest level on."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**_formatting()))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(level)
    root.removeHandler(handler)


def _formatting() -> dict[str, Any]:
    formatting: dict[str, Any] = logging_for(Kind.PRODUCTION)["formatters"]["lupaus"]
    return {name: value for name, value in formatting.items() if name != "()"}


def files() -> dict[str, bytes]:
    if not isinstance(default_storage, FileSystemStorage):
        return {}
    return {str(path): path.read_bytes() for path in Path(default_storage.location).rglob("*") if path.is_file()}


DRESSES = {
    "plain": lambda word: word,
    "capitals": str.upper,
    "small": str.lower,
    "url": quote,
    "json": json.dumps,
    "base64": lambda word: base64.b64encode(word.encode()).decode(),
    "base64 inside": lambda word: base64.b64encode(f"xy{word}z".encode()).decode(),
    "hex": lambda word: word.encode().hex(),
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES.keys())
def test_step_0_the_scanner_finds_every_word_in_every_dress(dress: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table scratch(planted text)")
        for word in WORDS:
            cursor.execute("insert into scratch values (%s)", [dress(word)])  # type: ignore[operator]

    found = search({"scratch": database()["scratch"]}, WORDS)

    assert {find.word for find in found} == set(WORDS)


def test_step_0_the_scanner_finds_words_in_binary_columns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table scratch(utf8 bytea, utf16 bytea)")
        for word in WORDS:
            cursor.execute("insert into scratch values (%s, %s)", [word.encode(), word.encode("utf-16-le")])

    assert {find.word for find in search({"scratch": database()["scratch"]}, WORDS)} == set(WORDS)


def test_step_0_the_scanner_finds_a_number_without_spaces() -> None:
    found = search({"a": b"tel:+358407351846", "b": b"0407351846"}, [AINO.phone])

    assert {find.where for find in found} == {"a", "b"}


def test_nothing_personal_stands_in_the_open_in_the_database(world: World) -> None:
    tables = database()

    assert search(tables, WORDS) == []
    assert len(tables) > 40
    assert all(tables[table] for table in ("register_customer", "register_address", "orders_order", "accounts_user"))


def test_neither_logs_nor_files_hold_anything_personal(world: World, log: StringIO) -> None:
    drain()
    wander(world)
    Client(raise_request_exception=False).get("/?q=%00")
    logging.getLogger("lupaus.tests").warning("Something was logged")

    assert "Something was logged" in log.getvalue()
    assert search({"log": log.getvalue().encode()} | files(), WORDS) == []


def test_control_a_name_in_a_log_line_is_found(log: StringIO) -> None:
    logging.getLogger("lupaus.tests").warning("Could not write to %s", AINO.email)

    assert {find.word for find in search({"log": log.getvalue().encode()}, WORDS)} == {AINO.email}


def test_control_a_name_beside_a_log_line_is_dropped_before_it_is_written(log: StringIO) -> None:
    logging.getLogger("lupaus.tests").warning("Could not write", extra={"address": AINO.email})

    assert "Could not write" in log.getvalue()
    assert search({"log": log.getvalue().encode()}, WORDS) == []


def test_sessions_cache_and_queue_hold_nothing_personal(world: World) -> None:
    wander(world)

    tables = database()

    assert search(tables, WORDS) == []
    assert all(tables[table] for table in ("accounts_session", "procrastinate_jobs"))


def test_what_is_delivered_leaves_nothing_in_the_open(world: World) -> None:
    drain()

    assert search(database(), WORDS) == []


@pytest.mark.parametrize(
    "sql",
    [
        "alter table register_customer add column plain text; update register_customer set plain = '{}'",
        "update procrastinate_jobs set args = jsonb_build_object('name', '{}')",
        "update accounts_session set sealed = convert_to('{}', 'utf8')",
    ],
    ids=["a plain column", "a job with a value", "an open session"],
)
def test_control_one_plain_value_is_found(world: World, sql: str) -> None:
    wander(world)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(sql.format(AINO.first_name))

    assert {find.word for find in search(database(), WORDS)} == {AINO.first_name}


def wander(world: World) -> None:
    """Let everybody open their pages and a visitor ask for a code, so that sessions and cache are in use."""
    Client().post("/account/login/", {"login": AINO.email, "email": AINO.email})
    for who, page in (("a", "/my/"), ("p", "/work/"), ("office", "/staff/")):
        world.client(who).get(page)
