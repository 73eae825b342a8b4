"""The notice as a file: the same inputs give the same bytes, in every language and format."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lupaus.privacy import declarations
from lupaus.privacy.linter import linter, plain
from lupaus.privacy.linter.reading import text_of
from lupaus.privacy.notice import completeness, fingerprint, inputs, markdown, pdf, web
from lupaus.privacy.notice.document import Document
from lupaus.promises.grounds import ground_of
from tests.privacy.test_notice import profile
from tests.support import NOON

DOCUMENTS = [pytest.param(number, id=code) for number, code in enumerate(("fi", "sv", "en"))]


def document(number: int) -> Document:
    return fingerprint.documents(inputs.of(profile()))[number]


@pytest.mark.parametrize("number", DOCUMENTS)
def test_the_same_notice_gives_the_same_bytes(number: int) -> None:
    one, other = document(number), document(number)

    assert markdown.rendered(one) == markdown.rendered(other)
    assert web.rendered(one) == web.rendered(other)
    assert pdf.rendered(one) == pdf.rendered(other)


@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_row_is_in_every_format(number: int) -> None:
    compiled = document(number)
    paper = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf.rendered(compiled))).pages)
    page, text = web.rendered(compiled), markdown.rendered(compiled)

    for _section, _block, row in compiled.rows():
        assert f'id="{row.id}"' in page
        assert "".join(row.cells[0].split()) in paper
        assert row.cells[0].split("_")[0] in text


@pytest.mark.parametrize("number", DOCUMENTS)
def test_the_notice_speaks_plainly_and_the_linter_finds_nothing(number: int) -> None:
    compiled = document(number)
    text = markdown.rendered(compiled) + "\n\n25.11.2026\n"
    notice = linter.read(text_of(text.encode(), "notice.md"), compiled.language, NOON.date())
    measured = plain.plainness(notice)

    assert linter.lint(notice).findings == ()
    assert [finding.sentence for finding in measured.findings] == []
    assert measured.median_words <= plain.MEDIAN


def test_control_a_long_winded_sentence_is_flagged() -> None:
    compiled = document(0)
    text = markdown.rendered(compiled) + "\n\n" + " ".join(["Tietoja"] + ["käsitellään ja"] * 14) + " säilytetään.\n"
    notice = linter.read(text_of(text.encode(), "notice.md"), "fi", NOON.date())

    assert {finding.rule for finding in plain.plainness(notice).findings} == {"P1", "P2"}


@pytest.mark.parametrize("number", DOCUMENTS)
def test_everything_that_art_13_and_14_ask_for_is_said(number: int) -> None:
    assert [item.name.en for item in completeness.missing(document(number))] == []


@pytest.mark.parametrize("part", ["rights", "periods", "recipients", "controller", "statements"])
def test_e017_a_part_that_is_left_out_is_missed(part: str) -> None:
    whole = document(0)
    torn = Document(whole.language, whole.title, whole.lead, tuple(s for s in whole.sections if s.id != part))

    assert list(completeness.missing(torn))


def test_e019_every_period_has_a_reason_that_carries_it() -> None:
    uncarried = [
        f"{column.model._meta.label}.{column.name}"
        for column in declarations.columns()
        if column.holds.retention and ground_of(column.holds.retention, column.holds.purposes) is None
    ]

    assert uncarried == []
