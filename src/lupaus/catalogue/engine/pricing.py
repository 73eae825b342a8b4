"""From terms to a price, exact to the cent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from lupaus.catalogue.engine.terms import AddOnTerms, Equipment, Terms, Unit
from lupaus.kernel.money import Money
from lupaus.kernel.tongue import Names

QUARTER_MINUTES: Final = 15
"""Visits last whole quarters of an hour, because free time is kept in quarters."""


class LineKind(StrEnum):
    """What a line of a quote is for."""

    SERVICE = "service"
    ADD_ON = "add_on"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a quote. `gross` and `unit_price` include VAT; `net + vat == gross`; `labour` is work in it."""

    kind: LineKind
    code: str
    name: Names
    quantity: Decimal
    unit: Unit
    unit_price: Money
    gross: Money
    net: Money
    vat: Money
    vat_percent: Decimal
    labour: Money
    is_minimum: bool = False


@dataclass(frozen=True, slots=True)
class VatPart:
    """What one rate of VAT takes of the total. `net + vat == gross`."""

    percent: Decimal
    net: Money
    vat: Money
    gross: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A price with everything it is made of; lines sum to the total, and their VAT to the parts by rate."""

    terms: Terms
    lines: tuple[Line, ...]
    total: Money
    net: Money
    vat: tuple[VatPart, ...]
    labour: Money
    duration: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Charge:
    """A line before its VAT is known: VAT is computed on the sum of a rate and then shared out."""

    kind: LineKind
    code: str
    name: Names
    quantity: Decimal
    unit: Unit
    unit_price: Money
    gross: Money
    vat_percent: Decimal
    labour_percent: int
    is_minimum: bool = False


def price(terms: Terms) -> Quote:
    """Return the quote that follows from the terms, the same one every time."""
    charges = [_service(terms), *map(_add_on, terms.add_ons), *_equipment(terms)]
    parts = tuple(
        _vat_part(percent, charges) for percent in sorted({charge.vat_percent for charge in charges}, reverse=True)
    )
    lines = _lines(charges, parts)
    return Quote(
        terms=terms,
        lines=lines,
        total=Money.sum(line.gross for line in lines),
        net=Money.sum(line.net for line in lines),
        vat=parts,
        labour=Money.sum(line.labour for line in lines),
        duration=duration(terms),
    )


def duration(terms: Terms) -> timedelta:
    """Return how long the visit takes, rounded up to a quarter of an hour."""
    work = (
        terms.size
        if terms.unit is Unit.HOUR
        else terms.minutes_fixed + -(-terms.size * terms.minutes_per_100_m2 // 100)
    )
    minutes = work + sum(add_on.minutes for add_on in terms.add_ons)
    return timedelta(minutes=-(-minutes // QUARTER_MINUTES) * QUARTER_MINUTES)


def _service(terms: Terms) -> _Charge:
    gross, minimum = _worth(terms), Money(terms.minimum_cents)
    is_minimum = gross < minimum
    return _Charge(
        kind=LineKind.SERVICE,
        code=terms.service,
        name=terms.name,
        quantity=Decimal(1) if is_minimum else _quantity(terms),
        unit=Unit.PIECE if is_minimum else terms.unit,
        unit_price=minimum if is_minimum else Money(terms.price_cents),
        gross=max(gross, minimum),
        vat_percent=terms.vat_percent,
        labour_percent=terms.labour_percent,
        is_minimum=is_minimum,
    )


def _worth(terms: Terms) -> Money:
    """Return price times size without the minimum. Sizes in minutes are whole quarters, so the quantity is exact."""
    return Money(terms.price_cents).times(_quantity(terms))


def _quantity(terms: Terms) -> Decimal:
    return Decimal(terms.size) / 60 if terms.unit is Unit.HOUR else Decimal(terms.size)


def _add_on(add_on: AddOnTerms) -> _Charge:
    return _Charge(
        kind=LineKind.ADD_ON,
        code=add_on.code,
        name=add_on.name,
        quantity=Decimal(1),
        unit=Unit.PIECE,
        unit_price=Money(add_on.price_cents),
        gross=Money(add_on.price_cents),
        vat_percent=add_on.vat_percent,
        labour_percent=add_on.labour_percent,
    )


def _equipment(terms: Terms) -> list[_Charge]:
    """Return the fee for our equipment, which is no labour.

    Source: Tax Administration, household tax credit: labour counts, materials and equipment do not.
    """
    if terms.equipment is not Equipment.OURS or not terms.equipment_fee_cents:
        return []
    fee = Money(terms.equipment_fee_cents)
    return [
        _Charge(
            kind=LineKind.EQUIPMENT,
            code="equipment",
            name=terms.equipment_name,
            quantity=Decimal(1),
            unit=Unit.PIECE,
            unit_price=fee,
            gross=fee,
            vat_percent=terms.vat_percent,
            labour_percent=0,
        )
    ]


def _vat_part(percent: Decimal, charges: Sequence[_Charge]) -> VatPart:
    gross = Money.sum(charge.gross for charge in charges if charge.vat_percent == percent)
    vat = gross.vat_part(percent)
    return VatPart(percent, gross - vat, vat, gross)


def _lines(charges: Sequence[_Charge], parts: Sequence[VatPart]) -> tuple[Line, ...]:
    shares = {
        part.percent: _shares([c.gross for c in charges if c.vat_percent == part.percent], part.vat) for part in parts
    }
    taken: defaultdict[Decimal, int] = defaultdict(int)
    lines = []
    for charge in charges:
        vat = shares[charge.vat_percent][taken[charge.vat_percent]]
        taken[charge.vat_percent] += 1
        lines.append(_line(charge, vat))
    return tuple(lines)


def _shares(grosses: Sequence[Money], vat: Money) -> list[Money]:
    """Share the VAT of a rate over its lines: cumulative rounding, so that the shares sum to it exactly."""
    total = sum(gross.cents for gross in grosses)
    shares, given, so_far = [], 0, 0
    for gross in grosses:
        so_far += gross.cents
        upto = (so_far * vat.cents * 2 + total) // (total * 2) if total else 0
        shares.append(Money(upto - given))
        given = upto
    return shares


def _line(charge: _Charge, vat: Money) -> Line:
    return Line(
        kind=charge.kind,
        code=charge.code,
        name=charge.name,
        quantity=charge.quantity,
        unit=charge.unit,
        unit_price=charge.unit_price,
        gross=charge.gross,
        net=charge.gross - vat,
        vat=vat,
        vat_percent=charge.vat_percent,
        labour=charge.gross.percent(Decimal(charge.labour_percent)),
        is_minimum=charge.is_minimum,
    )
