"""Which drafts open to whoever in the office writes an order down for a caller.

Source: decision 0016.
"""

from collections.abc import Collection
from datetime import datetime

from lupaus.orders.models import Draft, HealthNote
from lupaus.promises import Actor, Relation
from lupaus.vault import relations
from lupaus.vault.relations import RowRef


def register_all() -> None:
    """Tell the vault how to answer the relation; called once, when the apps are ready."""
    relations.register(Relation.TAKEN_DOWN, taken_down)


def taken_down(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:  # noqa: ARG001
    """Return the drafts that the actor is writing down, and what was told of health with them."""
    if actor.id is None:
        return set()
    drafts = {row.id: row for row in rows if row.model == "orders.Draft"}
    notes = {row.id: row for row in rows if row.model == "orders.HealthNote"}
    found: set[RowRef] = set()
    if drafts:
        mine = Draft.objects.filter(id__in=drafts, taken_by=actor.id, order=None)
        found |= {drafts[each] for each in mine.values_list("id", flat=True)}
    if notes:
        heard = HealthNote.objects.filter(id__in=notes, draft__taken_by=actor.id, draft__order=None)
        found |= {notes[each] for each in heard.values_list("id", flat=True)}
    return found
