"""Application of the jobs room."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Queued jobs, clock-driven work and commands."""

    name = "lupaus.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Add the live check of what runs by the clock."""
        from lupaus.jobs import watch
        from lupaus.privacy import live

        live.add(watch.CHECK)
