"""Who is linked to whom, as relations know it: a customer may open what they told of their payer and their people."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from lupaus.promises import Actor, Relation
from lupaus.register.linked_people import EVERY, rows_of
from lupaus.register.models import BillingParty, Customer, Linked
from lupaus.vault import relations
from lupaus.vault.relations import RowRef

LINKED: Final[tuple[type[Linked] | type[BillingParty], ...]] = (BillingParty, *EVERY)


def connect() -> None:
    """Say for which rows the relation holds; called once, when the program starts."""
    relations.register(Relation.LINKED, linked_to_own)


def linked_to_own(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
    """Return the rows about people whom the actor's own customers have told of; one query for each kind asked."""
    del at
    found: set[RowRef] = set()
    mine = Customer.objects.filter(subject__in=actor.subjects)
    for model in LINKED:
        asked = {row.id: row for row in rows if row.model == model._meta.label}
        if asked and actor.subjects:
            own = rows_of(model).filter(pk__in=asked, customer__in=mine)
            found |= {asked[pk] for pk in own.values_list("pk", flat=True)}
    return found
