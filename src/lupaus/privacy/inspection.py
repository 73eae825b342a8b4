"""What the person in charge of registers may ask of the journal: who has looked at one customer, when and why.

Nothing is opened for it: entries hold ids, times and words, never values. Looking here is itself a look, and the
person it is about reads of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from lupaus.journal import entries
from lupaus.journal.models import Entry, Outcome
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.privacy.notice.texts import VIEWERS
from lupaus.promises import Actor, Category, Purpose, Role

CASE = "case.opened_"
"""How the entry of a case that the office opened begins; the reason follows."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whose journal is read, and over which time.

    `subject` is who the customer is now, `former` whom they were before two were merged into one, `thing` the
    customer's own id, `own` the accounts that are theirs.
    """

    subject: UUID
    former: frozenset[UUID]
    thing: UUID
    own: frozenset[UUID]
    period: Period


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is told: a look, a case that was opened (`reason`), or an attempt that was refused.

    `account` tells employees apart without naming them.
    """

    at: datetime
    who: str
    account: str
    why: str
    what: tuple[str, ...]
    place: str
    reason: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class DayOfProgram:
    """What the program did by itself on one day, for one purpose."""

    day: date
    why: str
    times: int


def looks_of_people(inquiry: Inquiry) -> QuerySet[Entry]:
    """Return looks, cases and refusals by people other than the customer, newest first."""
    told = Q(outcome=Outcome.SEEN) | Q(outcome=Outcome.DENIED) | Q(action__startswith=CASE)
    others = _about(inquiry).filter(told).exclude(role__in=[Role.SYSTEM.value, Role.VISITOR.value])
    return others.exclude(actor__in=inquiry.own).order_by("-at")


def looks_of_program(inquiry: Inquiry, language: str) -> list[DayOfProgram]:
    """Return what the program opened by itself, by day and purpose, newest first."""
    rows = (
        _about(inquiry)
        .filter(outcome=Outcome.SEEN, role=Role.SYSTEM.value)
        .annotate(day=TruncDate("at", tzinfo=walltime.HELSINKI))
        .values("day", "purpose")
        .annotate(times=Count("pk"))
        .order_by("-day", "purpose")
    )
    return [DayOfProgram(row["day"], _why(row["purpose"], language), row["times"]) for row in rows]


def own_looks(inquiry: Inquiry) -> int:
    """Return how often the customer opened their own data."""
    own = Q(actor__in=inquiry.own) | Q(role=Role.VISITOR.value)
    return _about(inquiry).filter(own, outcome=Outcome.SEEN).count()


def told(found: Iterable[Entry], language: str) -> list[Line]:
    """Return entries in words."""
    return [_line(entry, language) for entry in found]


def note(inquiry: Inquiry, *, by: Actor, purpose: Purpose, at: datetime, place: str) -> None:
    """Write into the journal that it was read about this person, so that they learn of it."""
    subjects: Collection[UUID] = [inquiry.subject]
    entries.seen(by=by, purpose=purpose, at=at, subjects=subjects, categories=[Category.ACCESS_LOG], place=place)


def _about(inquiry: Inquiry) -> QuerySet[Entry]:
    concerned = Q(subjects__overlap=[inquiry.subject, *inquiry.former]) | Q(about=inquiry.thing)
    return Entry.objects.filter(concerned, at__gte=inquiry.period.from_at, at__lt=inquiry.period.until_at)


def _line(entry: Entry, language: str) -> Line:
    opened = frozenset(entry.categories)
    return Line(
        at=entry.at,
        who=VIEWERS[Role(entry.role)].in_language(language),
        account=entry.actor.hex[:4] if entry.actor else "",
        why=_why(entry.purpose, language),
        what=tuple(category.say(language) for category in Category if category.code in opened),
        place=entry.about_kind,
        reason=entry.action.removeprefix(CASE) if entry.action.startswith(CASE) else "",
        is_refused=entry.outcome == Outcome.DENIED,
    )


def _why(code: str, language: str) -> str:
    return Purpose[code.upper()].say(language)
