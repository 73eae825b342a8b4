"""The billing room as Django sees it."""

from django.apps import AppConfig


class BillingRoom(AppConfig):
    """Registers the room's models."""

    name = "lupaus.billing"
    label = "billing"
