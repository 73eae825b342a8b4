"""Application of the foundation room."""

from django.apps import AppConfig


class Foundation(AppConfig):
    """Bases for models, the clock edge and the waking of jobs."""

    name = "lupaus.foundation"
    label = "foundation"
