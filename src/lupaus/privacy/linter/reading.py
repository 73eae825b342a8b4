"""Bytes to text: what kind of file it is, whether it can be read, and how much of it is looked at."""

import io
import struct
import zlib
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from lupaus.privacy.linter.markup import looks_like_page, text_of_markdown, text_of_page, without_front_matter

LARGEST_FILE: Final = 20_000_000
"""Bytes."""
LONGEST_TEXT: Final = 300_000
"""Characters; the longest notices of banks have a third of it."""
MOST_PAGES: Final = 200
_BINARY: Final = 0.02
"""Share of control characters from which a file is no text."""


class Unreadable(Exception):
    """When a file holds no text that could be a notice.

    `code` names the sentence for the reader, in `language` when it is known.
    """

    def __init__(self, code: str, language: str = "") -> None:
        super().__init__(code)
        self.code, self.language = code, language


def text_of(content: bytes, name: str = "") -> str:
    """Return the text of a file, by its name's ending and by what it holds.

    Raises:
        Unreadable: empty, too large, binary, a PDF without text, or an ending we do not read.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable("large")
    if content.startswith(b"%PDF-") or name.lower().endswith(".pdf"):
        return fitting(_text_of_pdf(content))
    text = without_front_matter(_decoded(content))
    if name.lower().endswith((".html", ".htm", ".xhtml", ".php")) or looks_like_page(text):
        return fitting(text_of_page(text))
    if name.lower().endswith((".md", ".mdx", ".markdown")):
        return fitting(text_of_markdown(text))
    return fitting(text)


def fitting(text: str) -> str:
    """Return a text that is neither empty nor longer than any notice.

    Raises:
        Unreadable: it is one of the two.
    """
    bare = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ").strip()
    if not any(letter.isalnum() for letter in bare[:LONGEST_TEXT]):
        raise Unreadable("empty")
    if len(bare) > LONGEST_TEXT:
        raise Unreadable("large")
    return bare


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = text[:100_000]
    controls = sum(
        1
        for letter in head
        if (letter < " " and letter not in "\t\n\r\x0b\x0c") or "\x7f" <= letter < "\xa0" or letter == "�"
    )
    if controls > max(8, len(head) * _BINARY):
        raise Unreadable("binary")
    return text


_BROKEN: Final = (
    PyPdfError, zlib.error, struct.error, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
    OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What the reader of PDFs raises on one that is broken; found by breaking one in many ways."""


def _text_of_pdf(content: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        found: list[str] = []
        for page in pages[:MOST_PAGES]:
            found.append(page.extract_text())
            if sum(map(len, found)) > LONGEST_TEXT:
                break
    except _BROKEN as error:
        raise Unreadable("pdf") from error
    text = "\n".join(found)
    if not text.strip():
        raise Unreadable("scanned")
    return text
