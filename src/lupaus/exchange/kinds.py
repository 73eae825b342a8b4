"""The four kinds of tables that can be brought in, and their columns: the same names in templates and in files."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lupaus.exchange.tables import Line


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what a person must know of it, an example, and other names it goes by."""

    key: str
    name: str
    hint: str
    example: str
    is_needed: bool = False
    also: tuple[str, ...] = ()


class Kind(StrEnum):
    """What a table is about."""

    CUSTOMERS = "customers"
    ADDRESSES = "addresses"
    SERIES = "series"
    INVOICES = "invoices"


_WHO = Column(
    "customer", "Asiakas", "Tunniste asiakkaiden taulukosta, asiakasnumero tai sähköposti", "A-17",
    is_needed=True, also=("asiakastunnus", "asiakasnumero"),
)  # fmt: skip
_COLLECTED = Column(
    "collected", "Kerätty", "Päivä, jona tieto saatiin asiakkaalta (valinnainen)", "1.3.2019",
    also=("asiakkaana alkaen", "tiedot saatu"),
)  # fmt: skip

COLUMNS: Final[dict[Kind, tuple[Column, ...]]] = {
    Kind.CUSTOMERS: (
        Column("earlier", "Tunniste", "Asiakkaan tunnus aiemmassa rekisterissä (valinnainen)", "A-17", also=("id",)),
        Column("first_name", "Etunimi", "Asiakkaan tai yrityksen yhteyshenkilön etunimi", "Aino", is_needed=True),
        Column("last_name", "Sukunimi", "Sukunimi", "Esimerkki", is_needed=True),
        Column("company", "Yritys", "Yrityksen nimi, jos asiakas on yritys", "", also=("yrityksen nimi",)),
        Column("business_id", "Y-tunnus", "Vain yrityksellä", "", also=("ytunnus",)),
        Column(
            "email", "Sähköposti", "Yksi osoite", "aino@esimerkki.fi", is_needed=True,
            also=("sähköpostiosoite", "email", "e-mail"),
        ),
        Column("phone", "Puhelin", "Missä muodossa vain", "040 123 4567", is_needed=True, also=("puhelinnumero",)),
        Column("language", "Kieli", "suomi, ruotsi tai englanti; tyhjä on suomi", "suomi"),
        _COLLECTED,
    ),
    Kind.ADDRESSES: (
        _WHO,
        Column("street", "Katuosoite", "Katu ja numero", "Esimerkkikatu 5 A 12", is_needed=True, also=("osoite",)),
        Column("postcode", "Postinumero", "Viisi numeroa", "00500", is_needed=True),
        Column("label", "Mikä paikka", "koti, mökki, läheisen koti, työpaikka tai muu", "koti"),
        Column("access", "Kulku", "kotona, ovikoodi, avain tai muu; tyhjä on kotona", "ovikoodi", also=("kulkutapa",)),
        Column("code", "Ovikoodi", "Vain kun kulku on ovikoodi", "1234"),
        Column("instructions", "Kulkuohje", "Miten sisään pääsee (valinnainen)", ""),
        _COLLECTED,
    ),
    Kind.SERIES: (
        _WHO,
        Column("street", "Katuosoite", "Vain, jos asiakkaalla on monta osoitetta", "", also=("osoite",)),
        Column("service", "Palvelu", "Palvelun nimi niin kuin se on hinnastossa", "Kotisiivous", is_needed=True),
        Column(
            "size", "Määrä", "Tuntihintaisessa tunnit, muuten neliömetrit", "60", is_needed=True,
            also=("tunnit", "neliöt", "koko"),
        ),
        Column("equipment", "Välineet", "asiakkaan tai meidän, jos palvelussa voi valita", "meidän"),
        Column("add_ons", "Lisäpalvelut", "Nimet pilkulla erotettuina (valinnainen)", ""),
        Column("every_weeks", "Viikkojen väli", "1, 2, 3 tai 4", "2", is_needed=True, also=("väli", "väli viikkoina")),
        Column("first_on", "Ensimmäinen käynti", "Päivä, jona seuraava käynti on", "8.12.2026", is_needed=True),
        Column("starts", "Kello", "Milloin käynti alkaa", "9.00", is_needed=True, also=("kellonaika",)),
        Column("provider", "Tekijä", "Tekijän nimi tai sähköposti; tyhjä tarkoittaa, että tarjoamme käynnit", ""),
        Column("price", "Hinta", "Sovittu hinta käynniltä, sis. alv; tyhjä on hinnaston hinta", "134,00"),
        _COLLECTED,
    ),
    Kind.INVOICES: (
        _WHO,
        Column("number", "Laskunumero", "Laskun vanha numero", "2026-118", is_needed=True, also=("lasku",)),
        Column("reference", "Viite", "Viitenumero, jos laskulla on sellainen", "1234561", also=("viitenumero",)),
        Column(
            "issued_on", "Laskun päivä", "Päivä, jona lasku lähetettiin", "1.11.2026", is_needed=True, also=("päivä",),
        ),
        Column("due_on", "Eräpäivä", "Eräpäivä", "15.11.2026", is_needed=True),
        Column("total", "Summa", "Laskun summa, sis. alv", "1 000,50", is_needed=True),
        Column("open", "Avoinna", "Mitä on vielä maksamatta; tyhjä on koko summa", "500,00"),
    ),
}  # fmt: skip

NAMES: Final = {
    Kind.CUSTOMERS: "Asiakkaat",
    Kind.ADDRESSES: "Osoitteet",
    Kind.SERIES: "Sarjat",
    Kind.INVOICES: "Avoimet laskut",
}
HELP: Final = "Ohje"
"""The sheet of the workbook that explains the columns; it is no table."""
FILES: Final = {
    Kind.CUSTOMERS: "asiakkaat",
    Kind.ADDRESSES: "osoitteet",
    Kind.SERIES: "sarjat",
    Kind.INVOICES: "avoimet-laskut",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the first row of a table says: which kind it is, where each column stands, what is missing or unknown."""

    kind: Kind
    places: dict[str, int]
    missing: tuple[Column, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def heading_of(line: Line) -> Heading:
    """Return the kind of table whose columns the first row names best."""
    return max((_as(kind, line.cells) for kind in Kind), key=_fit)


def column(kind: Kind, key: str) -> Column:
    """Return a column of a kind by its key."""
    return next(each for each in COLUMNS[kind] if each.key == key)


def _fit(heading: Heading) -> tuple[float, int]:
    needed = sum(each.is_needed for each in COLUMNS[heading.kind])
    return (1 - len(heading.missing) / needed, len(heading.places) - len(heading.unknown))


def _as(kind: Kind, cells: Sequence[str]) -> Heading:
    known = {_plain(name): each.key for each in COLUMNS[kind] for name in (each.name, *each.also)}
    places: dict[str, int] = {}
    unknown, twice = [], []
    for place, cell in enumerate(cells):
        key = known.get(_plain(cell))
        if key is None:
            unknown += [cell] if cell else []
        elif key in places:
            twice.append(cell)
        else:
            places[key] = place
    missing = tuple(each for each in COLUMNS[kind] if each.is_needed and each.key not in places)
    return Heading(kind, places, missing, tuple(unknown), tuple(twice))


def _plain(name: str) -> str:
    """Return a name as it is compared: letters and digits alone, small."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())
