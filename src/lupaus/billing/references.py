"""Payment references: the domestic viitenumero and the ISO 11649 creditor reference made of it.

`python-stdnum` (2.2) has the RF form and no domestic one: its `fi` folder holds alv, associationid, hetu, veronumero
and ytunnus. A package of its own (py-viitenumero) would be a dependency for the six lines of `_check_digit`.

Source: Finance Finland, "Kotimaisen viitteen rakenneohje"; ISO 11649.
"""

from itertools import cycle

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

from lupaus.kernel.refused import Refused

_SHORTEST_BASE, _LONGEST_BASE = 3, 19


class BadReference(Refused):
    """When a text is no payment reference, or its check digit is wrong."""

    message = "Tarkista viitenumero. Se on laskussa kohdassa Viitenumero."


def domestic(base: int) -> str:
    """Return the domestic reference of a number of 3 to 19 digits: 123456 gives "1234561".

    Raises:
        ValueError: the base is too short or too long.
    """
    digits = str(base)
    if not _SHORTEST_BASE <= len(digits) <= _LONGEST_BASE:
        raise ValueError("A reference base has 3 to 19 digits.")
    return digits + _check_digit(digits)


def creditor(reference: str) -> str:
    """Return the RF form of a domestic reference: "1234561" gives "RF341234561"."""
    check = mod_97_10.calc_check_digits(f"{reference}RF")
    return f"RF{check}{reference}"


def read(text: str) -> str:
    """Return the domestic reference, without leading zeros, that a person typed in either form.

    Raises:
        BadReference: the text has other characters, a wrong length or a wrong check digit.
    """
    digits = written(text)
    if digits is None:
        raise BadReference
    return digits


def written(text: str) -> str | None:
    """Return the domestic reference that a text is, in either form, None when it is none."""
    compact = "".join(text.split()).upper()
    if compact.startswith("RF"):
        if not (compact.isascii() and iso11649.is_valid(compact)):
            return None
        compact = compact[4:]
    digits = compact.lstrip("0")
    if not (digits.isascii() and digits.isdigit() and _SHORTEST_BASE < len(digits) <= _LONGEST_BASE + 1):
        return None
    return digits if _check_digit(digits[:-1]) == digits[-1] else None


def grouped(reference: str) -> str:
    """Return a domestic reference as it is printed: in fives from the right, "1 51189 06503"."""
    first = len(reference) % 5
    groups = [reference[:first], *(reference[at : at + 5] for at in range(first, len(reference), 5))]
    return " ".join(filter(None, groups))


def creditor_grouped(reference: str) -> str:
    """Return an RF reference as it is printed: in fours from the left, "RF34 1234 561"."""
    return iso11649.format(reference)


def _check_digit(digits: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(reversed(digits), cycle((7, 3, 1)), strict=False))
    return str(-weighted % 10)
