"""From any text to sentences, sections, lengths of time, days and a language."""

from datetime import date

import pytest

from lupaus.privacy.linter.dates import dates
from lupaus.privacy.linter.durations import durations
from lupaus.privacy.linter.language import language_of
from lupaus.privacy.linter.markup import text_of_markdown, text_of_page
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sentences import LONGEST, Kind, sentences, split

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiedot, esim. Nimi ja osoite. Ne poistetaan.", ["Tiedot, esim. Nimi ja osoite.", "Ne poistetaan."]),
        ("Tämä tulee 1.1.2019 voimaan. Kyllä.", ["Tämä tulee 1.1.2019 voimaan.", "Kyllä."]),
        ("Lain 6. Artikla koskee tätä.", ["Lain 6. Artikla koskee tätä."]),
        ("Vastaa M. Meikäläinen. Soita.", ["Vastaa M. Meikäläinen.", "Soita."]),
        ("Uppgifter, t.ex. Namn och adress. De raderas.", ["Uppgifter, t.ex. Namn och adress.", "De raderas."]),
        ("Data, e.g. Names. It is kept.", ["Data, e.g. Names.", "It is kept."]),
        ("Miksi? Siksi! Hyvä.", ["Miksi?", "Siksi!", "Hyvä."]),
        ("", []),
    ],
)
def test_abbreviations_numbers_and_initials_end_no_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_sentence_without_end_is_cut() -> None:
    assert {len(each) <= LONGEST for each in split("sana " * 2_000)} == {True}
    assert "".join(split("a" * 5_000)) == "a" * 5_000


def test_every_line_has_its_kind_and_section() -> None:
    text = """# Tietosuojaseloste
Rekisterinpitäjä: Koti Malli Oy
3. Tietojen säilytysaika
Tiedot poistetaan vuoden
kuluttua siitä, kun sopimus päättyy ja viimeinen lasku on
maksettu.
• Lokit
| Eväste | 1 päivä |
Mitä oikeuksia sinulla on?
"""

    assert [(each.kind, each.section.value, each.text) for each in sentences(text, "fi")] == [
        (Kind.HEADING, "title", "Tietosuojaseloste"),
        (Kind.HEADING, "controller", "Rekisterinpitäjä:"),
        (Kind.TEXT, "controller", "Koti Malli Oy"),
        (Kind.HEADING, "retention", "3. Tietojen säilytysaika"),
        (
            Kind.TEXT, "retention",
            "Tiedot poistetaan vuoden kuluttua siitä, kun sopimus päättyy ja viimeinen lasku on maksettu.",
        ),
        (Kind.ITEM, "retention", "Lokit"),
        (Kind.ROW, "retention", "Eväste | 1 päivä"),
        (Kind.HEADING, "rights", "Mitä oikeuksia sinulla on?"),
    ]  # fmt: skip


def test_a_page_gives_what_a_reader_sees() -> None:
    page = """<html><head><title>x</title></head><body><nav>Valikko</nav><h2>Eväste&shy;et</h2><p>Yksi<br>kaksi</p>
    <p><strong>Säilytys</strong></p><p>Vuosi.</p><table><tr><th>A</th><td>B</td></tr></table><script>evil()</script></body>"""

    assert [line for line in text_of_page(page).split("\n") if line] == [
        "## Eväste\u00adet", "Yksi", "kaksi", "##### Säilytys", "Vuosi.", "A | B",
    ]  # fmt: skip


def test_markdown_loses_its_marks() -> None:
    assert text_of_markdown("# A\n**Lihava** [linkki](https://a.example/)<!-- ei -->") == "# A\nLihava linkki"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("yhden vuoden", [(1, "years")]),
        ("12 kk ja ett år", [(1, "years"), (1, "years")]),
        ("24 tuntia", [(1, "days")]),
        ("two weeks", [(14, "days")]),
        ("vuoden kuluttua", [(1, "years")]),
        ("kolmen kuukauden kuluessa", [(3, "months")]),
        ("kuusi (6) vuotta", [(6, "years")]),
        ("6 calendar years", [(6, "years")]),
        ("laki 523/1999 vuodelta 1999", []),
        ("1.1.2019 vuosi alkoi", []),
    ],
)
def test_lengths_of_time_are_equal_however_they_are_said(text: str, same: list[tuple[int, str]]) -> None:
    assert [each.same for each in durations(text)] == same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("päivitetty 3.9.2026", [date(2026, 9, 3)]),
        ("18/06/2025", [date(2025, 6, 18)]),
        ("2026-02-01", [date(2026, 2, 1)]),
        ("12 may 2026", [date(2026, 5, 12)]),
        ("may 12, 2026", [date(2026, 5, 12)]),
        ("5. toukokuuta 2025", [date(2025, 5, 5)]),
        ("23 april 2026", [date(2026, 4, 23)]),
        ("5/2025", [date(2025, 5, 1)]),
        ("31.2.2026 ja 523/1999", []),
    ],
)
def test_days_are_read_as_they_are_written(text: str, expected: list[date]) -> None:
    assert dates(text) == expected


def test_the_day_of_a_notice_is_not_that_of_a_law() -> None:
    text = (
        "Tietosuojaseloste\n\nPäivitetty 3.9.2020, muutettu 4.9.2021.\n\n"
        "Kumottu laki tuli voimaan päivänä 1.1.2026 ja koski kaikkia yrityksiä tässä maassa."
    )

    assert Notice(text, "fi", TODAY).dated_on == date(2021, 9, 4)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Keräämme tietoja ja säilytämme ne", "fi"),
        ("Vi samlar in uppgifter och sparar dem", "sv"),
        ("We collect data and keep it", "en"),
        ("tietosuoja", "fi"),
        ("Wir sammeln Daten und speichern sie", "de"),
        ("Персональные данные", "other"),
        ("123", None),
        ("", None),
    ],
)
def test_the_language_is_found_out(text: str, language: str | None) -> None:
    assert language_of(text) == language
