"""Acts: many verbs, one transaction, their entries written together."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lupaus.journal import entries
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose
from tests.support import NOON

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def record(action: str) -> None:
    entries.record(action, by=SYSTEM, purpose=Purpose.SECURITY, at=NOON, about=("thing", uuid4()))


@entries.act()
def verb(action: str, then: Callable[[], None] = lambda: None) -> None:
    record(action)
    then()


def fail() -> None:
    raise LookupError


def actions() -> list[str]:
    return sorted(Entry.objects.values_list("action", flat=True))


def writes(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"].partition(" ")[0] for query in captured.captured_queries]


def test_the_entries_of_an_act_are_written_together_and_an_act_within_it_sets_no_savepoint() -> None:
    with CaptureQueriesContext(connection) as captured:
        verb("a.done", lambda: verb("b.done", lambda: verb("c.done")))

    assert actions() == ["a.done", "b.done", "c.done"]
    assert writes(captured) == ["SAVEPOINT", "INSERT", "RELEASE"]


def test_outside_an_act_every_entry_is_written_at_once() -> None:
    """The control of the test above."""
    with CaptureQueriesContext(connection) as captured:
        record("a.done")
        record("b.done")

    assert writes(captured) == ["INSERT", "INSERT"]


def test_an_act_that_fails_leaves_nothing_and_the_next_one_begins_anew() -> None:
    with pytest.raises(LookupError):
        verb("a.done", lambda: verb("b.done", fail))
    verb("c.done")

    assert actions() == ["c.done"]


def test_what_was_tried_within_an_act_and_failed_is_not_recorded() -> None:
    def tried() -> None:
        with pytest.raises(LookupError), transaction.atomic():
            verb("b.done", fail)

    verb("a.done", tried)

    assert actions() == ["a.done"]


def test_what_was_tried_within_an_act_and_went_well_is_recorded() -> None:
    def tried() -> None:
        with transaction.atomic():
            verb("b.done")

    verb("a.done", tried)

    assert actions() == ["a.done", "b.done"]
