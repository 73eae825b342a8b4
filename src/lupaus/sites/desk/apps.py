"""Application of the privacy desk."""

from django.apps import AppConfig


class Desk(AppConfig):
    """Pages of the person in charge of registers."""

    name = "lupaus.sites.desk"
    label = "sites_desk"
