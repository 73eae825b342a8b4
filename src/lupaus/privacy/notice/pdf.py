"""The notice as PDF: one template, our own fonts, the same bytes every time; PDF/A to keep and PDF/UA to read aloud."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typst

from lupaus.billing.glyphs import FONTS, printable
from lupaus.privacy.notice.document import Document

_TEMPLATE: Final = Path(__file__).parent / "paper" / "notice.typ"
_STANDARDS: "Final[list[typst.PDFStandard]]" = ["a-2a", "ua-1"]
_STILL: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The date within a PDF that no version dates: bytes change when the text does, and at no other time."""


def rendered(document: Document, *, foot: str = "", at: datetime = _STILL) -> bytes:
    """Return the PDF of a document; `foot` stands on every page, `at` is when it was published."""
    author = next((row.cells[1] for _, _, row in document.rows() if row.id == "controller.name"), document.title)
    said = {
        "language": document.language,
        "title": printable(document.title),
        "author": printable(author),
        "lead": printable(document.lead),
        "foot": printable(foot),
        "sections": [
            {
                "heading": printable(section.heading),
                "blocks": [
                    {
                        "kind": block.kind.value,
                        "heading": printable(block.heading),
                        "lead": printable(block.lead),
                        "columns": [printable(words) for words in block.columns],
                        "rows": [[printable(cell) for cell in row.cells] for row in block.rows],
                    }
                    for block in section.blocks
                ],
            }
            for section in document.sections
        ],
    }
    files = {"main.typ": _TEMPLATE.read_bytes(), "data.json": json.dumps(said).encode()}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.compile(  # type: ignore[call-overload,no-any-return]  # the stubs do not know of files by name
        files, font_paths=fonts, pdf_standards=_STANDARDS, timestamp=at.replace(microsecond=0)
    )
