"""What stands on an invoice, frozen: who sells, who pays, what was done and what it costs.

Amounts include VAT unless the name says `net`. The whole is sealed under the key of its financial year.

Source: VAT act (1501/1993) 209 e §; Tax Administration, "Laskutusvaatimukset arvonlisäverotuksessa".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from lupaus.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Seller:
    """The company as it was on the day of the invoice."""

    name: str
    business_id: str
    lines: tuple[str, ...]
    email: str
    phone: str
    iban: str
    bic: str

    @property
    def vat_id(self) -> str:
        """Return the VAT identification number: "FI12345671"."""
        return f"FI{self.business_id.replace('-', '')}"


@dataclass(frozen=True, slots=True)
class Buyer:
    """The one who pays: often the customer, sometimes a relative or a company."""

    name: str
    business_id: str
    """Empty for a person."""
    lines: tuple[str, ...]
    """Street, postcode and town."""
    email: str
    is_body: bool = False
    """An estate or an association without a business ID: nobody who could get a household tax credit."""

    @property
    def gets_credit(self) -> bool:
        """Say whether the buyer is a human, who may get a household tax credit."""
        return not self.business_id and not self.is_body


@dataclass(frozen=True, slots=True)
class Row:
    """One thing sold; `total` and `labour` include VAT."""

    text: str
    quantity: Decimal
    unit: str
    vat_percent: Decimal
    total: Money
    labour: Money
    """The part of `total` that is work, as the household tax credit wants it."""

    @property
    def unit_net(self) -> Money:
        """Return the price of one unit without VAT, rounded to the cent."""
        return self.total.without_vat(self.vat_percent).times(1 / self.quantity)

    def reversed(self) -> "Row":
        """Return the row that takes this one back."""
        return Row(self.text, self.quantity, self.unit, self.vat_percent, -self.total, -self.labour)


@dataclass(frozen=True, slots=True)
class VatSum:
    """All rows of one rate together; VAT is counted once per rate, so that cents do not drift."""

    percent: Decimal
    total: Money

    @property
    def vat(self) -> Money:
        """Return the tax inside the sum."""
        return self.total.vat_part(self.percent)

    @property
    def net(self) -> Money:
        """Return the sum without tax."""
        return self.total.without_vat(self.percent)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything an invoice says that is not a plain column of its row."""

    seller: Seller
    buyer: Buyer
    rows: tuple[Row, ...]
    customer_number: str
    reason: str = ""
    """Why it was credited; empty on an invoice."""
    credits: tuple[int, ...] = ()
    """On a credit note, which rows of its invoice it takes back, counted from 0; empty on an invoice."""

    @property
    def total(self) -> Money:
        """Return what the rows come to."""
        return Money.sum(row.total for row in self.rows)

    @property
    def labour(self) -> Money:
        """Return the work inside the total."""
        return Money.sum(row.labour for row in self.rows)

    @property
    def vat_sums(self) -> tuple[VatSum, ...]:
        """Return the sums by rate, highest rate first."""
        return _vat_sums(self.rows)

    def reversed(self, reason: str, rows: Iterable[int] | None = None) -> "Contents":
        """Return what a credit note of these rows says; of the whole without them."""
        chosen = tuple(range(len(self.rows)) if rows is None else sorted(rows))
        back = tuple(self.rows[each].reversed() for each in chosen)
        return Contents(self.seller, self.buyer, back, self.customer_number, reason, chosen)

    def as_json(self) -> dict[str, Any]:  # Any: it is JSON
        """Return the value that is sealed."""
        return {
            "seller": _party_json(self.seller, "name", "business_id", "lines", "email", "phone", "iban", "bic"),
            "buyer": _party_json(self.buyer, "name", "business_id", "lines", "email", "is_body"),
            "rows": [_row_json(row) for row in self.rows],
            "customer_number": self.customer_number,
            "reason": self.reason,
            "credits": list(self.credits),
        }

    @classmethod
    def of_json(cls, value: dict[str, Any]) -> "Contents":  # Any: it is JSON
        """Return what `as_json` made."""
        seller, buyer = value["seller"], value["buyer"]
        return cls(
            seller=Seller(**{**seller, "lines": tuple(seller["lines"])}),
            buyer=Buyer(**{**buyer, "lines": tuple(buyer["lines"])}),
            rows=tuple(_row_of(row) for row in value["rows"]),
            customer_number=value["customer_number"],
            reason=value["reason"],
            credits=tuple(value.get("credits", ())),
        )


def _vat_sums(rows: Iterable[Row]) -> tuple[VatSum, ...]:
    by_rate = sorted(rows, key=lambda row: row.vat_percent, reverse=True)
    return tuple(
        VatSum(percent, Money.sum(row.total for row in same))
        for percent, same in groupby(by_rate, key=lambda row: row.vat_percent)
    )


def _party_json(party: Seller | Buyer, *names: str) -> dict[str, Any]:  # Any: it is JSON
    said = {name: getattr(party, name) for name in names}
    return {**said, "lines": list(party.lines)}


def _row_json(row: Row) -> dict[str, Any]:  # Any: it is JSON
    return {
        "text": row.text,
        "quantity": str(row.quantity),
        "unit": row.unit,
        "vat_percent": str(row.vat_percent),
        "total_cents": row.total.cents,
        "labour_cents": row.labour.cents,
    }


def _row_of(value: dict[str, Any]) -> Row:  # Any: it is JSON
    return Row(
        text=value["text"],
        quantity=Decimal(value["quantity"]),
        unit=value["unit"],
        vat_percent=Decimal(value["vat_percent"]),
        total=Money(value["total_cents"]),
        labour=Money(value["labour_cents"]),
    )
