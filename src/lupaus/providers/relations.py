"""Who answers for a firm, as relations know it: the firm, its people and what is attested and proposed of them."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lupaus.promises import Actor
from lupaus.promises.access import Relation
from lupaus.providers.models import Attestation, Firm, FirmPerson, Proposal, Provider
from lupaus.vault import relations
from lupaus.vault.relations import RowRef

_OF_FIRM: dict[str, Callable[[UUID], QuerySet[Any]]] = {  # Any: rows of several tables
    "providers.Firm": lambda firm: Firm.objects.filter(id=firm),
    "providers.Provider": lambda firm: Provider.objects.filter(firm=firm, left_at=None),
    "providers.Attestation": lambda firm: Attestation.objects.filter(firm=firm, provider__firm=firm),
    "providers.Proposal": lambda firm: Proposal.objects.filter(firm=firm),
}


def connect() -> None:
    """Say for which rows the relation holds; called once, when the program starts."""
    relations.register(Relation.EMPLOYED, of_own_firm)


def of_own_firm(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
    """Return the rows of the firm that the actor answers for now; one query, and one for each table asked about."""
    del at
    answering = FirmPerson.objects.filter(left_at=None)
    firm = answering.filter(user_id=actor.id).values_list("firm_id", flat=True).first() if actor.id else None
    if firm is None:
        return set()
    found: set[RowRef] = set()
    for model, people in _OF_FIRM.items():
        asked = {row.id: row for row in rows if row.model == model}
        known = people(firm).filter(id__in=asked).values_list("id", flat=True) if asked else ()
        found |= {asked[id_] for id_ in known}
    return found
