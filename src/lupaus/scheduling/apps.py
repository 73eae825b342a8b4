"""The room as Django sees it."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """Visits, the time they take, offers, work, comments and ratings."""

    name = "lupaus.scheduling"
    label = "scheduling"

    def ready(self) -> None:
        """Tell the vault in which windows a provider may open what, and the register which addresses are needed."""
        from lupaus.register import addresses
        from lupaus.scheduling import relations, visits

        relations.register_all()
        addresses.guard_removal(visits.keep_address)
