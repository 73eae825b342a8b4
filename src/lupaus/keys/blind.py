"""Blind indexes: find a row by an encrypted value without storing the value.

Source: vault design, "Keys".
"""

import hmac
import unicodedata

from lupaus.keys import root

_HEX_DIGITS = 32


def blind(kind: str, value: str) -> str:
    """Return the index of `value` among values of `kind` ("email", "phone"): 32 hexadecimal digits.

    Equal values give equal digits, whatever their case, surrounding space or Unicode form.
    """
    canonical = unicodedata.normalize("NFC", value).strip().casefold()
    return hmac.digest(root.pepper(), f"{kind}\0{canonical}".encode(), "sha256").hex()[:_HEX_DIGITS]
