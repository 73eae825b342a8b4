"""Application of the furniture."""

from django.apps import AppConfig


class Furniture(AppConfig):
    """Templates, template tags and form fields that all sites share."""

    name = "lupaus.sites.furniture"
    label = "furniture"
