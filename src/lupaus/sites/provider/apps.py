"""Application of the provider site."""

from django.apps import AppConfig


class ProviderSite(AppConfig):
    """Pages that providers work with."""

    name = "lupaus.sites.provider"
    label = "provider_site"
