"""Application of the care room."""

from django.apps import AppConfig


class Care(AppConfig):
    """Contacts with customers, and what was promised in them."""

    name = "lupaus.care"
    label = "care"
