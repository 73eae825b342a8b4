"""Customer and order numbers: random, so that nobody reads our volume from them, with a check digit."""

import secrets
from collections.abc import Callable
from typing import Final

from stdnum import damm

DIGITS: Final = 8
"""Random digits before the check digit; the first is never zero."""


def draw(*, is_taken: Callable[[str], bool]) -> str:
    """Return a new number of nine digits that `is_taken` does not know.

    Source: Damm's check digit catches every single wrong digit and every swap of neighbours.
    """
    while True:
        base = str(10 ** (DIGITS - 1) + secrets.randbelow(9 * 10 ** (DIGITS - 1)))
        number = base + damm.calc_check_digit(base)
        if not is_taken(number):
            return number


def tidy(text: str) -> str:
    """Return the digits of what somebody typed as a number: "123 456 789" becomes "123456789"."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def is_valid(number: str) -> bool:
    """Say whether the number could be one of ours: nine digits, the last one checks."""
    return len(number) == DIGITS + 1 and number.isascii() and number.isdigit() and bool(damm.is_valid(number))


def spoken(number: str) -> str:
    """Return the number in groups of three, to be read aloud."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))
