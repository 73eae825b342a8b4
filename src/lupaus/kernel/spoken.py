"""Times, lengths and telephone numbers as people say them: "ke 25.11. klo 9.00–12.00", "040 123 4567".

In the language that is active; examples are the Finnish ones. In Swedish as it is written in Finland.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import phonenumbers

from lupaus.kernel import tongue, walltime
from lupaus.kernel.money import NBSP
from lupaus.kernel.period import Period

EN_DASH: Final = "\N{EN DASH}"
FINLAND: Final = 358
SAME_SEASON: Final = timedelta(days=270)
"""A day nearer than this is told without its year."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How one language says days and times."""

    weekdays: tuple[str, ...]
    short: tuple[str, ...]
    months: tuple[str, ...]
    at: str
    """Between a day and a time of day."""
    day_ends: str
    """After a day and month in figures."""
    hour_ends: str
    """Between hours and minutes."""


_FINNISH: Final = _Words(
    weekdays=("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    short=("ma", "ti", "ke", "to", "pe", "la", "su"),
    months=(),
    at=f" klo{NBSP}",
    day_ends=".",
    hour_ends=".",
)
_SWEDISH: Final = _Words(
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    short=("må", "ti", "on", "to", "fr", "lö", "sö"),
    months=(),
    at=f" kl.{NBSP}",
    day_ends="",
    hour_ends=".",
)
_ENGLISH: Final = _Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    at=f" at{NBSP}",
    day_ends="",
    hour_ends=":",
)


def when(moment: datetime | Period, *, now: datetime, year: bool = False) -> str:
    """Return an instant or a period on Finnish wall time; `year=True` where the law or the reader needs the year."""
    if isinstance(moment, datetime):
        return f"{day(walltime.day_of(moment), now=now, year=year)}{_words().at}{clock(moment)}"
    starts, ends = walltime.day_of(moment.from_at), walltime.day_of(moment.until_at)
    beginning = when(moment.from_at, now=now, year=year)
    if starts == ends:
        return f"{beginning}{EN_DASH}{clock(moment.until_at)}"
    return f"{beginning} {EN_DASH} {when(moment.until_at, now=now, year=year)}"


def day(on: date, *, now: datetime, year: bool = False) -> str:
    """Return a day with its short weekday: "ke 25.11.", with the year when it is far from `now`."""
    far = abs(on - walltime.day_of(now)) > SAME_SEASON
    return f"{_words().short[on.weekday()]}{NBSP}{plain_day(on) if year or far else _month_day(on)}"


def long_day(on: date) -> str:
    """Return a day with its whole weekday, as a heading: "Keskiviikko 25.11."."""
    return f"{_words().weekdays[on.weekday()].capitalize()} {_month_day(on)}"


def weekday(number: int, *, short: bool = False) -> str:
    """Return a day of the week, Monday being 0: "maanantai", or short "ma"."""
    return (_words().short if short else _words().weekdays)[number]


def plain_day(on: date) -> str:
    """Return a day with its year and no weekday: "25.11.2026"."""
    return f"{_month_day(on)}{NBSP}{on.year}" if _words().months else f"{on.day}.{on.month}.{on.year}"


def clock(moment: datetime | Period) -> str:
    """Return the time of day, "9.00", or of a period both: "9.00–12.00"."""
    if isinstance(moment, Period):
        return f"{clock(moment.from_at)}{EN_DASH}{clock(moment.until_at)}"
    local = walltime.local(moment)
    return f"{local.hour}{_words().hour_ends}{local.minute:02d}"


def length(duration: timedelta) -> str:
    """Return a length in hours and minutes: "3 h", "2 h 30 min", "45 min"."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    parts = [f"{hours}{NBSP}h"] if hours else []
    if minutes or not hours:
        parts.append(f"{minutes}{NBSP}min")
    return NBSP.join(parts)


def phone(number: str) -> str:
    """Return a number in E.164 as people in Finland write it, "040 123 4567"; a foreign one with its country.

    Anything that is no number is returned as it is.
    """
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return number
    if parsed.country_code != FINLAND:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.sub(r"^(0[1-5]\d) (\d{3})(\d{4})$", r"\1 \2 \3", national)


def _words() -> _Words:
    return {"fi": _FINNISH, "sv": _SWEDISH, "en": _ENGLISH}[tongue.spoken()]


def _month_day(on: date) -> str:
    words = _words()
    return f"{on.day}{NBSP}{words.months[on.month - 1]}" if words.months else f"{on.day}.{on.month}{words.day_ends}"
