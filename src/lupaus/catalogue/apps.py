"""Application of the room."""

from django.apps import AppConfig


class Catalogue(AppConfig):
    """Services, add-ons and their prices."""

    name = "lupaus.catalogue"
    label = "catalogue"
