"""H18, H19, H51: calendars and papers made of hostile words, wherever the product hands them out."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from lupaus.billing import pdf
from lupaus.billing.contents import Row
from lupaus.communication import calendars
from lupaus.kernel.money import Money
from tests.billing.test_pdf import sheet
from tests.doors import DOORS
from tests.hostile.conftest import Walk
from tests.support import outbox
from tests.world import AINO, CLEANING, LIISA, Cast

pytestmark = pytest.mark.django_db

TITLE = 'Ikkunat; lattiat, "saunat" \\n ja \\; Ääää' + "öä😀" * 4
STREET = "Katu; 5, A\\B " + "ÅÄÖ😀" * 12
TYPST = (
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.4"', "$x^2$", "@fi <a>", "\\u{41}", "= Otsikko", "*lihava* _k_",
    "`raw` ``` x", "// loppu", "/* a", "#let d = 1", "<img src=file:///etc/passwd>", "http://169.254.169.254/latest",
    '#image("/etc/hostname")', "~ -- ... 'a'",
)  # fmt: skip
"""What is markup, a file or the network for the typesetter, and what a converter from HTML would fetch."""
LONGEST_RENDERING = 10.0
"""Seconds. Source: trust, H19."""

CAST = Cast(
    a=replace(AINO, last_name=TYPST[0], street=STREET),
    payer=replace(LIISA, name=" ".join(TYPST[1:7]), street=" ".join(TYPST[7:12]), city=TYPST[13]),
    service=replace(CLEANING, name=TITLE),
    add_on=TYPST[12],
)

type File = tuple[str, bytes, str]
"""Where it was handed out (with its ending), its content, its name as it was said."""
ENDINGS = {"text/calendar": ".ics", "application/pdf": ".pdf"}
HERE = datetime(2026, 11, 26, 7, tzinfo=UTC)
PROPERTIES = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "SEQUENCE", "STATUS"}


def events(content: bytes) -> list[dict[str, str]]:
    """Read a calendar strictly; return the texts of its events.

    Every line ends with CRLF, holds at most 75 octets and is whole UTF-8, and no event has a property of its own.
    """
    assert content.endswith(b"\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75, line
        assert line.decode().isprintable(), line
    found = [part for part in Calendar.from_ical(content).walk() if part.name == "VEVENT"]
    assert found
    for event in found:
        assert set(event) <= PROPERTIES, set(event)
    return [{name: str(value) for name, value in event.items()} for event in found]


def event(title: str, place: str) -> bytes:
    return calendars.invitation(
        UUID(int=1), starts_at=HERE, ends_at=HERE.replace(hour=9), title=title, place=place, written_at=HERE
    ).content


@pytest.mark.parametrize("shift", range(8))
@pytest.mark.parametrize("letters", ["ä", "😀", "e\u0301", "\\;,"])
def test_h18_a_letter_of_many_octets_is_never_parted_at_the_end_of_a_line(shift: int, letters: str) -> None:
    title = "x" * shift + letters * 40

    assert events(event(title, title))[0] | {"SUMMARY": title, "LOCATION": title} == events(event(title, title))[0]


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nATTENDEE:mailto:x@evil.example",
        "a\nEND:VEVENT\nBEGIN:VEVENT",
        "a;URL=http://evil.example",
        'a":mailto:x@evil.example',
        "a\\nDESCRIPTION:b",
        "a\u2028ORGANIZER:x",
        "a\x85ORGANIZER:x",
    ],
)
def test_h18_no_text_becomes_another_line_or_property(text: str) -> None:
    (found,) = events(event(text, text))

    assert found["SUMMARY"] == " ".join(text.split())
    assert found["LOCATION"] == found["SUMMARY"]


def test_h18_every_calendar_of_the_product_says_what_was_written(files: list[File]) -> None:
    read = {name: events(content) for name, content, _ in files if name.endswith(".ics")}

    assert len(read) >= 4
    assert {each["SUMMARY"] for found in read.values() for each in found} == {TITLE}
    assert any(STREET in each["LOCATION"] for found in read.values() for each in found)


@pytest.fixture(scope="module")
def files(walk: Walk) -> list[File]:
    """Return every file of the product: those behind doors and those beside letters."""
    found = []
    for door in DOORS.values():
        answer = walk.browser(door.first).get(walk.address(door))
        kind = answer["Content-Type"].partition(";")[0]
        if answer.status_code == 200 and (kind in ENDINGS or "Content-Disposition" in answer):
            found.append((f"{door.name}{ENDINGS.get(kind, '')}", answer.content, answer["Content-Disposition"]))
    for mail in outbox():
        found += [(f"{mail.kind} {mail.id} {name}", content, name) for name, _, content in mail.files]
    return found


def test_control_a_calendar_that_obeys_is_seen() -> None:
    good = event("a", "b")

    for bad in (
        good.replace(b"SUMMARY:a", b"SUMMARY:a\r\nORGANIZER:mailto:x@evil.example"),
        good.replace(b"SUMMARY:a", b"SUMMARY:" + b"x" * 80),
        good.replace(b"SUMMARY:a", b"SUMMARY:a\xc3\r\n \xa4"),
        good.replace(b"SUMMARY:a", b"SUMMARY:a\n b"),
    ):
        with pytest.raises((AssertionError, UnicodeDecodeError)):
            events(bad)


BROUGHT = {"desk:partner_paper_file.pdf"}
"""Papers that somebody gave us: handed out as they came, never composed by us."""


def letters_of(content: bytes) -> str:
    """Return a PDF's text without spaces, since lines may break anywhere."""
    return "".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\u200b", "").split()
    )


def test_h19_every_paper_of_the_product_prints_words_and_obeys_none(files: list[File]) -> None:
    papers = {name: letters_of(content) for name, content, _ in files if name.endswith(".pdf") and name not in BROUGHT}

    assert len(papers) >= 2
    for name, said in papers.items():
        assert "".join(TITLE.replace("😀", "?").split()) in said, name
        assert "".join(CAST.payer.name.split()) in said, name
        assert "".join(CAST.payer.street.split()) in said, name
        assert "root:" not in said, name


@pytest.mark.parametrize("text", TYPST)
def test_h19_each_sign_of_the_typesetter_is_a_sign(text: str) -> None:
    row = Row(text, Decimal(1), "pcs", Decimal("25.5"), Money(100), Money.zero())
    said = letters_of(pdf.typeset(sheet(text, reason=text, rows=(row,))))

    assert said.count("".join(text.split())) >= 2
    assert "root:" not in said


def test_h19_huge_texts_are_printed_in_bounded_time() -> None:
    row = Row("x" * 600, Decimal(1), "pcs", Decimal("25.5"), Money(100), Money.zero())
    began = time.monotonic()

    made = pdf.typeset(sheet("y" * 5_000, rows=(row,) * 100))

    assert time.monotonic() - began < LONGEST_RENDERING
    assert letters_of(made).count("y") >= 5_000
    assert letters_of(made).count("x") >= 60_000


def test_h19_a_paper_leads_nowhere() -> None:
    """Neither a link nor an act stands in it, whatever the words look like."""
    paper = PdfReader(BytesIO(pdf.typeset(sheet(" ".join(TYPST)))))

    assert not any(page.get("/Annots") for page in paper.pages)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(paper.root_object)
    assert not paper.attachments


def test_h51_files_have_plain_names_whatever_their_words(files: list[File]) -> None:
    for place, _, said in files:
        name = said.partition("filename=")[2].strip('"') or said
        assert said.isascii(), place
        assert said.isprintable(), place
        assert not set(name) & set('"<>/\\%*;=:'), place

    assert len(files) >= 8
