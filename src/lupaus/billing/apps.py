"""The billing room as Django sees it."""

from django.apps import AppConfig


class Billing(AppConfig):
    """Invoices, credit notes, payments."""

    name = "lupaus.billing"
    label = "billing"

    def ready(self) -> None:
        """Say whose an invoice is."""
        from lupaus.billing.relations import own_invoices
        from lupaus.promises import Relation
        from lupaus.vault import relations

        relations.register(Relation.OWN, own_invoices)
