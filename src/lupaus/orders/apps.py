"""The Django application of the orders."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Drafts and orders."""

    name = "lupaus.orders"
    label = "orders"

    def ready(self) -> None:
        """Say which drafts open to whoever takes an order down on the telephone."""
        from lupaus.orders import relations

        relations.register_all()
