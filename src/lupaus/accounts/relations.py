"""Who works in the office, as relations know it: the rows that an owner may open to decide about access."""

from collections.abc import Collection
from datetime import datetime

from lupaus.accounts.models import User
from lupaus.promises import Actor
from lupaus.promises.access import Relation
from lupaus.vault import relations
from lupaus.vault.relations import RowRef


def connect() -> None:
    """Say for which rows the relation holds; called once, when the program starts."""
    relations.register(Relation.COLLEAGUE, about_colleagues)


def about_colleagues(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
    """Return the rows about people who were ever proposed for a role in the office; one query."""
    del actor, at
    asked = {row.subject for row in rows if row.subject is not None}
    known = User.objects.filter(subject__in=asked, grants__isnull=False).values_list("subject_id", flat=True)
    found = set(known)
    return {row for row in rows if row.subject in found}
