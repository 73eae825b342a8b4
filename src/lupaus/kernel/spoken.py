"""Times and lengths as people say them in Finnish: "ke 25.11. klo 9.00–12.00", "2 h 30 min"."""

from datetime import date, datetime, timedelta
from typing import Final

from lupaus.kernel import walltime
from lupaus.kernel.money import NBSP
from lupaus.kernel.period import Period

EN_DASH: Final = "\N{EN DASH}"
WEEKDAYS: Final = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
SHORT_WEEKDAYS: Final = ("ma", "ti", "ke", "to", "pe", "la", "su")
SAME_SEASON: Final = timedelta(days=270)
"""A day nearer than this is told without its year."""


def when(moment: datetime | Period, *, now: datetime, year: bool = False) -> str:
    """Return an instant or a period on Finnish wall time; `year=True` where the law or the reader needs the year."""
    if isinstance(moment, datetime):
        return f"{day(walltime.day_of(moment), now=now, year=year)} klo{NBSP}{clock(moment)}"
    starts, ends = walltime.day_of(moment.from_at), walltime.day_of(moment.until_at)
    beginning = when(moment.from_at, now=now, year=year)
    if starts == ends:
        return f"{beginning}{EN_DASH}{clock(moment.until_at)}"
    return f"{beginning} {EN_DASH} {when(moment.until_at, now=now, year=year)}"


def day(on: date, *, now: datetime, year: bool = False) -> str:
    """Return a day with its short weekday: "ke 25.11.", with the year when it is far from `now`."""
    far = abs(on - walltime.day_of(now)) > SAME_SEASON
    return f"{SHORT_WEEKDAYS[on.weekday()]}{NBSP}{plain_day(on) if year or far else f'{on.day}.{on.month}.'}"


def long_day(on: date) -> str:
    """Return a day with its whole weekday, as a heading: "Keskiviikko 25.11."."""
    return f"{WEEKDAYS[on.weekday()].capitalize()} {on.day}.{on.month}."


def plain_day(on: date) -> str:
    """Return a day with its year and no weekday: "25.11.2026"."""
    return f"{on.day}.{on.month}.{on.year}"


def clock(moment: datetime | Period) -> str:
    """Return the time of day, "9.00", or of a period both: "9.00–12.00"."""
    if isinstance(moment, Period):
        return f"{clock(moment.from_at)}{EN_DASH}{clock(moment.until_at)}"
    local = walltime.local(moment)
    return f"{local.hour}.{local.minute:02d}"


def length(duration: timedelta) -> str:
    """Return a length in hours and minutes: "3 h", "2 h 30 min", "45 min"."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    parts = [f"{hours}{NBSP}h"] if hours else []
    if minutes or not hours:
        parts.append(f"{minutes}{NBSP}min")
    return NBSP.join(parts)
