"""Write journal entries; nothing changes or removes one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lupaus.journal.models import Entry, Outcome
from lupaus.promises import Actor, Category, Purpose


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
    return Entry.objects.create(
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
