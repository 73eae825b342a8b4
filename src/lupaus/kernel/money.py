"""Money in whole cents. Arithmetic on money happens only here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

from lupaus.kernel import tongue
from lupaus.kernel.refused import Refused
from lupaus.kernel.tongue import Sentence as _

NBSP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
LARGEST_CENTS: Final = 10**11

_AMOUNT = re.compile(r"(?P<sign>[-−–]?)(?P<euros>\d{1,3}(?: ?\d{3})*|\d{1,9})(?:[.,](?P<cents>\d{1,2}))?")
_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t", " "))


class NotAnAmount(Refused):
    """When a text cannot be read as a sum of euros."""

    message = _("Anna summa euroina, esimerkiksi 1 000,50")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """A sum of euros, VAT included unless the name says otherwise, as integer cents."""

    cents: int

    def __post_init__(self) -> None:
        """Refuse anything but whole cents: a float here would be a rounding error later."""
        if type(self.cents) is not int:
            raise TypeError("Money is made of whole cents.")

    @classmethod
    def zero(cls) -> Self:
        """Return 0,00 €."""
        return cls(0)

    @classmethod
    def sum(cls, amounts: Iterable["Money"]) -> Self:
        """Return the total of the amounts; of none, 0,00 €."""
        return cls(sum(amount.cents for amount in amounts))

    @classmethod
    def euros(cls, amount: Decimal | int | str) -> Self:
        """Return an exact number of euros as money: `Money.euros("1600")`; half cents go away from zero."""
        return cls(_half_up(Decimal(amount) * 100))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed: "1 000,50", "1000.5 €", "-12".

        Raises:
            NotAnAmount: When the text is something else or over 999 999 999 €.
        """
        tidy = text.translate(_SPACES).strip().removesuffix("€").removesuffix("euroa").strip()
        found = _AMOUNT.fullmatch(tidy) if tidy.isascii() or tidy[:1] in "−–" else None
        if found is None:
            raise NotAnAmount
        cents = int(found["euros"].replace(" ", "")) * 100 + int((found["cents"] or "0").ljust(2, "0"))
        if cents >= LARGEST_CENTS:
            raise NotAnAmount
        return cls(-cents if found["sign"] else cents)

    def __add__(self, other: "Money") -> "Money":
        """Return the sum of two amounts."""
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        """Return the difference of two amounts."""
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        """Return the same amount in the other direction."""
        return Money(-self.cents)

    def __mul__(self, count: int) -> "Money":
        """Return the amount a whole number of times; fractions go through `times`."""
        return Money(self.cents * count)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        """Return whether there is any money at all."""
        return self.cents != 0

    def times(self, factor: Decimal) -> "Money":
        """Return the amount times an exact factor; half cents go away from zero."""
        return Money(_half_up(self.cents * factor))

    def percent(self, percent: Decimal) -> "Money":
        """Return so many percent of the amount: `Money(12000).percent(Decimal("25.5"))` is 30,60 €."""
        return self.times(percent / 100)

    def vat_part(self, percent: Decimal) -> "Money":
        """Return the VAT inside an amount that includes it: 50,20 € at 25.5 % holds 10,20 €."""
        return Money(_half_up(self.cents * percent / (100 + percent)))

    def without_vat(self, percent: Decimal) -> "Money":
        """Return the net amount, so that net and `vat_part` always add up to the whole."""
        return self - self.vat_part(percent)

    @property
    def decimal(self) -> Decimal:
        """Return the amount as euros with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    @property
    def number(self) -> str:
        """Return the amount as people read it, without the currency: "1 600,00", in English "1,600.00"."""
        return f"{MINUS if self.cents < 0 else ''}{self._digits()}"

    def __str__(self) -> str:
        """Return the amount as people read it: "1 600,00 €" with spaces that do not break, in English "€1,600.00"."""
        if tongue.spoken() == "en":
            return f"{MINUS if self.cents < 0 else ''}€{self._digits()}"
        return f"{self.number}{NBSP}€"

    def _digits(self) -> str:
        euros, cents = divmod(abs(self.cents), 100)
        if tongue.spoken() == "en":
            return f"{euros:,}.{cents:02d}"
        return f"{f'{euros:,}'.replace(',', NBSP)},{cents:02d}"


def _half_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
