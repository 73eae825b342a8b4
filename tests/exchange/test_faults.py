"""Every fault that a row can have is said: where it stands and how it is mended."""

import pytest

from lupaus.exchange import imports
from lupaus.exchange.kinds import Kind
from lupaus.exchange.models import Import
from tests.exchange.files import address, book, csv_of, customer, invoice, series, xlsx
from tests.scheduling.town import AT, OWNER, Town

pytestmark = pytest.mark.usefixtures("looking")

GOOD = [customer(1)]
FAULTS = {
    "no name": (Kind.CUSTOMERS, customer(2, first_name=""), "Etunimi", "Tieto puuttuu."),
    "no mail": (Kind.CUSTOMERS, customer(2, email="aino(at)esimerkki"), "Sähköposti", "Anna sähköpostiosoite"),
    "no phone": (Kind.CUSTOMERS, customer(2, phone="12"), "Puhelin", "Anna puhelinnumero"),
    "no business ID": (Kind.CUSTOMERS, customer(2, company="Oy", business_id="1234567-9"), "Y-tunnus", "Tarkista"),
    "company without ID": (Kind.CUSTOMERS, customer(2, company="Oy"), "Y-tunnus", "Yrityksellä on Y-tunnus."),
    "ID without company": (Kind.CUSTOMERS, customer(2, business_id="1234567-1"), "Yritys", "Anna yrityksen nimi"),
    "no language": (Kind.CUSTOMERS, customer(2, language="viro"), "Kieli", "Käytä jotakin näistä: suomi, ruotsi"),
    "no day": (Kind.CUSTOMERS, customer(2, collected="31.2.2020"), "Kerätty", "Anna päivä muodossa"),
    "same number": (Kind.CUSTOMERS, customer(2, earlier="a-1"), "Tunniste", "Sama tunniste on jo"),
    "formula": (Kind.CUSTOMERS, customer(2, last_name="=A1"), "Sukunimi", "Solussa on kaava."),
    "endless name": (Kind.CUSTOMERS, customer(2, last_name="x" * 500), "Sukunimi", "Lyhennä"),
    "unknown customer": (Kind.ADDRESSES, address(9), "Asiakas", "Asiakasta ei löydy."),
    "no postcode": (Kind.ADDRESSES, address(1, postcode="5"), "Postinumero", "Anna postinumero viidellä"),
    "unknown postcode": (Kind.ADDRESSES, address(1, postcode="99999"), "Postinumero", "Emme tunne postinumeroa"),
    "no code": (Kind.ADDRESSES, address(1, access="ovikoodi"), "Ovikoodi", "Anna ovikoodi"),
    "no place": (Kind.ADDRESSES, address(1, label="talo"), "Mikä paikka", "Käytä jotakin näistä"),
    "no address": (Kind.SERIES, series(1), "Katuosoite", "Asiakkaalla ei ole tätä osoitetta."),
    "unknown service": (Kind.SERIES, series(1, service="Nuohous"), "Palvelu", "Palvelua ei löydy"),
    "past": (Kind.SERIES, series(1, first_on="1.1.2020"), "Ensimmäinen käynti", "Anna seuraavan käynnin päivä"),
    "no clock": (Kind.SERIES, series(1, starts="25.00"), "Kello", "Anna kellonaika"),
    "no cycle": (Kind.SERIES, series(1, every_weeks="5"), "Viikkojen väli", "Anna viikkojen väli"),
    "nobody": (Kind.SERIES, series(1, provider="Ei Kukaan"), "Tekijä", "Tekijää ei löydy"),
    "no size": (Kind.SERIES, series(1, size="paljon"), "Määrä", "Anna määrä"),
    "odd size": (Kind.SERIES, series(1, size="99"), "Määrä", "Valitse koko"),
    "no price": (Kind.SERIES, series(1, price="0"), "Hinta", "Anna käynnin hinta"),
    "no equipment": (Kind.SERIES, series(1, equipment=""), "Välineet", "Kirjoita, kenen välineillä"),
    "no add-on": (Kind.SERIES, series(1, add_ons="Savupiippu"), "Lisäpalvelut", "Lisäpalvelua Savupiippu"),
    "no sum": (Kind.INVOICES, invoice(1, total="tuhat"), "Summa", "Anna summa euroina"),
    "more open than asked": (Kind.INVOICES, invoice(1, open="2000"), "Avoinna", "Avoin summa on"),
    "due before": (Kind.INVOICES, invoice(1, due_on="1.1.2026"), "Eräpäivä", "Eräpäivä on aikaisintaan"),
    "tomorrow": (Kind.INVOICES, invoice(1, issued_on="1.1.2027", due_on="2.1.2027"), "Laskun päivä", "Laskun päivä"),
    "no reference": (Kind.INVOICES, invoice(1, reference="1234567"), "Viite", "Tarkista viitenumero"),
}


def checked(content: bytes) -> Import:
    row = imports.receive("a", content, by=OWNER, at=AT)
    imports.check(row, by=OWNER, at=AT)
    return Import.objects.get(pk=row.pk)


def test_everything_that_is_wrong_is_said_at_once(town: Town) -> None:
    sheets: dict[Kind, list[dict[str, str]]] = {kind: [] for kind in Kind}
    sheets[Kind.CUSTOMERS] += GOOD
    for kind, row, _column, _words in FAULTS.values():
        sheets[kind].append(row)

    found = [(fault.column, fault.words) for fault in imports.faults(checked(book(sheets))) if not fault.is_hint]

    missing = [
        name
        for name, (_kind, _row, column, words) in FAULTS.items()
        if not any(column == each and said.startswith(words) for each, said in found)
    ]
    assert missing == []


def test_a_row_with_three_faults_says_three(town: Town) -> None:
    row = checked(csv_of(Kind.CUSTOMERS, [customer(1, first_name="", email="a", phone="b")]))

    assert [fault.place for fault in imports.faults(row)] == [
        "Asiakkaat, rivi 2, Etunimi", "Asiakkaat, rivi 2, Sähköposti", "Asiakkaat, rivi 2, Puhelin",
    ]  # fmt: skip


def test_columns_that_are_missing_unknown_or_twice_are_said(town: Town) -> None:
    row = checked(
        xlsx({"Väki": [["Etunimi", "Sukunimi", "Sukunimi", "Kengännumero", "Puhelin"], ["a", "b", "c", "d", "e"]]})
    )

    assert [(fault.place, fault.is_hint) for fault in imports.faults(row)] == [
        ("Väki, rivi 1, Sukunimi", False), ("Väki, rivi 1", False), ("Väki, rivi 1, Kengännumero", True),
    ]  # fmt: skip
    assert imports.faults(row)[1].words.startswith("Ensimmäiseltä riviltä puuttuu: Sähköposti.")


def test_zeros_that_a_spreadsheet_ate_come_back(town: Town) -> None:
    sheets = {Kind.CUSTOMERS: [customer(1, phone="401234567")], Kind.ADDRESSES: [address(1, postcode="500")]}

    assert [fault.words for fault in imports.faults(checked(book(sheets)))] == []
