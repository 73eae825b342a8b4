"""Application of the privacy room."""

from django.apps import AppConfig


class Privacy(AppConfig):
    """The notice, the checks before the start, and the proof."""

    name = "lupaus.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Register the checks, and say who knows the notice's fingerprint."""
        from lupaus.privacy import checks, contradictions, policy, transfers, versions
        from lupaus.privacy.live import checks as live_checks
        from lupaus.promises import chosen, notices

        checks.install()
        live_checks.install()
        contradictions.install()
        transfers.install()
        chosen.provide(chosen.Policy(policy.kept_days, policy.is_used))
        notices.provide(versions.current_hash)
        notices.follow(versions.changed)
