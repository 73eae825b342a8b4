"""How rows stand to the actor: upper rooms say for which rows a relation holds.

A resolver takes a set of rows in and gives the related ones out: one query for a whole page, never one a row.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lupaus.promises import Actor, Relation


class RowRef(NamedTuple):
    """One row that holds personal data: its model ("register.Address"), its id, whom it is about."""

    model: str
    id: UUID
    subject: UUID | None


type Resolver = Callable[[Actor, datetime, Collection[RowRef]], set[RowRef]]

_resolvers: dict[Relation, list[Resolver]] = {}


def register(relation: Relation, resolver: Resolver) -> None:
    """Add a resolver for `relation`; called from `apps.ready()`. A relation holds if any resolver says so."""
    known = _resolvers.setdefault(relation, [])
    if resolver not in known:
        known.append(resolver)


def related(relation: Relation, actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
    """Return those of `rows` that stand in `relation` to the actor at this moment."""
    if relation is Relation.ANY:
        return set(rows)
    found = {row for row in rows if row.subject in actor.subjects} if relation is Relation.OWN else set()
    for resolver in _resolvers.get(relation, ()):
        found |= resolver(actor, at, rows)
    return found
