"""The Django application of the orders."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Drafts and orders."""

    name = "lupaus.orders"
    label = "orders"
