"""Application of the firm site."""

from django.apps import AppConfig


class FirmSite(AppConfig):
    """Pages of who answers for a partner company."""

    name = "lupaus.sites.firm"
    label = "sites_firm"
