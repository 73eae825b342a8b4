"""Application of the privacy room."""

from django.apps import AppConfig


class Privacy(AppConfig):
    """The notice, the checks before the start, and the proof."""

    name = "lupaus.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Register the checks, and say who knows the notice's fingerprint."""
        from lupaus.privacy import checks
        from lupaus.privacy.live import checks as live_checks
        from lupaus.privacy.notice import fingerprint
        from lupaus.promises import notices

        checks.install()
        live_checks.install()
        notices.provide(fingerprint.current)
