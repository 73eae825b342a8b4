from datetime import UTC, date, datetime

import pytest

from lupaus.catalogue import prices, services
from lupaus.catalogue.models import AddOn, Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.kernel.money import Money
from lupaus.promises import Actor

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

CLEANING = ServiceDetails(
    name="Kotisiivous",
    description="Siivous tunneittain",
    pricing=Pricing.HOUR,
    size_minimum=120,
    size_maximum=480,
    size_step=30,
)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def owner() -> Actor:
    return Actor.system("test")


@pytest.fixture
def cleaning(owner: Actor, at: datetime) -> Service:
    service = services.add(CLEANING, by=owner, at=at)
    amounts = Amounts(Money(42_00), Money(0), Money(8_00))
    prices.set_price(service, amounts, from_on=TODAY, by=owner, at=at)
    return service


@pytest.fixture
def oven(cleaning: Service, owner: Actor, at: datetime) -> AddOn:
    add_on = services.add_add_on(AddOnDetails(name="Uuni", minutes=30), [cleaning], by=owner, at=at)
    prices.set_add_on_price(add_on, Money(25_00), from_on=TODAY, by=owner, at=at)
    return add_on
