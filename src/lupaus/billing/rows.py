"""What a visit comes to on an invoice: the agreed price, or the fee that a lost visit costs.

Prices stand as they were agreed, VAT included; an add-on that was left undone is left out. The rate of VAT is that
of the day of performance, so a change of rate between order and visit moves cents between net and tax, never the price.

Source: VAT act (1501/1993) 15 §, 84 §; Tax Administration, "Arvonlisäverokannan muutos".
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from lupaus.billing.contents import Row
from lupaus.kernel import statutes, walltime
from lupaus.kernel.money import Money
from lupaus.orders.models import OrderLine
from lupaus.scheduling import queries
from lupaus.scheduling.models import Visit, VisitState


def rows_of(visit: Visit) -> tuple[Row, ...]:
    """Return the rows to invoice; none when the visit costs nothing."""
    lines = list(visit.order.lines.all())
    moves = _fee(visit, lines, _("Siirtomaksu"), queries.moving_cost(visit))
    if visit.state == VisitState.CANCELLED:
        return _fee(visit, lines, _("Peruutusmaksu"), visit.cancellation.fee) + moves
    if visit.state == VisitState.NO_SHOW:
        return _fee(visit, lines, _("Maksu käynnistä, jolle emme päässeet"), visit.no_show.fee) + moves
    left_out = {line.pk for line in queries.undone(visit)}
    return tuple(_row(line, visit) for line in lines if line.total_cents and line.pk not in left_out) + moves


def performed_on(visit: Visit) -> date:
    """Return the day whose tax rate holds: when the work was finished, or when it would have been done."""
    return walltime.day_of(visit.finished_at or visit.starts_at)


def _row(line: OrderLine, visit: Visit) -> Row:
    return Row(
        text=line.name or _("Siivousvälineet"),
        quantity=line.quantity,
        unit=line.unit,
        vat_percent=_percent(line, visit),
        total=Money(line.total_cents),
        labour=Money(line.labour_cents),
    )


def _fee(visit: Visit, lines: list[OrderLine], name: str, fee: Money) -> tuple[Row, ...]:
    """Return one row at the rate of the service; neither a lost visit nor a move is labour: no tax credit."""
    if not fee:
        return ()
    main = lines[0]
    return (Row(f"{name}: {main.name}", Decimal(1), "pcs", _percent(main, visit), fee, Money.zero()),)


def _percent(line: OrderLine, visit: Visit) -> Decimal:
    """Return the rate of the line's class on the day of performance."""
    for rate in statutes.VAT_RATES:
        if rate.percent == line.vat_percent and _held(rate, visit.order.priced_on):
            return statutes.vat_rate(rate.vat_class, performed_on(visit))
    return line.vat_percent


def _held(rate: statutes.VatRate, on: date) -> bool:
    return rate.from_on <= on and (rate.until_on is None or on < rate.until_on)
