"""Whose an invoice is: the one relation billing knows, through the link that erasure deletes."""

from collections.abc import Collection
from datetime import datetime

from lupaus.billing.models import Invoice
from lupaus.billing.queries import own_ids
from lupaus.promises import Actor
from lupaus.vault.relations import RowRef

_INVOICE, _PAPER = "billing.Invoice", "billing.InvoicePaper"


def own_invoices(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:  # noqa: ARG001 -- a resolver's signature
    """Return those rows that are invoices, or papers of invoices, linked to the actor; one query."""
    asked = {row for row in rows if row.model in {_INVOICE, _PAPER}}
    if not asked or not actor.subjects:
        return set()
    papers = Invoice.objects.filter(pk__in=own_ids(actor)).order_by().values_list("pk", "paper")
    own = {row_id for pair in papers for row_id in pair}
    return {row for row in asked if row.id in own}
