"""Application of the communication room."""

from django.apps import AppConfig


class Communication(AppConfig):
    """Letters, the outbox and delivery."""

    name = "lupaus.communication"
    label = "communication"

    def ready(self) -> None:
        """Know where and in which language customers are reached, and whoever has an account but is no customer."""
        from lupaus.accounts import queries as accounts
        from lupaus.communication import addresses
        from lupaus.register import queries as customers

        addresses.register(customers.address_of)
        addresses.register(accounts.address_of)
        addresses.register_language(customers.language_of)
        addresses.register_language(accounts.language_of)
