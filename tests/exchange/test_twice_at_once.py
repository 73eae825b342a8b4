"""One file that is uploaded twice at the same moment is taken once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from lupaus.exchange import imports
from lupaus.exchange.kinds import Kind
from lupaus.exchange.models import Import
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.exchange.files import book, customer
from tests.support import NOON
from tests.world_files import OWNER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.drill]


def uploaded_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """Upload one file from two connections that meet just before they write; return how many were taken in."""
    content, mint, meeting = book({Kind.CUSTOMERS: [customer(1)]}), imports.subjects.mint, Barrier(2)

    def met(*args: object, **kwargs: object) -> object:
        with suppress(BrokenBarrierError):  # the other one is held back: that is what a lock does
            meeting.wait(timeout=1)
        return mint(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(imports.subjects, "mint", met)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(_upload(content), range(2)))
    return Import.objects.count()


def _upload(content: bytes) -> Callable[[int], None]:
    def upload(_number: int) -> None:
        try:
            with processing(OWNER, Purpose.CUSTOMER_CARE, NOON, place="test"):
                imports.receive("rekisteri.xlsx", content, by=OWNER, at=NOON)
        finally:
            connection.close()

    return upload


def test_a_file_that_comes_twice_at_once_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert uploaded_at_once(monkeypatch) == 1


def test_control_without_the_lock_it_is_taken_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "lock_table", lambda model: None)

    assert uploaded_at_once(monkeypatch) == 2
