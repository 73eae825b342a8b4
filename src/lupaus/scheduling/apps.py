"""The room as Django sees it."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """Visits, the time they take, offers, work, comments and ratings."""

    name = "lupaus.scheduling"
    label = "scheduling"

    def ready(self) -> None:
        """Tell the vault in which windows a provider may open what."""
        from lupaus.scheduling import relations  # noqa: PLC0415 -- models exist only once apps are ready

        relations.register_all()
