"""Whether what only grows is guarded, as the database says."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection

from lupaus.journal import entries, integrity
from lupaus.journal.integrity import Extent, Guard
from lupaus.promises import Actor, Purpose

pytestmark = pytest.mark.django_db


def test_the_journal_is_guarded() -> None:
    assert integrity.guards(["journal_entry"]) == [Guard("journal_entry", True, True)]


def test_control_a_table_without_triggers_is_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter table journal_entry disable trigger journal_entry_is_append_only")

    (guard, nothing) = integrity.guards(["journal_entry", "no_such_table"])

    assert (guard.refuses_changes, guard.refuses_emptying, guard.holds) == (False, True, False)
    assert not nothing.holds


def test_the_extent_is_from_the_first_entry_to_the_last() -> None:
    assert integrity.extent() == Extent(0, None, None)
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (20, 22)]
    for day in days:
        entries.record("x.done", by=Actor.system("x"), purpose=Purpose.SECURITY, at=day, subjects=[uuid4()])

    assert integrity.extent() == Extent(2, *days)
