"""Application of the foundation room."""

from django.apps import AppConfig
from django.utils.translation import get_language, gettext

from lupaus.kernel import tongue


class Foundation(AppConfig):
    """Bases for models, the clock edge and the waking of jobs."""

    name = "lupaus.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Let the kernel speak the language that is active."""
        tongue.ask(language=get_language, text=gettext)
