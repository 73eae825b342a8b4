"""When the company is open, day by day: the week, less Finnish holidays, less closures.

Source: the `holidays` package for the days of the Finnish church and state year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Final

import holidays

from lupaus.company.models import Closure, Holiday, HolidayRule, OpeningHours, Treatment
from lupaus.kernel.period import Period

EVES: Final = frozenset({Holiday.MAUNDY_THURSDAY, Holiday.MAY_DAY_EVE, Holiday.NEW_YEARS_EVE})
"""Days that are not public holidays but that many companies shorten; open as usual unless ruled otherwise."""

FINNISH_NAMES: Final[Mapping[str, Holiday]] = {
    "uudenvuodenpäivä": Holiday.NEW_YEARS_DAY,
    "loppiainen": Holiday.EPIPHANY,
    "pitkäperjantai": Holiday.GOOD_FRIDAY,
    "pääsiäispäivä": Holiday.EASTER_SUNDAY,
    "toinen pääsiäispäivä": Holiday.EASTER_MONDAY,
    "vappu": Holiday.MAY_DAY,
    "helatorstai": Holiday.ASCENSION_DAY,
    "helluntaipäivä": Holiday.WHIT_SUNDAY,
    "juhannusaatto": Holiday.MIDSUMMER_EVE,
    "juhannuspäivä": Holiday.MIDSUMMER_DAY,
    "pyhäinpäivä": Holiday.ALL_SAINTS_DAY,
    "itsenäisyyspäivä": Holiday.INDEPENDENCE_DAY,
    "jouluaatto": Holiday.CHRISTMAS_EVE,
    "joulupäivä": Holiday.CHRISTMAS_DAY,
    "tapaninpäivä": Holiday.SAINT_STEPHENS_DAY,
}
"""What the calendar package calls the public holidays; our own labels are translated, these names are not."""


@dataclass(frozen=True, slots=True)
class HolidayOn:
    """A holiday on its day of one year, and what the company does then."""

    day: date
    holiday: Holiday
    treatment: Treatment
    opens: time | None
    closes: time | None

    @property
    def name(self) -> str:
        """Return the name of the day."""
        return str(self.holiday.label)


def opening(day: date) -> Period | None:
    """Return when the company is open on a day in Finland, None when it is closed."""
    return openings(day, day + timedelta(days=1)).get(day)


def openings(from_on: date, until_on: date) -> dict[date, Period]:
    """Return the opening of every day that has one, from the first (inclusive) until the last (exclusive).

    Three queries for any number of days. A day whose hours clocks skip in spring has none.
    """
    closed = list(Closure.objects.filter(from_on__lt=until_on, until_on__gt=from_on))
    week = {row.weekday: row for row in OpeningHours.objects.all()}
    rules = _rules()
    found = {}
    for ahead in range((until_on - from_on).days):
        day = from_on + timedelta(days=ahead)
        hours = (
            None if any(closure.from_on <= day < closure.until_on for closure in closed) else _hours(day, week, rules)
        )
        opening_hours = Period.on(day, *hours) if hours is not None else None
        if opening_hours is not None:
            found[day] = opening_hours
    return found


def holiday_name(day: date) -> str:
    """Return the name of the public holiday on a day, "" when it is none."""
    return ", ".join(str(holiday.label) for holiday in holidays_on(day) if holiday not in EVES)


def holidays_of(year: int) -> tuple[HolidayOn, ...]:
    """Return the holidays and eves of a year in order, with what the company does on each."""
    rules = _rules()
    return tuple(_ruled(day, holiday, rules) for day, found in sorted(_calendar(year).items()) for holiday in found)


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """Return the holidays and eves that fall on a day; two may meet, as Ascension Day met May Day in 2008."""
    return _calendar(day.year).get(day, ())


def default_treatment(holiday: Holiday) -> Treatment:
    """Return what holds when the owner has decided nothing."""
    return Treatment.USUAL if holiday in EVES else Treatment.CLOSED


def _rules() -> dict[str, HolidayRule]:
    return {rule.holiday: rule for rule in HolidayRule.objects.all()}


def _ruled(day: date, holiday: Holiday, rules: Mapping[str, HolidayRule]) -> HolidayOn:
    rule = rules.get(holiday)
    if rule is None:
        return HolidayOn(day, holiday, default_treatment(holiday), None, None)
    return HolidayOn(day, holiday, Treatment(rule.treatment), rule.opens, rule.closes)


def _hours(day: date, week: Mapping[int, OpeningHours], rules: Mapping[str, HolidayRule]) -> tuple[time, time] | None:
    """Return the hours of a day without closures; where holidays meet, the strictest rule holds."""
    special = [_ruled(day, holiday, rules) for holiday in holidays_on(day)]
    if any(one.treatment is Treatment.CLOSED for one in special):
        return None
    for one in special:
        if one.treatment is Treatment.SHORT and one.opens and one.closes:
            return one.opens, one.closes
    usual = week.get(day.weekday())
    return (usual.opens, usual.closes) if usual else None


@lru_cache(maxsize=64)
def _calendar(year: int) -> Mapping[date, tuple[Holiday, ...]]:
    found: dict[date, tuple[Holiday, ...]] = {}
    for day, names in holidays.country_holidays("FI", years=year, language="fi").items():
        found[day] = tuple(_named(names.split("; ")))
    for day, eve in _eves(found):
        found[day] = (*found.get(day, ()), eve)
    return found


def _named(names: Iterable[str]) -> Iterable[Holiday]:
    for name in names:
        yield FINNISH_NAMES[name.lower()]


def _eves(found: Mapping[date, tuple[Holiday, ...]]) -> list[tuple[date, Holiday]]:
    day_of = {holiday: day for day, several in found.items() for holiday in several}
    return [
        (day_of[Holiday.GOOD_FRIDAY] - timedelta(days=1), Holiday.MAUNDY_THURSDAY),
        (day_of[Holiday.MAY_DAY] - timedelta(days=1), Holiday.MAY_DAY_EVE),
        (day_of[Holiday.CHRISTMAS_DAY] + timedelta(days=6), Holiday.NEW_YEARS_EVE),
    ]
