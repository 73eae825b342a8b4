from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from lupaus.catalogue import prices, queries, quotes, services
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.catalogue.models import AddOn, EquipmentRule, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.queries import UnknownService
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import VatClass
from lupaus.promises import Actor
from tests.catalogue.conftest import CLEANING, TODAY

pytestmark = pytest.mark.django_db

CHOSEN = Selection("kotisiivous", 120, ("uuni",), Equipment.OURS)


def test_a_quote_is_what_the_price_list_of_the_day_says(cleaning: Service, oven: AddOn) -> None:
    quote = quotes.quote(CHOSEN, TODAY)

    assert [(line.code, line.gross) for line in quote.lines] == [
        ("kotisiivous", Money(84_00)), ("uuni", Money(25_00)), ("equipment", Money(8_00)),
    ]  # fmt: skip
    assert (quote.total, quote.duration) == (Money(117_00), timedelta(minutes=150))


def test_a_later_price_leaves_the_days_before_it(cleaning: Service, owner: Actor, at: datetime) -> None:
    change_on = TODAY + timedelta(days=7)
    prices.set_price(cleaning, Amounts(Money(50_00), Money(0), Money(0)), from_on=change_on, by=owner, at=at)
    bare = Selection("kotisiivous", 120, (), Equipment.OWN)

    totals = [quotes.quote(bare, day).total for day in (TODAY, change_on - timedelta(days=1), change_on)]

    assert totals == [Money(84_00), Money(84_00), Money(100_00)]


def test_a_quote_can_be_recomputed_from_its_terms_after_the_price_has_changed(
    cleaning: Service, oven: AddOn, owner: Actor, at: datetime
) -> None:
    before = quotes.quote(CHOSEN, TODAY)
    prices.set_price(cleaning, Amounts(Money(99_00), Money(0), Money(0)), from_on=TODAY, by=owner, at=at)

    assert quotes.pricing.price(before.terms) == before
    assert quotes.quote(CHOSEN, TODAY).total != before.total


def test_the_day_of_the_visit_decides_the_rate_of_vat(owner: Actor) -> None:
    at = datetime(2025, 12, 1, 8, tzinfo=UTC)
    reduced = services.add(replace(CLEANING, vat=VatClass.REDUCED), by=owner, at=at)
    prices.set_price(reduced, Amounts(Money(60_00), Money(0), Money(0)), from_on=at.date(), by=owner, at=at)
    bare = Selection("kotisiivous", 120, (), Equipment.OWN)

    old, new = (quotes.quote(bare, at.date(), performed_on=day) for day in (date(2025, 12, 31), date(2026, 1, 1)))

    assert [part.percent for part in (*old.vat, *new.vat)] == [Decimal(14), Decimal("13.5")]
    assert old.total == new.total


@pytest.mark.parametrize("size", [0, -1, 90, 121, 510, 10**9])
def test_a_size_that_is_not_offered_is_refused(cleaning: Service, size: int) -> None:
    with pytest.raises(quotes.SizeOutOfBounds) as refused:
        quotes.quote(Selection("kotisiivous", size, (), Equipment.OWN), TODAY)

    assert str(refused.value) == "Valitse koko väliltä 120–480."


def test_an_add_on_of_another_service_is_refused(cleaning: Service, owner: Actor, at: datetime) -> None:
    other = services.add_add_on(services.AddOnDetails(name="Silitys", minutes=30), [], by=owner, at=at)
    prices.set_add_on_price(other, Money(10_00), from_on=TODAY, by=owner, at=at)

    with pytest.raises(quotes.AddOnNotOfService):
        quotes.quote(Selection("kotisiivous", 120, ("silitys",), Equipment.OWN), TODAY)


def test_the_same_add_on_twice_is_charged_once(cleaning: Service, oven: AddOn) -> None:
    twice = replace(CHOSEN, add_ons=("uuni", "uuni"))

    assert quotes.quote(twice, TODAY).total == quotes.quote(CHOSEN, TODAY).total


def test_a_withdrawn_add_on_is_not_sold(cleaning: Service, oven: AddOn, owner: Actor, at: datetime) -> None:
    services.withdraw_add_on(oven, by=owner, at=at)

    with pytest.raises(quotes.AddOnNotOfService):
        quotes.quote(CHOSEN, TODAY)

    services.restore_add_on(oven, by=owner, at=at)
    assert quotes.quote(CHOSEN, TODAY).total == Money(117_00)


def test_an_add_on_without_a_price_is_not_sold_yet(cleaning: Service, owner: Actor, at: datetime) -> None:
    services.add_add_on(services.AddOnDetails(name="Jääkaappi", minutes=20), [cleaning], by=owner, at=at)

    assert queries.offering("kotisiivous", TODAY).add_ons == ()


@pytest.mark.parametrize(
    ("rule", "fitting"),
    [
        (EquipmentRule.NOT_NEEDED, {Equipment.NONE}),
        (EquipmentRule.EITHER, {Equipment.OWN, Equipment.OURS}),
        (EquipmentRule.OURS, {Equipment.OURS}),
    ],
)
def test_equipment_must_fit_the_service(
    cleaning: Service, owner: Actor, at: datetime, rule: EquipmentRule, fitting: set[Equipment]
) -> None:
    services.change(cleaning, replace(CLEANING, equipment=rule), by=owner, at=at)

    accepted = set()
    for equipment in Equipment:
        try:
            quotes.quote(Selection("kotisiivous", 120, (), equipment), TODAY)
        except quotes.EquipmentNotOffered:
            continue
        accepted.add(equipment)

    assert accepted == fitting


@pytest.mark.parametrize("code", ["nothing", "", "kotisiivous\x01"])
def test_a_service_that_is_not_there_is_refused(cleaning: Service, code: str) -> None:
    with pytest.raises(UnknownService):
        quotes.quote(Selection(code, 120), TODAY)


def test_a_service_is_not_on_offer_before_its_first_price(cleaning: Service) -> None:
    with pytest.raises(UnknownService):
        quotes.quote(CHOSEN, TODAY - timedelta(days=1))
