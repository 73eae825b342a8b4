"""Lengths of time in words and figures, so that "yksi vuosi", "12 kk" and "ett år" are the same length."""

import re
from dataclasses import dataclass
from typing import Final

_NUMBERS: Final = {
    1: "yksi yhden yhtä yhdessä ett en one a an",
    2: "kaksi kahden kahta kahdessa två two",
    3: "kolme kolmen kolmea kolmessa tre three",
    4: "neljä neljän neljää neljässä fyra four",
    5: "viisi viiden viittä viidessä fem five",
    6: "kuusi kuuden kuutta kuudessa sex six",
    7: "seitsemän seitsemää seitsemässä sju seven",
    8: "kahdeksan kahdeksaa kahdeksassa åtta eight",
    9: "yhdeksän yhdeksää yhdeksässä nio nine",
    10: "kymmenen kymmentä kymmenessä tio ten",
    12: "kaksitoista kahdentoista tolv twelve",
    14: "neljätoista fjorton fourteen",
    24: "kaksikymmentäneljä tjugofyra twenty-four",
    30: "kolmekymmentä kolmenkymmenen trettio thirty",
}
_VALUE: Final = {word: number for number, words in _NUMBERS.items() for word in words.split()}
_UNITS: Final = {
    "years": r"vuotta|vuoden|vuosi|vuodessa|vuodeksi|år|years|year",
    "months": r"kuukautta|kuukauden|kuukausi|kuukaudessa|kuukaudeksi|kk|månader|månad|mån|months|month",
    "weeks": r"viikkoa|viikon|viikko|viikossa|veckor|vecka|weeks|week",
    "days": r"päivää|päivän|päivä|päivässä|vuorokautta|vuorokauden|vrk|arkipäivää|dagar|dag|dygn|days|day",
    "hours": r"tuntia|tunnin|tunti|timmar|timme|hours|hour",
    "minutes": r"minuuttia|minuutin|min|minuter|minut|minutes|minute",
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_PATTERN: Final = re.compile(
    rf"(?<![\d.,/])\b(\d{{1,3}}|{'|'.join(sorted(_VALUE, key=len, reverse=True))})"
    rf"(?:\s?\((?:\d{{1,4}}|\w{{3,12}})\))?(?:[\s-]|:n\s)?(?:full[at]\s|täyttä\s|kalenteri|calendar\s)?"
    rf"({'|'.join(_UNITS.values())})\b"
)
_BARE: Final = re.compile(
    r"(?<!viime )(?<!kerran )(?<!joka )(?<!\d )\b(vuoden|kuukauden|viikon)\s+(?:ajan|kuluttua|kuluessa|päästä)\b"
)
_DAYS: Final = {"years": 365.25, "months": 30.4375, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as a text says it."""

    count: int
    unit: str
    said: str

    @property
    def days(self) -> float:
        """Return roughly how many days it is."""
        return self.count * _DAYS[self.unit]

    @property
    def years(self) -> float:
        """Return roughly how many years it is."""
        return self.days / _DAYS["years"]

    @property
    def same(self) -> tuple[int, str]:
        """Return a value that is equal for equal lengths: twelve months are one year, a fortnight 14 days."""
        if self.unit == "months" and self.count % 12 == 0:
            return self.count // 12, "years"
        if self.unit == "weeks":
            return self.count * 7, "days"
        if self.unit == "hours" and self.count % 24 == 0:
            return self.count // 24, "days"
        return self.count, self.unit


def durations(low: str) -> list[Duration]:
    """Return every length of time in a lower-case text, in order."""
    found = {match.span(): _duration(match) for match in _PATTERN.finditer(low)}
    for match in _BARE.finditer(low):
        if not any(start <= match.start() < end for start, end in found):
            found[match.span()] = Duration(1, _UNIT_OF[match.group(1)], match.group())
    return [found[span] for span in sorted(found)]


def _duration(match: re.Match[str]) -> Duration:
    number, unit = match.groups()
    count = int(number) if number.isdigit() else _VALUE[number]
    return Duration(count, _UNIT_OF[unit], match.group())
