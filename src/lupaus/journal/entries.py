"""Write journal entries; nothing changes or removes one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from lupaus.journal.models import Entry, Outcome
from lupaus.promises import Actor, Category, Purpose


@dataclass(slots=True)
class _Gathered:
    """Entries of the act under way, and how many savepoints lie around them."""

    savepoints: int
    rows: list[Entry] = field(default_factory=list)


_act: ContextVar[_Gathered | None] = ContextVar("act", default=None)


@contextmanager
def act() -> Iterator[None]:
    """Make one transaction of an act, also where it takes many verbs, and write their entries together at its end.

    An act within an act is part of it: it fails with the whole, and sets no savepoint. Whoever wants to try a verb
    and go on when it refuses opens a transaction around it; what is recorded in there is written there.
    """
    if _act.get() is not None:
        yield
        return
    with transaction.atomic():
        gathered = _Gathered(len(connection.savepoint_ids))
        token = _act.set(gathered)
        try:
            yield
        finally:
            _act.reset(token)
        Entry.objects.bulk_create(gathered.rows)


def record(
    action: str,
    *,
    by: Actor,
    purpose: Purpose,
    at: datetime,
    subjects: Iterable[UUID] = (),
    about: tuple[str, UUID | None] = ("", None),
) -> Entry:
    """Record an act ("visit.cancelled") in the transaction of the act itself.

    `about` names the thing acted on ("visit", id); `subjects` are the people it concerns. The entry fails with
    the act and the act with the entry.
    """
    return _write(action, Outcome.DONE, by, purpose, at, subjects, (), about)


def seen(
    *,
    by: Actor,
    purpose: Purpose,
    at: datetime,
    subjects: Iterable[UUID],
    categories: Iterable[Category],
    place: str,
) -> Entry:
    """Record that data was opened on one page, in one job or command (`place`)."""
    return _write("data.seen", Outcome.SEEN, by, purpose, at, subjects, categories, (place, None))


def seen_all(
    opened: Mapping[frozenset[Category], Iterable[UUID]], *, by: Actor, purpose: Purpose, at: datetime, place: str
) -> None:
    """Record what `seen` does for several sets of categories, each with whom they were opened of; written together."""
    rows = [
        _entry("data.seen", Outcome.SEEN, by, purpose, at, subjects, categories, (place, None))
        for categories, subjects in opened.items()
    ]
    gathered = _gathering()
    if gathered is not None:
        gathered.rows += rows
    else:
        Entry.objects.bulk_create(rows)


def denied(*, by: Actor, purpose: Purpose, at: datetime, about: tuple[str, UUID | None]) -> Entry:
    """Record that somebody asked for what is not theirs to see."""
    return _write("access.denied", Outcome.DENIED, by, purpose, at, (), (), about)


def _write(
    action: str,
    outcome: Outcome,
    by: Actor,
    purpose: Purpose,
    at: datetime,
    subjects: Iterable[UUID],
    categories: Iterable[Category],
    about: tuple[str, UUID | None],
) -> Entry:
    entry = _entry(action, outcome, by, purpose, at, subjects, categories, about)
    gathered = _gathering()
    if gathered is not None:
        gathered.rows.append(entry)
    else:
        entry.save(force_insert=True)
    return entry


def _gathering() -> _Gathered | None:
    """Return the act under way; none within a savepoint, whose entries must fall with it."""
    gathered = _act.get()
    return gathered if gathered and gathered.savepoints == len(connection.savepoint_ids) else None


def _entry(
    action: str,
    outcome: Outcome,
    by: Actor,
    purpose: Purpose,
    at: datetime,
    subjects: Iterable[UUID],
    categories: Iterable[Category],
    about: tuple[str, UUID | None],
) -> Entry:
    return Entry(
        at=at,
        action=action,
        outcome=outcome,
        actor=by.id,
        role=by.role.value,
        room=by.name,
        purpose=purpose.code,
        subjects=sorted(set(subjects)),
        categories=sorted({category.code for category in categories}),
        about_kind=about[0],
        about=about[1],
    )
