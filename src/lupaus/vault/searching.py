"""Find people by beginnings of words and endings of numbers, without storing either: tokens are HMACs.

What is stored of "Meikäläinen" are the tokens of "mei", "meik", … up to twelve letters, of "040 123 4567" those of its
endings from four digits on. What is typed is one token, so a search compares equal bytes and opens nothing.

Source: vault design, "Keys" and "Read".
"""

import re
import unicodedata
from typing import Final

from lupaus.keys.blind import blind

SHORTEST: Final = 3
"""Letters from which on a beginning of a word finds it; shorter words are found whole."""
LONGEST: Final = 12
SHORTEST_ENDING: Final = 4
"""Digits from which on an ending of a number finds it."""
_DIGITS: Final = 16
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"[+()\d\s./-]+")
_LETTERS: Final = str.maketrans({"ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ı": "i", "æ": "ae", "þ": "th"})


def fold(text: str) -> str:
    """Return the text without case and marks, so that "Äijälä" and "aijala" are the same; "ß" is "ss"."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """Return the folded words of a text: letters and digits, parted by anything else."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """Return a number that somebody typed as digits, a Finnish one with its leading zero; "" when it is no number."""
    if not _NUMBER.fullmatch(text.strip() or "x"):
        return ""
    found = "".join(sign for sign in text if sign.isdecimal())
    is_finnish = text.strip().startswith(("+358", "00358"))
    return f"0{found.removeprefix('00').removeprefix('358')}" if is_finnish else found


def tokens_of_words(text: str) -> list[str]:
    """Return the tokens to store of a text: every beginning of three letters or more, and short words whole."""
    beginnings = {
        word[:end]
        for word in words(text)
        for end in ([len(word)] if len(word) < SHORTEST else range(SHORTEST, min(len(word), LONGEST) + 1))
    }
    return sorted(_token("word", each) for each in beginnings)


def tokens_of_number(text: str) -> list[str]:
    """Return the tokens to store of a number: every ending of four digits or more."""
    number = digits(text)
    return sorted(_token("number", number[start:]) for start in range(max(0, len(number) - SHORTEST_ENDING + 1)))


def token_of_word(word: str) -> str:
    """Return the token that a typed word, or its beginning, is found by."""
    return _token("word", fold(word)[:LONGEST])


def token_of_number(text: str) -> str | None:
    """Return the token that a typed ending of a number is found by; None when it is shorter than four digits."""
    number = digits(text)
    return _token("number", number) if len(number) >= SHORTEST_ENDING else None


def _token(kind: str, value: str) -> str:
    return blind(f"search {kind}", value)[:_DIGITS]
