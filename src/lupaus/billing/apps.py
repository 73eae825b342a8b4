"""The billing room as Django sees it."""

from django.apps import AppConfig


class Billing(AppConfig):
    """Invoices, credit notes, payments."""

    name = "lupaus.billing"
    label = "billing"

    def ready(self) -> None:
        """Say whose an invoice is."""
        from lupaus.billing.relations import own_invoices  # noqa: PLC0415 -- models load after apps
        from lupaus.promises import Relation  # noqa: PLC0415 -- beside its use
        from lupaus.vault import relations  # noqa: PLC0415 -- beside its use

        relations.register(Relation.OWN, own_invoices)
