"""Where personal data may go by itself: the countries of the EEA and those that an adequacy decision covers.

Dated rows with their source, looked up by day. No row of a decision that is not known for sure.

Source: GDPR art. 44-46; EEA Joint Committee decision 154/2018; European Commission, "Adequacy decisions".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from lupaus.promises import Text


class Region(StrEnum):
    """How a country stands to the EEA on a day."""

    EEA = "eea"
    ADEQUATE = "adequate"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Row:
    """That a country belongs to the EEA, or is covered by a decision, from a day until another (exclusive)."""

    country: str
    from_on: date
    source: str
    until_on: date | None = None
    only_certified: bool = False
    """The decision covers certified companies only."""

    def holds_on(self, day: date) -> bool:
        """Say whether the row holds on a day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


_GDPR_APPLIES: Final = date(2018, 5, 25)
_EU: Final = "Treaty on European Union, art. 52"
_EEA_SOURCE: Final = "EEA Agreement; Joint Committee decision 154/2018, in force 20.7.2018"

EEA: Final = (
    *(
        Row(code, _GDPR_APPLIES, _EU)
        for code in (
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
            "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        )
    ),
    Row("GB", _GDPR_APPLIES, "Withdrawal agreement, art. 127: end of the transition", date(2021, 1, 1)),
    *(Row(code, date(2018, 7, 20), _EEA_SOURCE) for code in ("IS", "LI", "NO")),
)  # fmt: skip

ADEQUACY: Final = (
    Row("AD", date(2010, 10, 21), "2010/625/EU"),
    Row("AR", date(2003, 7, 5), "2003/490/EC"),
    Row("CA", date(2002, 1, 4), "2002/2/EC (commercial organisations)"),
    Row("CH", date(2000, 8, 25), "2000/518/EC"),
    Row("FO", date(2010, 3, 9), "2010/146/EU"),
    Row("GB", date(2021, 6, 28), "(EU) 2021/1772, prolonged by (EU) 2025/1226", date(2025, 12, 28)),
    Row("GB", date(2025, 12, 28), "renewal of (EU) 2021/1772, adopted 19.12.2025", date(2031, 12, 28)),
    Row("GG", date(2003, 11, 25), "2003/821/EC"),
    Row("IL", date(2011, 2, 1), "2011/61/EU"),
    Row("IM", date(2004, 4, 30), "2004/411/EC"),
    Row("JE", date(2008, 5, 28), "2008/393/EC"),
    Row("JP", date(2019, 1, 23), "(EU) 2019/419"),
    Row("KR", date(2021, 12, 17), "(EU) 2022/254"),
    Row("NZ", date(2013, 1, 30), "2013/65/EU"),
    Row("US", date(2023, 7, 10), "(EU) 2023/1795 (Data Privacy Framework)", only_certified=True),
    Row("UY", date(2012, 8, 23), "2012/484/EU"),
)

NAMES: Final = {
    "AD": Text("Andorra", "Andorra", "Andorra"),
    "AR": Text("Argentiina", "Argentina", "Argentina"),
    "AT": Text("Itävalta", "Österrike", "Austria"),
    "AU": Text("Australia", "Australien", "Australia"),
    "BE": Text("Belgia", "Belgien", "Belgium"),
    "BG": Text("Bulgaria", "Bulgarien", "Bulgaria"),
    "BR": Text("Brasilia", "Brasilien", "Brazil"),
    "CA": Text("Kanada", "Kanada", "Canada"),
    "CH": Text("Sveitsi", "Schweiz", "Switzerland"),
    "CN": Text("Kiina", "Kina", "China"),
    "CY": Text("Kypros", "Cypern", "Cyprus"),
    "CZ": Text("Tšekki", "Tjeckien", "Czechia"),
    "DE": Text("Saksa", "Tyskland", "Germany"),
    "DK": Text("Tanska", "Danmark", "Denmark"),
    "EE": Text("Viro", "Estland", "Estonia"),
    "ES": Text("Espanja", "Spanien", "Spain"),
    "FI": Text("Suomi", "Finland", "Finland"),
    "FO": Text("Färsaaret", "Färöarna", "Faroe Islands"),
    "FR": Text("Ranska", "Frankrike", "France"),
    "GB": Text("Yhdistynyt kuningaskunta", "Storbritannien", "United Kingdom"),
    "GG": Text("Guernsey", "Guernsey", "Guernsey"),
    "GR": Text("Kreikka", "Grekland", "Greece"),
    "HR": Text("Kroatia", "Kroatien", "Croatia"),
    "HU": Text("Unkari", "Ungern", "Hungary"),
    "IE": Text("Irlanti", "Irland", "Ireland"),
    "IL": Text("Israel", "Israel", "Israel"),
    "IM": Text("Mansaari", "Isle of Man", "Isle of Man"),
    "IN": Text("Intia", "Indien", "India"),
    "IS": Text("Islanti", "Island", "Iceland"),
    "IT": Text("Italia", "Italien", "Italy"),
    "JE": Text("Jersey", "Jersey", "Jersey"),
    "JP": Text("Japani", "Japan", "Japan"),
    "KR": Text("Etelä-Korea", "Sydkorea", "South Korea"),
    "LI": Text("Liechtenstein", "Liechtenstein", "Liechtenstein"),
    "LT": Text("Liettua", "Litauen", "Lithuania"),
    "LU": Text("Luxemburg", "Luxemburg", "Luxembourg"),
    "LV": Text("Latvia", "Lettland", "Latvia"),
    "MT": Text("Malta", "Malta", "Malta"),
    "NL": Text("Alankomaat", "Nederländerna", "Netherlands"),
    "NO": Text("Norja", "Norge", "Norway"),
    "NZ": Text("Uusi-Seelanti", "Nya Zeeland", "New Zealand"),
    "PL": Text("Puola", "Polen", "Poland"),
    "PT": Text("Portugali", "Portugal", "Portugal"),
    "RO": Text("Romania", "Rumänien", "Romania"),
    "RS": Text("Serbia", "Serbien", "Serbia"),
    "SE": Text("Ruotsi", "Sverige", "Sweden"),
    "SG": Text("Singapore", "Singapore", "Singapore"),
    "SI": Text("Slovenia", "Slovenien", "Slovenia"),
    "SK": Text("Slovakia", "Slovakien", "Slovakia"),
    "TR": Text("Turkki", "Turkiet", "Türkiye"),
    "UA": Text("Ukraina", "Ukraina", "Ukraine"),
    "US": Text("Yhdysvallat", "Förenta staterna", "United States"),
    "UY": Text("Uruguay", "Uruguay", "Uruguay"),
    "ZA": Text("Etelä-Afrikka", "Sydafrika", "South Africa"),
}
"""The countries that can be chosen."""


def region(country: str, day: date) -> Region:
    """Return how a country stands on a day; one that nothing is known of lies elsewhere."""
    if any(row.country == country and row.holds_on(day) for row in EEA):
        return Region.EEA
    return Region.ADEQUATE if adequacy(country, day) else Region.ELSEWHERE


def adequacy(country: str, day: date) -> Row | None:
    """Return the decision that covers a country on a day, None without one."""
    return next((row for row in ADEQUACY if row.country == country and row.holds_on(day)), None)


def name(country: str, language: str = "fi") -> str:
    """Return what a country is called, its code when we have no name for it."""
    known = NAMES.get(country)
    return known.in_language(language) if known else country
