"""The day a notice bears."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lupaus.privacy.linter.words import Words

_MONTHS: Final = (
    "tammikuu januari january jan",
    "helmikuu februari february feb",
    "maaliskuu mars march mar",
    "huhtikuu april apr",
    "toukokuu maj may",
    "kesäkuu juni june jun",
    "heinäkuu juli july jul",
    "elokuu augusti august aug",
    "syyskuu september sep sept",
    "lokakuu oktober october oct okt",
    "marraskuu november nov",
    "joulukuu december dec",
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_FIGURES: Final = re.compile(r"(?<![\d/.])(\d{1,2})[./]\s?(\d{1,2})[./]\s?((?:19|20)\d\d)(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_NAMED: Final = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})(?:\.|st|nd|rd|th)?(?: of)?\s)?\b({_NAMES})(?:ta|n|ssa)?\.?\s"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s)?((?:19|20)\d\d)\b"
)
_MONTH_ONLY: Final = re.compile(r"(?<![\d/.])(\d{1,2})[./]((?:19|20)\d\d)(?![\d])")

OF_NOTICE: Final = Words(
    r"päivi(?:tetty|tys|ttämis|tetään viimeksi)|(?:viimeksi )?muoka|laadittu|laatimis|laadinta|julkaistu|versio"
    r"|viimeisin muutos|muutettu|tarkistettu|(?:selosteen )?päiv(?:äys|ämäärä|ätty)|luotu|tietosuojaselosteen pv",
    r"(?:senast )?uppdater|upprättad|publicerad|version|(?:senast )?(?:ändrad|reviderad)|datum|daterad"
    r"|fastställd|antagen",
    r"(?:last )?(?:updated|modified|revised|changed|reviewed)|version|published|date of|dated|as of",
)
"""Words beside which a date is that of the notice itself."""
IN_FORCE: Final = Words(
    r"voimassa|voimaantul|astuu voimaan",
    r"gäller från|giltig|träder i kraft|trädde i kraft",
    r"effective|valid from|in force",
)
"""Words that date a notice, unless the sentence speaks of a law."""
VERSION: Final = re.compile(r"\b(?:versio|version|v\.?)\s?:?\s?\d+(?:\.\d+)*\b")
IDENTIFIER: Final = re.compile(r"\b[0-9a-f]{12,64}\b")
"""A fingerprint or a version's hash."""


def dates(low: str) -> list[date]:
    """Return every date in a lower-case text, months without a day as their first."""
    return [found for found in _found(low) if found is not None]


def _found(low: str) -> Iterator[date | None]:
    for match in _FIGURES.finditer(low):
        day, month, year = match.groups()
        yield _date(year, month, day) or _date(year, day, month)
    for match in _ISO.finditer(low):
        yield _date(*match.groups())
    for match in _NAMED.finditer(low):
        before, name, after, year = match.groups()
        yield _date(year, str(_MONTH[name]), before or after or "1")
    for match in _MONTH_ONLY.finditer(low):
        month, year = match.groups()
        yield _date(year, month, "1")


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
