"""Which characters our paper can print: read from the fonts themselves.

PDF/A and PDF/UA refuse a text with a character that the font does not draw, so a name with such a character
would otherwise stop an invoice.

Our fonts list theirs in format 4; the tests say which letters must be among them.

Source: OpenType specification 1.9, "cmap", format 4.
"""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
_END_MARK: Final = 0xFFFF
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
        found |= _segments(font, start + offset)
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    """Return where a table begins; our fonts have it, or the first test fails."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return int(next(offset for name, _, offset, _ in entries if name == tag))


def _segments(font: bytes, start: int) -> set[int]:
    """Return the characters of a subtable of format 4, the only one in our fonts."""
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + doubled)
    covered = {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
    return covered - {_END_MARK}
