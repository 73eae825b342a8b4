"""What a customer chose, and the frozen terms a price is computed from.

Terms hold every number that goes into a price, so that a quote can be recomputed to the cent years later from
what the order stored, whatever the catalogue says by then.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from lupaus.kernel.tongue import Names


class Equipment(StrEnum):
    """Whose equipment a visit is done with."""

    NONE = "none"
    OWN = "own"
    OURS = "ours"


class Unit(StrEnum):
    """What a quantity counts."""

    HOUR = "h"
    SQUARE_METRE = "m2"
    PIECE = "pcs"


@dataclass(frozen=True, slots=True)
class Selection:
    """What somebody wants done: a service, how much of it, and what with.

    `size` counts minutes for a service priced by the hour and square metres otherwise.
    """

    service: str
    size: int
    add_ons: tuple[str, ...] = ()
    equipment: Equipment = Equipment.NONE

    def as_json(self) -> dict[str, Any]:  # Any: a JSON object
        """Return the selection as plain JSON values."""
        return {
            "service": self.service,
            "size": self.size,
            "add_ons": list(self.add_ons),
            "equipment": str(self.equipment),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:  # Any: a JSON object
        """Return the selection that `as_json` wrote."""
        return cls(stored["service"], stored["size"], tuple(stored["add_ons"]), Equipment(stored["equipment"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOnTerms:
    """One add-on as it was offered on the day of the quote. Cents include VAT."""

    code: str
    name: Names
    price_cents: int
    minutes: int
    vat_percent: Decimal
    labour_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything a price follows from. Cents include VAT.

    `unit` is HOUR (then `size` is minutes, in whole quarters) or SQUARE_METRE.
    """

    on: date
    service: str
    name: Names
    unit: Unit
    size: int
    price_cents: int
    minimum_cents: int
    vat_percent: Decimal
    labour_percent: int
    equipment: Equipment
    equipment_name: Names
    equipment_fee_cents: int
    minutes_fixed: int
    minutes_per_100_m2: int
    add_ons: tuple[AddOnTerms, ...] = ()

    def as_json(self) -> dict[str, Any]:  # Any: a JSON object
        """Return the terms as plain JSON values; rates as text, so that nothing passes through a float."""
        stored = asdict(self)
        stored.update(
            on=self.on.isoformat(),
            unit=str(self.unit),
            equipment=str(self.equipment),
            vat_percent=str(self.vat_percent),
        )
        stored["add_ons"] = [{**asdict(add_on), "vat_percent": str(add_on.vat_percent)} for add_on in self.add_ons]
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:  # Any: a JSON object
        """Return the terms that `as_json` wrote."""
        changed = {
            "on": date.fromisoformat(stored["on"]),
            "unit": Unit(stored["unit"]),
            "equipment": Equipment(stored["equipment"]),
            "vat_percent": Decimal(stored["vat_percent"]),
            "name": Names.of(stored["name"]),
            "equipment_name": Names.of(stored["equipment_name"]),
            "add_ons": tuple(_add_on_from_json(row) for row in stored["add_ons"]),
        }
        return cls(**{**stored, **changed})


def _add_on_from_json(stored: Mapping[str, Any]) -> AddOnTerms:  # Any: a JSON object
    changed = {"name": Names.of(stored["name"]), "vat_percent": Decimal(stored["vat_percent"])}
    return AddOnTerms(**{**stored, **changed})
