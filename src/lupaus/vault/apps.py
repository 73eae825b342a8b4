"""Application of the vault room."""

from django.apps import AppConfig


class Vault(AppConfig):
    """Subjects, encrypted fields and purpose-bound reading."""

    name = "lupaus.vault"
    label = "vault"
