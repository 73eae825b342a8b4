"""The journal grows and never changes."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from lupaus.journal import entries
from lupaus.journal.models import Entry, Outcome
from lupaus.promises import Actor, Category, Purpose

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_an_act_is_recorded_with_who_why_and_about_whom() -> None:
    subject, visit = uuid4(), uuid4()

    entries.record(
        "visit.cancelled",
        by=Actor.system("scheduling"),
        purpose=Purpose.SERVICE_DELIVERY,
        at=AT,
        subjects=[subject],
        about=("visit", visit),
    )

    entry = Entry.objects.get()
    assert (entry.action, entry.outcome, entry.role, entry.room) == (
        "visit.cancelled",
        Outcome.DONE,
        "system",
        "scheduling",
    )
    assert (entry.purpose, entry.subjects, entry.about_kind, entry.about) == (
        "service_delivery",
        [subject],
        "visit",
        visit,
    )


CHANGES = ["update journal_entry set action = 'x'", "delete from journal_entry", "truncate journal_entry"]


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_can_be_neither_changed_nor_removed(change: str) -> None:
    _entry()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Entry.objects.get().action == "data.seen"


@pytest.mark.parametrize("change", CHANGES)
def test_control_without_the_triggers_an_entry_is_changed(change: str) -> None:
    _entry()

    with connection.cursor() as cursor:
        cursor.execute("drop trigger journal_entry_is_append_only on journal_entry")
        cursor.execute("drop trigger journal_entry_is_never_emptied on journal_entry")
        cursor.execute(change)

    assert not Entry.objects.filter(action="data.seen").exists()


def _entry() -> Entry:
    return entries.seen(
        by=Actor.visitor(),
        purpose=Purpose.ORDERING,
        at=AT,
        subjects=[uuid4()],
        categories=[Category.NAME],
        place="page",
    )
