"""Which characters our paper can print: read from the fonts themselves.

PDF/A and PDF/UA refuse a text with a character that the font does not draw, so a name with such a character
would otherwise stop an invoice.

Source: OpenType specification 1.9, "cmap", formats 4 and 12.
"""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
_STAND_IN: Final = "?"
_LINE_ENDS: Final = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_DRAWN_AS: Final = str.maketrans({"\N{MINUS SIGN}": "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}": "-"})
"""Characters of our own texts that the fonts lack, and what looks the same."""
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(text: str) -> str:
    """Return `text` composed (NFC) on one line, with a question mark for every character we cannot draw."""
    covered = _covered()
    tidy = unicodedata.normalize("NFC", _LINE_ENDS.sub(" ", text).strip()).translate(_DRAWN_AS)
    kept = (letter for letter in tidy if unicodedata.category(letter) not in _UNPRINTABLE)
    return "".join(letter if ord(letter) in covered else _STAND_IN for letter in kept)


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """Return the characters that every one of our fonts draws."""
    fonts = [_characters(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*fonts)


def _characters(font: bytes) -> frozenset[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * index + 4)
        found |= _subtable(font, start + offset)
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise LookupError(tag)


def _subtable(font: bytes, start: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", font, start)
    if kind == 4:  # noqa: PLR2004 -- the format's number in the specification
        return _segments(font, start)
    if kind == 12:  # noqa: PLR2004 -- the format's number in the specification
        return _groups(font, start)
    return set()


def _segments(font: bytes, start: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + doubled)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF}  # noqa: PLR2004 -- the end mark


def _groups(font: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    groups = (struct.unpack_from(">III", font, start + 16 + 12 * index) for index in range(count))
    return {code for first, last, _ in groups for code in range(first, last + 1)}
