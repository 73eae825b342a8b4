"""Application of the journal room."""

from django.apps import AppConfig


class Journal(AppConfig):
    """The append-only record of acts and looks."""

    name = "lupaus.journal"
    label = "journal"
