"""A series in words: "joka 2. viikko torstaisin klo 9.00–12.00"."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import spoken
from lupaus.kernel.recurrence import Recurrence
from lupaus.scheduling.models import Series

EVERY = {
    0: _("Kerran"),
    1: _("Joka viikko"),
    2: _("Joka 2. viikko"),
    3: _("Joka 3. viikko"),
    4: _("Joka 4. viikko"),
}
"""How often, as it is chosen and shown."""
ON_WEEKDAY = (
    _("maanantaisin"), _("tiistaisin"), _("keskiviikkoisin"), _("torstaisin"), _("perjantaisin"), _("lauantaisin"),
    _("sunnuntaisin"),
)  # fmt: skip
_AN_ORDINARY_DAY = date(2026, 6, 1)


def pace(series: Series) -> str:
    """Return how a series comes: pace, weekday, time of day."""
    return pace_of(series.recurrence)


def pace_of(recurrence: Recurrence) -> str:
    """Return how something recurs, by the wall clock of an ordinary day."""
    hours = spoken.clock(_plain(recurrence.starts, recurrence.length).on(_AN_ORDINARY_DAY))
    return say("%(every)s %(weekday)s klo %(time)s") % {
        "every": EVERY[recurrence.every_weeks],
        "weekday": ON_WEEKDAY[recurrence.first_on.weekday()],
        "time": hours,
    }


def _plain(starts: time, length: timedelta) -> Recurrence:
    return Recurrence(_AN_ORDINARY_DAY, starts, length)
