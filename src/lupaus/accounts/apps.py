"""Application of the accounts room."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, sessions, grants and one-time links."""

    name = "lupaus.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Say who is a colleague."""
        from lupaus.accounts import relations

        relations.connect()
