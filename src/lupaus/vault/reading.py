"""Purpose-bound reading: inside `processing`, values open for whom and why the access table says.

Source: notice, "Henkilötietojen suojauksen periaatteet", sentence 2; vault design, "Read".
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from lupaus.journal import entries
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Actor, Category, Purpose, Relation
from lupaus.promises.access import relations_for
from lupaus.promises.actors import BOUND
from lupaus.vault import relations
from lupaus.vault.relations import RowRef
from lupaus.vault.values import Withheld, is_withheld

__all__ = [
    "NotProcessing",
    "Processing",
    "Withheld",
    "current",
    "is_withheld",
    "processing",
]


class NotProcessing(Exception):
    """Personal data was read outside `processing(...)`: a defect in our code, never an answer."""


class Processing:
    """One actor, one purpose, one moment: what may open, and what was opened.

    Rows announce themselves as they are loaded, so that a relation is resolved and keys are fetched once for
    all rows of a page.
    """

    def __init__(self, actor: Actor, purpose: Purpose, at: datetime, place: str) -> None:
        self.actor = actor
        self.purpose = purpose
        self.at = at
        self.place = place
        self._rows: set[RowRef] = set()
        self._owners: set[UUID] = set()
        self._related: dict[Relation, dict[RowRef, bool]] = defaultdict(dict)
        self._routes: dict[Category, tuple[Relation, ...]] = {}
        self._keys: dict[KeyRef, bytes | None] = {}
        self._opened: dict[UUID, set[Category]] = defaultdict(set)
        self._opened_of_nobody: set[Category] = set()
        self.answers: dict[Hashable, Any] = {}  # Any: as each question is answered

    def announce(self, row: RowRef, owner: UUID) -> None:
        """Note a row that was loaded, and who owns its key."""
        self._rows.add(row)
        self._owners.add(owner)

    def allows(self, row: RowRef, category: Category) -> bool:
        """Say whether this actor may open `category` of this row now."""
        if category not in self._routes:
            self._routes[category] = self._routes_to(category)
        return any(relation is Relation.ANY or self._is_related(relation, row) for relation in self._routes[category])

    def key(self, owner: UUID, chain: Chain) -> bytes | None:
        """Return the key that opens the owner's values, or None when it was destroyed."""
        wanted = KeyRef(owner, chain)
        if wanted not in self._keys:
            refs = {KeyRef(each, chain) for each in self._owners | {owner}} - self._keys.keys()
            found = keystore().keys_of(refs)
            self._keys |= {ref: found.get(ref) for ref in refs}
        return self._keys[wanted]

    def note(self, row: RowRef, category: Category) -> None:
        """Remember that a value was opened; it is journalled when the block ends."""
        if row.subject is None:
            self._opened_of_nobody.add(category)
        else:
            self._opened[row.subject].add(category)

    def flush(self) -> None:
        """Write what was opened to the journal, one row for subjects of the same categories."""
        groups: dict[frozenset[Category], list[UUID]] = defaultdict(list)
        for subject, opened in self._opened.items():
            groups[frozenset(opened)].append(subject)
        if self._opened_of_nobody:
            groups.setdefault(frozenset(self._opened_of_nobody), [])
        if groups:
            entries.seen_all(groups, by=self.actor, purpose=self.purpose, at=self.at, place=self.place)
        self._opened.clear()
        self._opened_of_nobody.clear()

    def _routes_to(self, category: Category) -> tuple[Relation, ...]:
        """Return the relations that open a category; what is one's own needs no confidentiality agreement."""
        routes = tuple(relations_for(self.actor.roles, self.purpose, category))
        if not self.actor.must_sign(self.at):
            return routes
        unbound = set(relations_for(self.actor.roles - BOUND, self.purpose, category))
        return tuple(route for route in routes if route is Relation.OWN or route in unbound)

    def _is_related(self, relation: Relation, row: RowRef) -> bool:
        answers = self._related[relation]
        if row not in answers:
            asked = (self._rows | {row}) - answers.keys()
            found = relations.related(relation, self.actor, self.at, asked)
            answers.update({each: each in found for each in asked})
        return answers[row]


_current: ContextVar[Processing | None] = ContextVar("processing", default=None)


@contextmanager
def processing(actor: Actor, purpose: Purpose, at: datetime, *, place: str = "") -> Iterator[Processing]:
    """Open personal data for `actor`, for `purpose`, at `at`, within the block.

    Opened by doors of sites, by jobs and by commands. What was opened is journalled when the block ends, also
    when it ends in an error; an answer leaves only after that. `place` names the page, job or command.
    """
    block = Processing(actor, purpose, at, place)
    token = _current.set(block)
    try:
        yield block
    finally:
        _current.reset(token)
        block.flush()


def current() -> Processing:
    """Return the processing we are inside of.

    Raises:
        NotProcessing: we are in none.
    """
    block = _current.get()
    if block is None:
        message = "personal data is opened only inside processing(actor, purpose, at)"
        raise NotProcessing(message)
    return block


def moment() -> datetime | None:
    """Return the moment of the present processing, None outside of any."""
    block = _current.get()
    return block.at if block is not None else None


def announce(row: RowRef, owner: UUID) -> None:
    """Tell the present processing, if there is one, of a row that was loaded."""
    block = _current.get()
    if block is not None:
        block.announce(row, owner)


def once[T](key: Hashable, ask: Callable[[], T]) -> T:
    """Return the answer to a question that several relations ask, asked once in the present processing."""
    block = _current.get()
    if block is None:
        return ask()
    if key not in block.answers:
        block.answers[key] = ask()
    answer: T = block.answers[key]
    return answer
