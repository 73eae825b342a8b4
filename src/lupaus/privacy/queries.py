"""What a person may ask of us: who has looked at my data, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lupaus.journal.models import Entry, Outcome
from lupaus.kernel import walltime
from lupaus.privacy.notice.texts import VIEWERS
from lupaus.promises import Category, Purpose, Role
from lupaus.register import merging

NEWEST = 2000
"""How many journal entries are read for one answer; far more than a customer gathers in a year."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a person's data, or several of one day and kind put together.

    `who` is a role, never a name: the person may know when and why, and the names of employees only where that
    is essential. Source: CJEU C-579/21. `times` is more than 1 for what the program did by itself and for
    lists of many people; `at` is then the latest of them.
    """

    at: datetime
    who: str
    why: str
    what: tuple[str, ...]
    times: int
    is_list: bool
    is_program: bool


def looks_at(subjects: Collection[UUID], *, own: Collection[UUID], at: datetime, language: str = "fi") -> list[Look]:
    """Return who opened data of `subjects` before `at`, newest first; two queries however many there are.

    Looks at a customer who was merged into one of them are theirs, too.

    Looks by the accounts `own`, and by a visitor at their own draft, are the person's own and left out.
    """
    subjects = {*subjects, *merging.also_known(subjects)}
    entries = (
        Entry.objects.filter(outcome=Outcome.SEEN, subjects__overlap=list(subjects), at__lte=at)
        .exclude(actor__in=list(own))
        .exclude(role=Role.VISITOR.value)
        .order_by("-at")[:NEWEST]
    )
    return _told(entries, frozenset(subjects), language)


def _told(entries: Iterable[Entry], subjects: frozenset[UUID], language: str) -> list[Look]:
    """Return the looks as they are told: one by one, but what is no look at this very person by day."""
    bundles: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        bundles.setdefault(_bundle(entry, subjects), []).append(entry)
    return sorted(
        (_look(each, subjects, language) for each in bundles.values()), key=lambda look: look.at, reverse=True
    )


def _bundle(entry: Entry, subjects: frozenset[UUID]) -> tuple[object, ...]:
    if not _is_list(entry, subjects) and entry.role != Role.SYSTEM.value:
        return (entry.pk,)
    day: date = walltime.day_of(entry.at)
    return (day, entry.role, entry.purpose, _is_list(entry, subjects))


def _is_list(entry: Entry, subjects: frozenset[UUID]) -> bool:
    return not subjects.issuperset(entry.subjects)


def _look(entries: list[Entry], subjects: frozenset[UUID], language: str) -> Look:
    latest = entries[0]
    opened = {code for entry in entries for code in entry.categories}
    return Look(
        at=latest.at,
        who=VIEWERS[Role(latest.role)].in_language(language),
        why=Purpose[latest.purpose.upper()].say(language),
        what=tuple(category.say(language) for category in Category if category.code in opened),
        times=len(entries),
        is_list=_is_list(latest, subjects),
        is_program=latest.role == Role.SYSTEM.value,
    )
