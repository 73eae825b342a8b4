"""The room as Django sees it."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Providers, their skills, areas, hours, leave and invitations."""

    name = "lupaus.providers"
    label = "providers"
