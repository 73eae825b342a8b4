"""Application of the room."""

from django.apps import AppConfig


class Partners(AppConfig):
    """Recipients, what was agreed with them, and the gate that everything leaving the house passes."""

    name = "lupaus.partners"
    label = "partners"
