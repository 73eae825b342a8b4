"""Whether the tables that only grow are still guarded: what can be said of the journal today, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Max, Min

from lupaus.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Guard:
    """One table that only grows, and whether the database itself refuses to change and to empty it."""

    table: str
    refuses_changes: bool
    refuses_emptying: bool

    @property
    def holds(self) -> bool:
        """Say whether both guards stand."""
        return self.refuses_changes and self.refuses_emptying


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is written in the journal."""

    entries: int
    first_at: datetime | None
    last_at: datetime | None


def guards(tables: Sequence[str]) -> list[Guard]:
    """Return each table with its guards as the database has them now."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS, [list(tables)])
        standing = {str(name) for (name,) in cursor.fetchall()}
    return [
        Guard(table, f"{table}_is_append_only" in standing, f"{table}_is_never_emptied" in standing) for table in tables
    ]


def extent() -> Extent:
    """Return how many entries there are, and from when to when."""
    found = Entry.objects.aggregate(entries=Count("pk"), first_at=Min("at"), last_at=Max("at"))
    return Extent(**found)


# Enabled triggers only: one that somebody disabled guards nothing.
_TRIGGERS = """
select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
 where c.relname = any(%s) and t.tgenabled in ('O', 'A') and not t.tgisinternal
"""
