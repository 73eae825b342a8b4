"""What a visit costs its customer, line by line as it was agreed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Terms
from lupaus.kernel.money import Money
from lupaus.orders.models import OrderLine
from lupaus.scheduling import queries
from lupaus.scheduling.models import Visit
from lupaus.sites.furniture import price


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the price; an add-on is done, still to be done, or was left out and costs nothing."""

    row: OrderLine
    words: str
    done_at: datetime | None
    is_left_out: bool

    @property
    def amount(self) -> Money:
        """Return what the line costs, VAT included."""
        return Money.zero() if self.is_left_out else Money(self.row.total_cents)


def lines_of(visit: Visit) -> list[PriceLine]:
    """Return the lines of a visit's order in the words in which they were agreed. Uses what the page fetched."""
    ticked = {tick.line_id: tick.at for tick in visit.ticks.all()}
    left_out = {line.id for line in queries.undone(visit)}
    agreed = price.rows(pricing.price(Terms.from_json(visit.order.priced_from)))
    return [
        PriceLine(row, words, done_at=ticked.get(row.id), is_left_out=row.id in left_out)
        for row, (words, _amount) in zip(visit.order.lines.all(), agreed, strict=True)
    ]


def labour_in(lines: Iterable[PriceLine]) -> Money:
    """Return how much of the price is work, VAT included: what the household tax credit is counted from."""
    return Money.sum(Money(line.row.labour_cents) for line in lines if not line.is_left_out)


def vat_of(lines: Iterable[PriceLine]) -> list[tuple[str, Money]]:
    """Return the VAT in the lines that cost something, highest rate first, in words."""
    by_rate: defaultdict[Decimal, Money] = defaultdict(Money.zero)
    for line in lines:
        if not line.is_left_out:
            by_rate[line.row.vat_percent] += Money(line.row.vat_cents)
    rates = sorted(by_rate.items(), reverse=True)
    return [(_("Hinnassa alv %(rate)s") % {"rate": price.percent(rate)}, vat) for rate, vat in rates]
