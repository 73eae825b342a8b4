"""Text that people typed: made tidy, measured and judged. Pure functions, no Django.

Nothing is repaired that a person could have meant: invisible controls go, accents are composed (NFC), the rest
stays as typed or is refused.
"""

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = re.compile(
    "["
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of writing direction
    "\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff"  # spaces and joiners of no width
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags
    "]"
)
_BLANK_LOOKING: Final = frozenset("\u3164\uffa0\u115f\u1160\u2800\u180e\u17b4\u17b5")
"""Letters and symbols that Unicode counts as filled in and eyes see as nothing (Hangul fillers, empty Braille)."""
_NOT_STORABLE: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS: Final = re.compile("\r\n?|\u2028|\u2029|\u0085")
_MARKS: Final = frozenset({"Mn", "Me"})
MOST_MARKS: Final = 4
"""More marks than this on one letter is not a language (three is the most that a living orthography needs)."""


def tidy(text: str) -> str:
    """Return the text composed (NFC), with one kind of line break, without invisible controls or outer spaces."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))).strip()


def is_storable(text: str) -> bool:
    """Say whether the text holds nothing that is not text: NUL, other control characters, lone surrogates."""
    return _NOT_STORABLE.search(text) is None


def has_lines(text: str) -> bool:
    """Say whether the text holds a line break or a tab."""
    return any(sign in text for sign in "\n\r\t\u2028\u2029\u0085")


def looks_blank(text: str) -> bool:
    """Say whether nobody would see anything: empty, spaces, fillers, marks on nothing."""
    return all(_is_unseen(sign) for sign in tidy(text))


def graphemes(text: str) -> int:
    """Return how many signs a reader counts: combining marks and variation selectors belong to the one before."""
    return sum(unicodedata.category(sign) not in _MARKS for sign in text)


def is_overloaded(text: str) -> bool:
    """Say whether any letter carries more marks than a language needs."""
    marks = 0
    for sign in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.category(sign) in _MARKS else 0
        if marks > MOST_MARKS:
            return True
    return False


def plain_digits(text: str) -> str:
    """Return the text with the decimal digits of every script written 0–9: "１２" and "١٢" become "12"."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _is_unseen(sign: str) -> bool:
    return sign in _BLANK_LOOKING or unicodedata.category(sign)[0] in "ZC" or unicodedata.category(sign) in _MARKS
