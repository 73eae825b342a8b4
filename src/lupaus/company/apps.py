"""Application of the room."""

from django.apps import AppConfig


class Company(AppConfig):
    """The company, its opening hours and closures."""

    name = "lupaus.company"
    label = "company"
