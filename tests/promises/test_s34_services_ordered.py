"""Clause S34: what was ordered stays as it was agreed."""

from datetime import timedelta

import pytest

from lupaus.catalogue import prices, quotes, services
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.quotes import AddOnNotOfService
from lupaus.kernel.money import Money
from lupaus.orders.models import Order, OrderLine
from lupaus.privacy.proof.promise import Promise, State
from lupaus.scheduling import series_roll
from tests.scheduling import town as towns
from tests.scheduling.streets import begun, visits_of
from tests.scheduling.town import AT, OWNER, TODAY, Town

PROMISE = Promise("S34", State.PARTLY, missing="the price of a running series cannot be changed with a notice")


@pytest.fixture
def town(db: None) -> Town:
    return towns.build()


def make_dearer(town: Town) -> None:
    """Raise every price of the catalogue."""
    prices.set_price(town.cleaning, Amounts(Money(99_00), Money(0), Money(9_00)), from_on=TODAY, by=OWNER, at=AT)
    prices.set_add_on_price(town.oven, Money(99_00), from_on=TODAY, by=OWNER, at=AT)


def agreed(order: Order) -> tuple[int, list[tuple[str, int]]]:
    """Return the total and the lines as the order keeps them."""
    lines = OrderLine.objects.filter(order=order).values_list("name_fi", "total_cents")
    return Order.objects.get(id=order.id).total_cents, list(lines)


def test_an_order_keeps_its_lines(town: Town) -> None:
    assert agreed(town.booked().order) == (
        159_00,
        [("Kotisiivous", 126_00), ("Uuni", 25_00), ("Siivousvälineet ja aineet", 8_00)],
    )


def test_a_dearer_catalogue_changes_no_order(town: Town) -> None:
    order = town.booked().order
    before = agreed(order)

    make_dearer(town)

    assert agreed(order) == before


def test_a_dearer_catalogue_changes_no_visit_of_a_series(town: Town) -> None:
    series = begun(town)
    before = agreed(series.order)

    make_dearer(town)
    series_roll.roll(at=AT + timedelta(weeks=4))

    assert len(visits_of(series)) == 12
    assert {agreed(visit.order)[0] for visit in visits_of(series)} == {before[0]}


def test_a_withdrawn_service_changes_no_order(town: Town) -> None:
    order = town.booked().order
    before = agreed(order)

    services.withdraw(town.cleaning, by=OWNER, at=AT)

    assert agreed(order) == before


def test_an_add_on_goes_only_with_its_service(town: Town) -> None:
    alone = services.add_add_on(services.AddOnDetails(name="Liesi", minutes=30), [], by=OWNER, at=AT)
    wish = town.selection.__class__(town.cleaning.code, 180, (alone.code,), town.selection.equipment)

    with pytest.raises(AddOnNotOfService):
        quotes.quote(wish, TODAY)


def test_control_counted_from_the_catalogue_again_the_price_would_have_changed(town: Town) -> None:
    order = town.booked().order

    make_dearer(town)

    assert quotes.quote(town.selection, TODAY).total != Money(order.total_cents)
