"""The room as Django sees it."""

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    """The company, its opening hours and closures."""

    name = "lupaus.company"
    label = "company"
