"""What people type as names, streets and notes: made whole, never made different.

Everything a person may be called is kept: capitals, apostrophes, hyphens, Sámi letters. Only signs that cannot be
seen, and that can turn a page around, are taken away.
"""

import unicodedata
from typing import Final

from lupaus.kernel.refused import Refused

LONGEST_NAME: Final = 80
LONGEST_STREET: Final = 120
LONGEST_NOTE: Final = 1000
MOST_MARKS: Final = 4
"""Combining marks in a row; more than any living orthography uses."""

_INVISIBLE_LETTERS: Final = frozenset("\u3164\uffa0\u115f\u1160\u2800")  # Hangul fillers, the empty Braille cell
_JOINERS: Final = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


class TooLong(Refused):
    """When a text is longer than its field."""

    message = "Lyhennä tekstiä: tähän mahtuu %(limit)s merkkiä."


def line(text: str, *, limit: int = LONGEST_NAME) -> str:
    """Return one line of text: NFC, single spaces, nothing invisible; empty when nothing can be seen.

    Raises:
        TooLong: more than `limit` characters remain.
    """
    return _within(" ".join(_visible(text).split()), limit)


def lines(text: str, *, limit: int = LONGEST_NOTE) -> str:
    """Return several lines of text, each as `line` leaves it; empty when nothing can be seen.

    Raises:
        TooLong: more than `limit` characters remain.
    """
    rows = [" ".join(_visible(row).split()) for row in text.splitlines()]
    return _within("\n".join(rows).strip(), limit)


def _visible(text: str) -> str:
    """Drop control, bidi and filler signs, and the marks piled on one letter beyond what writing needs."""
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS and _is_kept(sign):
            kept.append(sign)
    seen = "".join(kept)
    return seen if any(unicodedata.category(sign)[0] in "LNPS" for sign in seen) else ""


def _is_kept(sign: str) -> bool:
    if sign in _INVISIBLE_LETTERS:
        return False
    category = unicodedata.category(sign)
    return category not in {"Cc", "Cf", "Cs", "Co", "Cn"} or sign in _JOINERS or sign == "\t"


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise TooLong(limit=limit)
    return text
