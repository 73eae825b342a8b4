"""Application of the staff site."""

from django.apps import AppConfig


class Staff(AppConfig):
    """Pages of the office."""

    name = "lupaus.sites.staff"
    label = "sites_staff"
