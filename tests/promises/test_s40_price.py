"""Clause S40: the price, itemised and reproducible from what the order keeps."""

import random
from decimal import Decimal

import pytest

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import AddOnTerms, Equipment, Terms, Unit
from lupaus.kernel.money import Money
from lupaus.kernel.tongue import Names
from lupaus.orders.models import Order, OrderLine
from lupaus.privacy.proof.promise import Promise, State
from lupaus.sites.furniture import price
from tests.scheduling import town as towns
from tests.scheduling.streets import begun, visits_of
from tests.scheduling.town import TODAY, Town

PROMISE = Promise("S40", State.PARTLY, missing="discounts, travel charges and time bands are not built")


@pytest.fixture
def town(db: None) -> Town:
    return towns.build()


def terms_of(chance: random.Random) -> Terms:
    """Return terms nobody would think of."""
    unit = chance.choice([Unit.HOUR, Unit.SQUARE_METRE])
    add_ons = [
        AddOnTerms(
            code=f"x{number}", name=Names("Uuni"), price_cents=chance.randrange(1, 20_000),
            minutes=chance.randrange(0, 90),
            vat_percent=Decimal(chance.choice(["25.5", "13.5"])), labour_percent=chance.randrange(101),
        )
        for number in range(chance.randrange(4))
    ]  # fmt: skip
    return Terms(
        on=TODAY, service="s", name=Names("Siivous"), unit=unit, size=chance.randrange(1, 40) * 15,
        price_cents=chance.randrange(1, 9_999), minimum_cents=chance.randrange(0, 20_000),
        vat_percent=Decimal(chance.choice(["25.5", "13.5"])), labour_percent=chance.randrange(101),
        equipment=chance.choice(list(Equipment)), equipment_name=Names("Välineet"),
        equipment_fee_cents=chance.randrange(2_000),
        minutes_fixed=chance.randrange(60), minutes_per_100_m2=chance.randrange(300), add_ons=tuple(add_ons),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_a_price_is_computed_again_to_the_cent_from_what_is_stored(seed: int) -> None:
    terms = terms_of(random.Random(seed))
    quote = pricing.price(terms)

    assert pricing.price(Terms.from_json(terms.as_json())) == quote
    assert Money.sum(line.gross for line in quote.lines) == quote.total
    assert quote.net + Money.sum(part.vat for part in quote.vat) == quote.total
    assert all(line.net + line.vat == line.gross for line in quote.lines)


def test_an_order_keeps_lines_vat_and_the_inputs_of_its_price(town: Town) -> None:
    order = Order.objects.get(id=town.booked().order_id)

    again = pricing.price(Terms.from_json(order.priced_from))

    assert (again.total.cents, again.net.cents, again.labour.cents) == (
        order.total_cents,
        order.net_cents,
        order.labour_cents,
    )
    kept = OrderLine.objects.filter(order=order).values_list("net_cents", "vat_cents", "total_cents")
    assert list(kept) == [(line.net.cents, line.vat.cents, line.gross.cents) for line in again.lines]


@pytest.mark.parametrize(("labour", "alone"), [(400, 0), (1000, 200), (2400, 690), (6000, 1600)])
def test_the_tax_credit_follows_its_formula(labour: int, alone: int) -> None:
    found = price.credit(Money.euros(labour), Money.euros(labour), TODAY)

    assert found is not None
    assert found.alone == Money.euros(alone)


def test_each_visit_of_a_series_is_computed_again_from_the_same_inputs(town: Town) -> None:
    series = begun(town)

    totals = {pricing.price(Terms.from_json(visit.order.priced_from)).total.cents for visit in visits_of(series)}

    assert totals == {series.order.total_cents}


def test_control_with_one_input_changed_another_price_comes_out(town: Town) -> None:
    order = Order.objects.get(id=town.booked().order_id)

    changed = Terms.from_json(order.priced_from | {"price_cents": order.priced_from["price_cents"] + 1})

    assert pricing.price(changed).total.cents != order.total_cents
