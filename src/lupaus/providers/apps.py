"""Application of the room."""

from django.apps import AppConfig


class Providers(AppConfig):
    """Providers, their skills, areas, hours, leave and invitations."""

    name = "lupaus.providers"
    label = "providers"
