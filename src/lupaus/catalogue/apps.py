"""The room as Django sees it."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Services, add-ons and their prices."""

    name = "lupaus.catalogue"
    label = "catalogue"
