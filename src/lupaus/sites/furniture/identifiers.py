"""Find a personal identity code or a payment card number in free text, so that it is refused and never stored."""

import re
from typing import Final

from stdnum import luhn
from stdnum.fi import hetu

_HETU: Final = re.compile(
    r"(?<![0-9A-Za-z])(\d{6})\s?([-\u2013\u2212+A-FU-Ya-fu-y])?\s?(\d{3})\s?([0-9A-Za-z])(?![0-9A-Za-z])"
)
_CARD: Final = re.compile(r"(?<![0-9A-Za-z])(?:\d[ -]?){14,15}\d(?![0-9A-Za-z])")
_CARD_BEGINNINGS: Final = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|5|4[4-9])")


def holds_hetu(text: str) -> bool:
    """Say whether the text holds a Finnish personal identity code whose check character fits.

    Source: DVV, "Henkilötunnus": ddmmyy, a sign for the century, a number, a check character.
    """
    return any(_is_hetu(*found.groups()) for found in _HETU.finditer(text))


def holds_card(text: str) -> bool:
    """Say whether the text holds the number of a payment card (15 or 16 digits, Luhn, a beginning that is issued)."""
    digits = (re.sub(r"[ -]", "", found.group()) for found in _CARD.finditer(text))
    return any(_CARD_BEGINNINGS.match(number) and luhn.is_valid(number) for number in digits)


def _is_hetu(day: str, sign: str | None, number: str, check: str) -> bool:
    if sign is None and check.isdigit():
        return False  # ten digits in a row are a telephone number far more often than a code without its sign
    tried = (sign or "-").replace("\u2013", "-").replace("\u2212", "-")
    return bool(hetu.is_valid(f"{day}{tried}{number}{check}".upper(), allow_temporary=True))
