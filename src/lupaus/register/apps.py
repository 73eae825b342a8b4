"""The Django application of the register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Customers and their addresses."""

    name = "lupaus.register"
    label = "register"

    def ready(self) -> None:
        """Tell the accounts which customers a person is, and how an account comes to own customers."""
        from lupaus.register import claiming, relations

        claiming.connect()
        relations.connect()
