"""The Django application of the register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Customers and their addresses."""

    name = "lupaus.register"
    label = "register"
