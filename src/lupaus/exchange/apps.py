"""The exchange room as Django sees it."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Registers brought in and taken out as tables."""

    name = "lupaus.exchange"
    label = "exchange"
