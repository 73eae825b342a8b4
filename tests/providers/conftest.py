from datetime import UTC, date, datetime, time

import pytest

from lupaus.catalogue import services
from lupaus.catalogue.models import Pricing, Service
from lupaus.catalogue.services import ServiceDetails
from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.promises import Actor
from lupaus.providers import providers
from lupaus.providers.models import Provider
from lupaus.providers.providers import Person, Shift
from tests.support import bind

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SIIRI = Person(first_name="Siiri", last_name="Sáŋgár-O'Neill", email="siiri@esimerkki.example", phone="040 123 4567")
MORNINGS = [Shift(day, time(8), time(12)) for day in range(5)]


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def owner() -> Actor:
    return Actor.system("test")


@pytest.fixture
def cleaning(owner: Actor, at: datetime) -> Service:
    details = ServiceDetails(
        name="Kotisiivous", description="", pricing=Pricing.HOUR, size_minimum=120, size_maximum=480, size_step=30
    )
    return services.add(details, by=owner, at=at)


@pytest.fixture
def siiri(owner: Actor, at: datetime) -> Provider:
    provider = providers.register(SIIRI, by=owner, at=at)
    bind(provider, at=at)
    return provider


@pytest.fixture
def company(owner: Actor, at: datetime) -> None:
    details = Details(
        name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Esimerkkikatu 1", postcode="00500",
        city="Helsinki", email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
        register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
    )  # fmt: skip
    profiles.change(details, by=owner, at=at)
