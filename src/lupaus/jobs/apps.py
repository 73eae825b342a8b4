"""Application of the jobs room."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Queued jobs, clock-driven work and commands."""

    name = "lupaus.jobs"
    label = "jobs"
