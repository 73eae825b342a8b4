"""A quote as people read it: lines, VAT, and what the household tax credit leaves, with its arithmetic."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from lupaus.catalogue.engine.pricing import Line, Quote
from lupaus.catalogue.engine.terms import Unit
from lupaus.kernel import household, spoken, statutes
from lupaus.kernel.money import NBSP, Money
from lupaus.kernel.statutes import CreditRule


@dataclass(frozen=True, slots=True)
class Credit:
    """What the household tax credit does to one purchase of labour.

    A person's first purchases of a year fill their own share and bring nothing; after that every purchase brings
    its whole percentage up to the year's maximum. Both ends are told, because we do not know the payer's year.
    """

    rule: CreditRule
    labour: Money
    share: Money
    """The percentage of this labour: what it brings once the own share of the year is full."""
    alone: Money
    """What it brings when nothing else has been bought this year."""
    left: Money
    """What the purchase costs after `share`."""


def credit(total: Money, labour: Money, paid_on: date) -> Credit | None:
    """Return what the credit leaves of a purchase paid on a day; None without labour or a known rule of the year.

    Source: Tax Administration, "Kotitalousvähennyksen määrä": own share and maximum per person and year of payment.
    """
    rule = statutes.household_credit(paid_on)
    if rule is None or not labour:
        return None
    share = min(rule.maximum, labour.percent(rule.percent))
    alone = household.credit(labour, Money.zero(), rule).amount
    return Credit(rule, labour, share, alone, total - share)


def wording(line: Line) -> str:
    """Return a line in words: "Kotisiivous 3 h × 42,00 €"."""
    if line.is_minimum:
        return _("%(name)s, vähimmäishinta") % {"name": line.name}
    if line.unit is Unit.HOUR:
        return f"{line.name} {spoken.length(timedelta(hours=float(line.quantity)))} × {line.unit_price}"
    if line.unit is Unit.SQUARE_METRE:
        return f"{line.name} {line.quantity:f}{NBSP}m² × {line.unit_price}"
    return str(line.name)


def percent(rate: Decimal) -> str:
    """Return a rate as people write it: "25,5 %"."""
    return f"{rate.normalize():f}".replace(".", ",") + f"{NBSP}%"


def rows(quote: Quote) -> list[tuple[str, Money]]:
    """Return the lines of a quote as words and sums."""
    return [(wording(line), line.gross) for line in quote.lines]


def vat_rows(quote: Quote) -> list[tuple[str, Money]]:
    """Return what VAT takes of the total, by rate."""
    return [(_("Hinnassa alv %(rate)s") % {"rate": percent(part.percent)}, part.vat) for part in quote.vat]
