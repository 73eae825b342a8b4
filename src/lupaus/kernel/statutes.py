"""Numbers that a law or an authority sets, as dated rows with their source.

A date that no row covers is answered with None or refused: what is not known is said, never guessed.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from lupaus.kernel.money import Money


class VatClass(StrEnum):
    """The rates of value added tax this company can meet."""

    STANDARD = "standard"
    REDUCED = "reduced"


class UnknownVatRate(LookupError):
    """When no rate is recorded for a day: a gap in the table below, not an answer for a person."""


@dataclass(frozen=True, slots=True)
class VatRate:
    """One rate of one class, in percent, from a day on until a day (exclusive; None: still in force)."""

    vat_class: VatClass
    percent: Decimal
    from_on: date
    until_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class CreditRule:
    """How the household tax credit of one year is counted, per person. The year is the year of payment."""

    year: int
    percent: Decimal
    own_share: Money
    maximum: Money
    source: str


VAT_RATES: Final = (
    VatRate(
        VatClass.STANDARD,
        Decimal("25.5"),
        date(2024, 9, 1),
        None,
        "Arvonlisäverolaki 84 §; yleinen verokanta 1.9.2024 alkaen",
    ),
    VatRate(
        VatClass.REDUCED, Decimal(14), date(2024, 9, 1), date(2026, 1, 1), "Arvonlisäverolaki 85 §; 31.12.2025 asti"
    ),
    VatRate(VatClass.REDUCED, Decimal("13.5"), date(2026, 1, 1), None, "Arvonlisäverolaki 85 §; 1.1.2026 alkaen"),
)

_CREDIT_SOURCE: Final = "vero.fi, Kotitalousvähennyksen määrä; syventävä vero-ohje Kotitalousvähennys"

HOUSEHOLD_CREDIT: Final = (
    CreditRule(2025, Decimal(35), Money.euros(150), Money.euros(1600), _CREDIT_SOURCE),
    CreditRule(2026, Decimal(35), Money.euros(150), Money.euros(1600), _CREDIT_SOURCE),
)


@dataclass(frozen=True, slots=True)
class WithdrawalRule:
    """How many days a consumer may withdraw from a contract made at a distance, for contracts made from a day on."""

    days: int
    from_on: date
    source: str


WITHDRAWAL: Final = (WithdrawalRule(14, date(2014, 6, 13), "Kuluttajansuojalaki (38/1978) 6 luku 14 §"),)


def vat_rate(vat_class: VatClass, on: date) -> Decimal:
    """Return the rate in percent (25.5) that holds on the day of performance.

    Raises:
        UnknownVatRate: When no row covers the day.
    """
    for rate in VAT_RATES:
        if rate.vat_class is vat_class and rate.from_on <= on and (rate.until_on is None or on < rate.until_on):
            return rate.percent
    raise UnknownVatRate(vat_class, on)


def household_credit(on: date) -> CreditRule | None:
    """Return the rule for payments made on this day, None when that year's rule is not known."""
    return next((rule for rule in HOUSEHOLD_CREDIT if rule.year == on.year), None)


def withdrawal_days(on: date) -> int:
    """Return how many days a consumer may withdraw from a contract made at a distance on this day.

    Raises:
        LookupError: When no row covers the day.
    """
    for rule in reversed(WITHDRAWAL):
        if rule.from_on <= on:
            return rule.days
    raise LookupError(on)
