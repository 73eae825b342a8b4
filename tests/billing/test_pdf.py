import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import typst
from pypdf import PdfReader

from lupaus.billing import pdf, references
from lupaus.billing.contents import Buyer, Contents, Row, Seller
from lupaus.billing.pdf import Sheet
from lupaus.kernel.money import Money

SELLER = Seller(
    "Kotipalvelu Malli Oy",
    "1234567-1",
    ("Mallikatu 1", "00100 Helsinki"),
    "laskut@malli.example",
    "+358401234567",
    "FI5810171000000122",
    "OKOYFIHH",
)
ROWS = (
    Row("Kotisiivous", Decimal("3.00"), "h", Decimal("25.50"), Money(11700), Money(11700)),
    Row("Uunin puhdistus", Decimal(1), "pcs", Decimal("25.5"), Money(2500), Money(2000)),
)
HOSTILE = (
    '#panic("x") $x^2$ "q" *b* _i_ `c` @ref <tag> \\ // /* {{7*7}} {% debug %} ${x} {0.__class__} %n',
    "</title><script>alert(1)</script>",
    '#import "/etc/passwd"; #read("main.typ")',
    '#sys.inputs #image("http://169.254.169.254")',
    "Öystein O'Neill-Äijälä Þ ß đŋžšč",
)


def sheet(name: str = "Maija Meikäläinen", *, reason: str = "", rows: tuple[Row, ...] = ROWS) -> Sheet:
    buyer = Buyer(name, "", ("Esimerkkikatu 5 A 12", "00500 Helsinki"), "maija@malli.example")
    return Sheet(
        label="2026-0001",
        original=None,
        reference=references.domestic(2026000001),
        issued_at=datetime(2026, 11, 28, 10, tzinfo=UTC),
        issued_on=date(2026, 11, 28),
        performed_on=date(2026, 11, 26),
        due_on=date(2026, 12, 12),
        late_interest=None,
        language="fi",
        contents=Contents(SELLER, buyer, rows, "10428-7", reason),
    )


def words(made: bytes) -> str:
    """Return the text of a PDF on one line, breaking spaces taken out."""
    pages = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return " ".join(pages.replace("\u200b", "").split())


def test_an_invoice_says_what_the_law_asks() -> None:
    said = words(pdf.typeset(sheet()))

    for fact in (
        "Lasku 2026-0001",
        "28.11.2026",
        "26.11.2026",
        "12.12.2026",
        "Kotipalvelu Malli Oy",
        "Mallikatu 1",
        "1234567-1",
        "FI12345671",
        "Maija Meikäläinen",
        "Esimerkkikatu 5 A 12",
        "00500 Helsinki",
        "10428-7",
        "Kotisiivous",
        "3 h",
        "31,08",
        "25,5 %",
        "117,00",
        "Veroton",
        "113,15",
        "28,85",
        "142,00 €",
        "Työn osuus on 137,00 €",
        "2 02600 00011",
        "RF66 2026 0000 011",
        "FI58 1017 1000 0001 22",
        "OKOYFIHH",
        "558101710000001220001420066000000000020260000011261212",
    ):
        assert fact in said, fact


def test_an_invoice_says_what_being_late_costs() -> None:
    agreed = replace(sheet(), late_interest=Decimal("5.50"))

    assert "Viivästyskorko korkolain mukaan" in words(pdf.typeset(sheet()))
    assert "Viivästyskorko 5,5 %" in words(pdf.typeset(agreed))


def test_only_a_person_is_told_of_the_household_tax_credit() -> None:
    person = sheet()
    buyer = replace(person.contents.buyer, business_id="3000548-6")
    company = replace(person, contents=replace(person.contents, buyer=buyer))

    told = ["Kotitalousvähennys" in words(pdf.typeset(each)) for each in (person, company)]

    assert told == [True, False]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_write_is_printed_and_never_obeyed(name: str) -> None:
    row = Row(name, Decimal(1), "pcs", Decimal("25.5"), Money(100), Money.zero())

    said = words(pdf.typeset(sheet(name, rows=(row,))))

    assert said.replace(" ", "").count(name.replace(" ", "")) == 2


def test_control_markup_given_as_source_would_have_been_obeyed() -> None:
    with pytest.raises(typst.TypstError, match="panicked"):
        typst.compile(b'#panic("x")')


@pytest.mark.parametrize("name", ["李小龍", "😀", "א", "\x00\u202e\ufffe", "A" * 4000, "e" + "\u0301" * 300])
def test_a_name_that_no_font_draws_stops_no_invoice(name: str) -> None:
    assert pdf.typeset(sheet(name)).startswith(b"%PDF")


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert pdf.typeset(sheet()) == pdf.typeset(sheet())


def test_another_invoice_gives_other_bytes() -> None:
    assert pdf.typeset(sheet()) != pdf.typeset(sheet("Matti Mallikas"))


def test_an_invoice_declares_that_it_can_be_archived_and_read_aloud() -> None:
    reader = PdfReader(io.BytesIO(pdf.typeset(sheet())))
    metadata = reader.root_object["/Metadata"].get_data().decode()

    assert ("<pdfaid:part>2</pdfaid:part>" in metadata, "<pdfaid:conformance>A</pdfaid:conformance>" in metadata) == (
        True,
        True,
    )
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert (reader.root_object["/Lang"], reader.metadata.title) == ("fi", "Lasku 2026-0001")


def test_only_our_own_fonts_are_inside() -> None:
    reader = PdfReader(io.BytesIO(pdf.typeset(sheet())))
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {"NotoSans-Regular", "NotoSans-Bold"}


def test_a_credit_note_names_its_original_and_asks_for_nothing() -> None:
    original = sheet()
    note = replace(
        original,
        label="2026-0002",
        original=("2026-0001", date(2026, 11, 28)),
        due_on=None,
        contents=original.contents.reversed("Uuni jäi puhdistamatta"),
    )

    said = words(pdf.typeset(note))

    assert "Tämä hyvittää laskun 2026-0001, joka on päivätty 28.11.2026. Syy: Uuni jäi puhdistamatta" in said
    assert "Hyvitetään –142,00 €" in said
    assert "Näin maksat" not in said


def test_a_hundred_rows_take_more_pages_and_keep_their_sum() -> None:
    many = tuple(
        Row(f"Työ {number}", Decimal(1), "h", Decimal("25.5"), Money(1000), Money(1000)) for number in range(100)
    )

    made = pdf.typeset(sheet(rows=many))

    assert len(PdfReader(io.BytesIO(made)).pages) > 2
    assert "1 000,00 €" in words(made)
