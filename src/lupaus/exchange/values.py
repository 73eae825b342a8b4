"""What stands in one cell, as a value: forgiving of how it was typed, exact in what it means."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Final

from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.engine.terms import Equipment
from lupaus.company import identifiers
from lupaus.kernel import typed
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.register.models import Access, AddressLabel, Language

EARLIEST: Final = date(1950, 1, 1)
LATEST: Final = date(2099, 12, 31)
_DAY: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0?0:00(?::00)?)?")
_CLOCK: Final = re.compile(r"(?:klo )?(\d{1,2})(?:[.:](\d{2})(?:[.:]00)?)?")
_POSTCODE: Final = 5
_SHORT_YEARS: Final = 70
_LOST_ZERO: Final = re.compile(r"[45]\d{7,9}")
_NUMBER: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")


class NotADay(Refused):
    """When a cell holds no day."""

    message = _("Anna päivä muodossa 24.12.2026.")


class NotAClock(Refused):
    """When a cell holds no time of day."""

    message = _("Anna kellonaika muodossa 9.00.")


class NotANumber(Refused):
    """When a cell holds no number."""

    message = _("Anna määrä numeroina, esimerkiksi 60 tai 2,5.")


class NotACycle(Refused):
    """When visits would not come every 1 to 4 weeks."""

    message = _("Anna viikkojen väli: 1, 2, 3 tai 4.")


class NotOneOf(Refused):
    """When a cell holds none of the words that it may."""

    message = _("Käytä jotakin näistä: %(words)s.")


def day(text: str) -> date:
    """Return a day: "24.12.2026", "24.12.26", "2026-12-24".

    Raises:
        NotADay: it is none, or before 1950 or after 2099.
    """
    plain = typed.plain_digits(text)
    if found := _DAY.fullmatch(plain):
        number, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(plain):
        year, month, number = (int(part) for part in found.groups())
    else:
        raise NotADay
    try:
        read = date(_whole_year(year), month, number)
    except ValueError:
        raise NotADay from None
    if not EARLIEST <= read <= LATEST:
        raise NotADay
    return read


def clock(text: str) -> time:
    """Return a time of day: "9", "9.00", "klo 9:30".

    Raises:
        NotAClock: it is none.
    """
    found = _CLOCK.fullmatch(typed.plain_digits(text))
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else _refuse_clock()
    except ValueError:
        raise NotAClock from None


def amount(text: str) -> Money:
    """Return a sum of euros; raises `NotAnAmount` of `kernel.money`."""
    return Money.parse(typed.plain_digits(text.replace("−", "-")))


def hundredths(text: str) -> int:
    """Return a number with at most two decimals in hundredths: "2,5" is 250.

    Raises:
        NotANumber: it is none.
    """
    plain = typed.plain_digits(text).replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise NotANumber
    whole, _sign, part = plain.replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def cycle(text: str) -> int:
    """Return every how many weeks: "2", "2 vk", "joka 2. viikko".

    Raises:
        NotACycle: it is none of 1 to 4.
    """
    digits = "".join(sign for sign in typed.plain_digits(text) if sign.isdigit())
    if digits not in {"1", "2", "3", "4"}:
        raise NotACycle
    return int(digits)


def postcode(text: str) -> str:
    """Return a postcode; a spreadsheet that took it for a number has eaten its first zeros, which come back."""
    plain = typed.plain_digits(text.replace(" ", ""))
    is_eaten = plain.isdigit() and 3 <= len(plain) < _POSTCODE  # noqa: PLR2004 -- 00100 is the smallest there is
    return identifiers.postcode(plain.zfill(_POSTCODE) if is_eaten else plain)


def phone(text: str) -> str:
    """Return a phone number; one that a spreadsheet took for a number gets its first sign back."""
    plain = text.strip()
    if _LOST_ZERO.fullmatch(plain):
        plain = f"0{plain}"
    elif plain.startswith("358") and plain.isdigit():
        plain = f"+{plain}"
    return identifiers.phone(plain)


def one_of[T](words: dict[str, T]) -> Callable[[str], T]:
    """Return what reads one of some words, however it is capitalised; the first of them stands for emptiness."""

    def chosen(text: str) -> T:
        found = words.get(text.casefold().strip())
        if found is None:
            raise NotOneOf(words=", ".join(list(words)[: len(set(words.values()))]))
        return found

    return chosen


language = one_of({
    "suomi": Language.FINNISH, "ruotsi": Language.SWEDISH, "englanti": Language.ENGLISH,
    "fi": Language.FINNISH, "sv": Language.SWEDISH, "en": Language.ENGLISH,
    "svenska": Language.SWEDISH, "english": Language.ENGLISH,
})  # fmt: skip
label = one_of({
    "koti": AddressLabel.HOME, "mökki": AddressLabel.COTTAGE, "läheisen koti": AddressLabel.RELATIVE,
    "työpaikka": AddressLabel.WORK, "muu": AddressLabel.OTHER, "muu osoite": AddressLabel.OTHER,
})  # fmt: skip
access = one_of({
    "kotona": Access.AT_HOME, "ovikoodi": Access.CODE, "avain": Access.KEY, "muu": Access.OTHER,
    "koodi": Access.CODE, "avainboksi": Access.CODE,
})  # fmt: skip
equipment = one_of({
    "asiakkaan": Equipment.OWN, "meidän": Equipment.OURS, "ei": Equipment.NONE, "omat": Equipment.OWN,
})  # fmt: skip


def _refuse_clock() -> time:
    raise NotAClock


def _whole_year(year: int) -> int:
    if year >= 100:  # noqa: PLR2004 -- two digits say the year within the century
        return year
    return year + (2000 if year < _SHORT_YEARS else 1900)
