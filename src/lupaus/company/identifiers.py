"""Numbers and codes that people type in many ways and that have one right form. All checks are offline.

The one place of these rules: rooms call them, and the fields of forms do.

Source: Finnish Patent and Registration Office, Y-tunnus; Tax Administration, VAT numbers; ISO 13616 (IBAN),
ISO 9362 (BIC), ITU-T E.164 (phone). The check digits come from `python-stdnum` and `phonenumberslite`.
"""

import re

import phonenumbers
import stdnum.bic
import stdnum.exceptions
import stdnum.iban
from django.utils.translation import gettext_lazy as _
from stdnum.fi import ytunnus

from lupaus.kernel import typed
from lupaus.kernel.refused import Refused

LONGEST = 60
"""No number here is longer, however it is spaced; a longer text is refused before anything parses it."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


class InvalidBusinessId(Refused):
    """When the text is no Y-tunnus: seven digits, a dash and a check digit that fits."""

    message = _("Tarkista Y-tunnus: tarkistusnumero ei täsmää. Oikea muoto on esimerkiksi 1234567-1.")


class InvalidVatId(Refused):
    """When the VAT number is not that of the same company."""

    message = _("Tarkista ALV-numero: se on FI ja Y-tunnuksen numerot ilman viivaa, esimerkiksi FI12345671.")


class InvalidIban(Refused):
    """When the text is no account number of a Finnish bank."""

    message = _("Tarkista tilinumero. Anna suomalainen IBAN, esimerkiksi FI21 1234 5600 0007 85.")


class InvalidBic(Refused):
    """When the text is no BIC."""

    message = _("Tarkista BIC. Siinä on 8 tai 11 merkkiä, esimerkiksi NDEAFIHH.")


class InvalidPostcode(Refused):
    """When the text is no Finnish postcode."""

    message = _("Anna postinumero viidellä numerolla, esimerkiksi 00500.")


class InvalidPhone(Refused):
    """When the text is no phone number that could be called."""

    message = _("Anna puhelinnumero, esimerkiksi 040 123 4567.")


def business_id(text: str) -> str:
    """Return a Y-tunnus in its one form, "3000548-6", however it was typed.

    Raises:
        InvalidBusinessId: the digits and the check digit do not fit.
    """
    tidy = _tidy(text).removeprefix("FI")
    try:
        digits = ytunnus.validate(tidy if len(tidy) <= LONGEST else "")
    except stdnum.exceptions.ValidationError as wrong:
        raise InvalidBusinessId from wrong
    return f"{digits[:-1]}-{digits[-1]}"


def vat_id(text: str, *, of: str) -> str:
    """Return the VAT number of the company whose Y-tunnus is `of`; "" stays "".

    Raises:
        InvalidVatId: it is some other number.
    """
    tidy = _tidy(text).replace("-", "")
    expected = f"FI{of.replace('-', '')}"
    if tidy and f"FI{tidy.removeprefix('FI')}" != expected:
        raise InvalidVatId
    return expected if tidy else ""


def iban(text: str) -> str:
    """Return a Finnish IBAN without spaces; "" stays "".

    Raises:
        InvalidIban: the check digits do not fit, or the bank is in another country.
    """
    tidy = _tidy(text)
    if not tidy:
        return ""
    try:
        number = stdnum.iban.validate(tidy if len(tidy) <= LONGEST else "")
    except stdnum.exceptions.ValidationError as wrong:
        raise InvalidIban from wrong
    if not number.startswith("FI"):
        raise InvalidIban
    return number


def bic(text: str) -> str:
    """Return a BIC in capitals; "" stays "".

    Raises:
        InvalidBic: it has another form.
    """
    tidy = _tidy(text)
    if not tidy:
        return ""
    try:
        return stdnum.bic.validate(tidy if len(tidy) <= LONGEST else "")
    except stdnum.exceptions.ValidationError as wrong:
        raise InvalidBic from wrong


def postcode(text: str) -> str:
    """Return a Finnish postcode as five digits.

    Raises:
        InvalidPostcode: it is something else.
    """
    tidy = _tidy(text).removeprefix("FI").removeprefix("-")
    if not re.fullmatch(r"[0-9]{5}", tidy):
        raise InvalidPostcode
    return tidy


def phone(text: str) -> str:
    """Return a phone number in E.164, "+358401234567"; a number without a country is Finnish.

    Raises:
        InvalidPhone: no such number can exist.
    """
    tidy = typed.plain_digits(text).translate(_DASHES).replace("(0)", "").strip() if len(text) <= LONGEST else ""
    if re.search("[A-Za-z]", tidy):  # the parser would read letters as the keys of a telephone
        raise InvalidPhone
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", tidy), "FI")
    except phonenumbers.NumberParseException as wrong:
        raise InvalidPhone from wrong
    if number.extension or not phonenumbers.is_valid_number(number):
        raise InvalidPhone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _tidy(text: str) -> str:
    """Return the text without any white space, in capitals, with digits of one script and one kind of dash."""
    return "".join(typed.plain_digits(text).split()).translate(_DASHES).upper()
