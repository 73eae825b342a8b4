"""L21: what one language version says and another does not, both ways, and nothing where they agree."""

from collections.abc import Callable
from datetime import date

import pytest

from lupaus.privacy.linter import comparison, linter
from lupaus.privacy.linter.notice import Notice

FI = """Tietosuojaseloste

Rekisterinpitäjä
Koti Malli Oy, info@koti.example

Yhteyshenkilö
Toimisto, tietosuoja@koti.example, 010 123 4567

Luovutukset
Tietoja käsittelee lukuumme tilitoimisto.

Säilytysaika
Tiedot poistetaan vuoden kuluttua, lokit 30 päivän kuluttua.

Oikeutesi
Voit tarkastaa, oikaista ja poistaa tietosi. Paperikopio maksaa 5 €. Katso artikla 15.
"""
SV = """Dataskyddsbeskrivning

Personuppgiftsansvarig
Koti Malli Oy, info@koti.example

Kontaktperson
Kontoret, tietosuoja@koti.example, 010 123 4567

Utlämnande
En redovisningsbyrå behandlar uppgifter för vår räkning.

Lagringstid
Uppgifterna raderas efter 12 månader, loggar efter 30 dagar.

Dina rättigheter
Du kan få tillgång till dina uppgifter, rätta och radera dem. En papperskopia kostar 5 €. Se artikel 15.
"""


PROCESSOR = "”Personuppgiftsbiträde” betyder den som behandlar uppgifter för någon annans räkning, inte kontaktperson"


def compared(fi: str, sv: str) -> list[tuple[str, str]]:
    notices: list[Notice] = [linter.read(fi, "fi", date(2026, 1, 1)), linter.read(sv, "sv", date(2026, 1, 1))]
    found = comparison.compare(notices)
    assert {finding.rule for finding in found} <= {"L21"}
    return [(finding.sentence, finding.why.split(" (")[0]) for finding in found]


def test_versions_that_say_the_same_yield_nothing() -> None:
    assert compared(FI, SV) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "12 månader", "tre år",
            [
                ("Tiedot poistetaan vuoden kuluttua, lokit 30 päivän kuluttua.",
                 "Kieliversiot eroavat: ajat. Tässä: vuoden kuluttua. Ruotsinkielinen versio: tre år"),
                ("Uppgifterna raderas efter tre år, loggar efter 30 dagar.",
                 "Språkversionerna skiljer sig: tider. Här: tre år. Den finska versionen: vuoden kuluttua"),
            ],
        ),
        (
            "5 €", "20 €",
            [
                ("Paperikopio maksaa 5 €.",
                 "Kieliversiot eroavat: rahasummat. Tässä: 5 €. Ruotsinkielinen versio: 20 €"),
                ("En papperskopia kostar 20 €.",
                 "Språkversionerna skiljer sig: belopp. Här: 20 €. Den finska versionen: 5 €"),
            ],
        ),
        (
            "Se artikel 15.", "",
            [("Katso artikla 15.", "Kieliversiot eroavat: artiklat. Tässä: 15. Ruotsinkielinen versio: ei mitään")],
        ),
        (
            "rätta och radera dem", "rätta dem",
            [("Oikeutesi", "Kieliversiot eroavat: oikeudet. Tässä: poistaminen. Ruotsinkielinen versio: ei mitään")],
        ),
        (
            "En redovisningsbyrå behandlar", "Ett inkassobolag behandlar",
            [
                ("Tietoja käsittelee lukuumme tilitoimisto.",
                 "Kieliversiot eroavat: vastaanottajat. Tässä: tilitoimisto. Ruotsinkielinen versio: inkasso"),
                ("Ett inkassobolag behandlar uppgifter för vår räkning.",
                 "Språkversionerna skiljer sig: mottagare. Här: inkasso. Den finska versionen: tilitoimisto"),
            ],
        ),
        (
            "Dina rättigheter\n", "Kakor\nVi använder kakor.\n\nDina rättigheter\n",
            [("Kakor", "Språkversionerna skiljer sig: ämnen. Här: kakor. Den finska versionen: ingenting")],
        ),
        (
            "Kontaktperson\n", "Personuppgiftsbiträde\n",
            [("Personuppgiftsbiträde", PROCESSOR)],
        ),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_the_language_of_each_version(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert old in SV

    assert compared(FI, SV.replace(old, new)) == expected


def test_a_processor_that_is_one_is_no_mistake() -> None:
    text = SV.replace("behandlar uppgifter för vår räkning", "är vårt personuppgiftsbiträde")

    assert compared(FI, text) == []


def test_our_versions_of_one_style_differ_where_they_do(read: Callable[..., Notice]) -> None:
    found = comparison.compare([read("fi_good_homecare.txt"), read("sv_good_cleaning.txt")])

    assert [finding.why.split(".")[0] for finding in found] == [
        "Kieliversiot eroavat: ajat",
        "Kieliversiot eroavat: vastaanottajat",
        "Kieliversiot eroavat: aiheet",
    ]
