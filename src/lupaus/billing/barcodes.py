"""The bank bar code and the payment QR code of an invoice, as pictures and as the text inside them.

Source: Finance Finland, "Pankkiviivakoodi-opas" 5.3; European Payments Council, EPC069-12.
"""

import io
from dataclasses import dataclass
from datetime import date

import barcode
from segno import helpers

from lupaus.billing import references
from lupaus.kernel.money import Money

_LARGEST = Money.euros("999999.99")
_QUIET_MODULES = 10
_HEIGHT_MODULES = 40


@dataclass(frozen=True, slots=True)
class Transfer:
    """A bank transfer that somebody is asked to make."""

    payee: str
    iban: str
    """Without spaces."""
    bic: str
    amount: Money
    reference: str
    """The domestic reference, digits only."""
    due_on: date | None


def bank_digits(transfer: Transfer) -> str:
    """Return the 54 digits of the bar code with a domestic reference (version 4)."""
    head = f"4{_iban_digits(transfer.iban)}{_amount_digits(transfer.amount)}"
    return f"{head}000{transfer.reference:0>20}{_due_digits(transfer.due_on)}"


def bank_digits_international(transfer: Transfer) -> str:
    """Return the 54 digits of the bar code with an RF reference (version 5)."""
    check = references.creditor(transfer.reference)[2:4]
    head = f"5{_iban_digits(transfer.iban)}{_amount_digits(transfer.amount)}"
    return f"{head}{check}{transfer.reference:0>21}{_due_digits(transfer.due_on)}"


def bar_modules(digits: str) -> str:
    """Return the bars of Code 128, character set C, as ones and zeros: one for each module."""
    modules: str = barcode.get("code128", digits).build()[0]
    return modules


def bar_picture(digits: str) -> bytes:
    """Return the bar code as an SVG picture with its quiet zones."""
    modules = bar_modules(digits)
    bars = "".join(
        f"M{at + _QUIET_MODULES} 0h1v{_HEIGHT_MODULES}h-1z" for at, module in enumerate(modules) if module == "1"
    )
    width = len(modules) + 2 * _QUIET_MODULES
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT_MODULES}" shape-rendering="crispEdges">'
        f'<path d="{bars}"/></svg>'
    ).encode()


def payment_code(transfer: Transfer) -> bytes:
    """Return the QR code that a bank's app reads, as an SVG picture; error level M."""
    code = helpers.make_epc_qr(
        name=transfer.payee[:70],
        iban=transfer.iban,
        amount=transfer.amount.decimal,
        reference=references.creditor(transfer.reference),
        bic=transfer.bic or None,
        encoding="utf-8",
    )
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None)
    return picture.getvalue()


def _iban_digits(iban: str) -> str:
    digits = iban.removeprefix("FI")
    if len(digits) != 16 or not digits.isdigit():  # noqa: PLR2004 -- the length of a Finnish IBAN without its country
        raise ValueError("The bank bar code takes a Finnish IBAN.")
    return digits


def _amount_digits(amount: Money) -> str:
    """Return euros and cents in eight digits; zeros where the payer writes the sum."""
    cents = amount.cents if Money.zero() <= amount <= _LARGEST else 0
    return f"{cents:08d}"


def _due_digits(due_on: date | None) -> str:
    return f"{due_on:%y%m%d}" if due_on else "000000"
