"""Other times for a day of a series, as they are chosen on every screen."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from lupaus.kernel import spoken
from lupaus.scheduling.engine.series import Fate
from lupaus.scheduling.series_plan import Option, Planned

LEAVE_OUT: Final = "skip"


def options(found: Iterable[Option], at: datetime) -> list[tuple[str, str]]:
    """Return the times with who would come, and leaving the day out last."""
    offered = [(option.starts_at.isoformat(), _words(option, at)) for option in found]
    return [*offered, (LEAVE_OUT, _("Jätetään tämä käynti väliin"))]


def name_of(day: date) -> str:
    """Return the name of the field of a day."""
    return f"day_{day:%Y%m%d}"


def question(day: Planned, at: datetime) -> str:
    """Return what is asked about a day in the way: when it would be, and why it cannot."""
    when = (
        spoken.when(day.period or day.agreed, now=at) if day.fate is not Fate.CLOSED else spoken.day(day.day_on, now=at)
    )
    why = {
        Fate.CLOSED: _("Emme ole silloin auki"),
        Fate.SHIFTED: _("Siirtyi pyhän takia, eikä sama tekijä pääse"),
    }.get(day.fate, _("Sama tekijä ei pääse silloin"))
    return f"{when}: {why}"


def _words(option: Option, at: datetime) -> str:
    who = _("sama tekijä") if option.is_same_provider else _("toinen tekijä")
    if option.is_same_time:
        return _("Sama aika, %(who)s") % {"who": who}
    return _("%(when)s, %(who)s") % {"when": spoken.when(option.period, now=at), "who": who}
