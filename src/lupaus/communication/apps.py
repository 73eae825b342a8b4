"""Application of the communication room."""

from django.apps import AppConfig


class Communication(AppConfig):
    """Letters, the outbox and delivery."""

    name = "lupaus.communication"
    label = "communication"
