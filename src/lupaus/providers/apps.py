"""Application of the room."""

from django.apps import AppConfig


class Providers(AppConfig):
    """Providers, their skills, areas, hours, leave and invitations."""

    name = "lupaus.providers"
    label = "providers"

    def ready(self) -> None:
        """Tell accounts who is a provider, and communication where providers are reached."""
        from lupaus.providers import accounts

        accounts.connect()
