"""What every test may lean on."""

from collections.abc import Iterator

import pytest
from django.db import connection

from lupaus.keys import epoch, root
from lupaus.keys.keystore import MemoryKeystore, keystore

_APPEND_ONLY = r"select tgrelid::regclass::text from pg_trigger where tgname like '%\_is\_never\_emptied'"


@pytest.fixture(autouse=True)
def _append_only_tables_are_emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let Django empty append-only tables after a test that commits; within the test their triggers stand."""
    if "transactional_db" not in request.fixturenames and not _commits(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    _set_triggers("enable")
    yield
    _set_triggers("disable")


@pytest.fixture(autouse=True)
def _keys_are_given_back() -> Iterator[None]:
    """Give back the keys that a test destroys or rotates away: only its rows are rolled back with it."""
    store = keystore()
    if not (root.in_memory() and isinstance(store, MemoryKeystore)):
        yield
        return
    kept, ring = store._keys.copy(), epoch.ring()
    yield
    now = keystore()  # another one, when the test set the keystore up anew
    if root.in_memory() and isinstance(now, MemoryKeystore):
        now._keys = kept | store._keys | now._keys
        epoch.replace(ring)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def _set_triggers(state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_ONLY)
        for (table,) in cursor.fetchall():
            cursor.execute(f"alter table {table} {state} trigger user")
