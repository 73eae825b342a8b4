"""Free times as screens show them: by day, and read back from the button that was pressed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.scheduling.availability import FreeTime


class NotATime(Refused):
    """When what was sent as a time is none."""

    message = _("Valitse jokin vapaista ajoista.")


def instant(text: str) -> datetime:
    """Return the instant that a button stands for.

    Raises:
        NotATime: the text is no instant with an offset.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise NotATime from wrong
    if found.tzinfo is None:
        raise NotATime
    return found


def by_day(days: Sequence[date], free: Iterable[FreeTime]) -> list[tuple[date, list[FreeTime]]]:
    """Return every day with its free times, days without any among them."""
    found = {day: list(times) for day, times in groupby(free, key=lambda time: time.day_on)}
    return [(day, found.get(day, [])) for day in days]
