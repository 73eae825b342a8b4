"""Other times for a day of a series, as they are chosen on every screen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from lupaus.kernel import spoken
from lupaus.scheduling.series_plan import Option

LEAVE_OUT: Final = "skip"


def options(found: Iterable[Option], at: datetime) -> list[tuple[str, str]]:
    """Return the times with who would come, and leaving the day out last."""
    offered = [(option.starts_at.isoformat(), _words(option, at)) for option in found]
    return [*offered, (LEAVE_OUT, _("Jätetään tämä käynti väliin"))]


def _words(option: Option, at: datetime) -> str:
    who = _("sama tekijä") if option.is_same_provider else _("toinen tekijä")
    if option.is_same_time:
        return _("Sama aika, %(who)s") % {"who": who}
    return _("%(when)s, %(who)s") % {"when": spoken.when(option.period, now=at), "who": who}
