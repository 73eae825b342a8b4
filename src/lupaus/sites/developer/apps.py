"""Application of the developer's pages."""

from django.apps import AppConfig


class DeveloperPages(AppConfig):
    """The outbox, readable."""

    name = "lupaus.sites.developer"
    label = "site_developer"
