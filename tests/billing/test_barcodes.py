"""Bank bar codes and payment QR codes. Source of the vectors: Finance Finland, bank bar code guide 5.3."""

from dataclasses import replace
from datetime import date

import pytest
import segno
from barcode.charsets.code128 import CODES, START_CODES, STOP

from lupaus.billing import barcodes
from lupaus.billing.barcodes import Transfer
from lupaus.kernel.money import Money

DOMESTIC = Transfer("Malli Oy", "FI5810171000000122", "", Money(48299), "559582243294671", date(2012, 1, 31))
INTERNATIONAL = Transfer("Malli Oy", "FI0250004640001302", "", Money(69380), "698756720839", date(2011, 7, 24))


def test_a_domestic_reference_gives_the_digits_of_the_guide() -> None:
    assert barcodes.bank_digits(DOMESTIC) == "458101710000001220004829900000000559582243294671120131"


def test_a_creditor_reference_gives_the_digits_of_the_guide() -> None:
    assert barcodes.bank_digits_international(INTERNATIONAL) == "502500046400013020006938061000000000698756720839110724"


@pytest.mark.parametrize(
    ("digits", "check"),
    [(barcodes.bank_digits(DOMESTIC), 55), (barcodes.bank_digits_international(INTERNATIONAL), 34)],
)
def test_the_bars_are_code_128_set_c_with_the_check_value_of_the_guide(digits: str, check: int) -> None:
    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]

    assert (105 + sum(place * pair for place, pair in enumerate(pairs, start=1))) % 103 == check
    assert (
        barcodes.bar_modules(digits)
        == "".join(CODES[value] for value in (START_CODES["C"], *pairs, check)) + STOP + "11"
    )


def test_a_sum_that_does_not_fit_is_left_to_the_payer() -> None:
    assert barcodes.bank_digits(replace(DOMESTIC, amount=Money(100_000_000)))[17:25] == "00000000"
    assert barcodes.bank_digits(replace(DOMESTIC, amount=Money(99_999_999)))[17:25] == "99999999"


def test_a_transfer_without_due_day_says_so_with_zeros() -> None:
    assert barcodes.bank_digits(replace(DOMESTIC, due_on=None)).endswith("000000")


@pytest.mark.parametrize("iban", ["SE3550000000054910000003", "FI58101710000001", "FI58 1017 1000 0001 22"])
def test_only_a_finnish_iban_without_spaces_fits_a_bank_bar_code(iban: str) -> None:
    with pytest.raises(ValueError, match="Finnish IBAN"):
        barcodes.bank_digits(replace(DOMESTIC, iban=iban))


def test_the_bar_picture_has_quiet_zones_and_nothing_but_bars() -> None:
    picture = barcodes.bar_picture(barcodes.bank_digits(DOMESTIC)).decode()

    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 352 40"')
    assert picture.count("M") == barcodes.bar_modules(barcodes.bank_digits(DOMESTIC)).count("1")


def test_the_payment_code_holds_payee_account_sum_and_reference() -> None:
    payload = "BCD\n002\n1\nSCT\n\nMalli Oy\nFI0250004640001302\nEUR693.8\n\nRF61698756720839"
    expected = segno.make_qr(payload.encode(), error="m", boost_error=False, mode="byte")

    assert _path(barcodes.payment_code(INTERNATIONAL).decode()) == _path(expected.svg_inline(border=2))


def _path(picture: str) -> str:
    return picture.partition(' d="')[2].partition('"')[0]
