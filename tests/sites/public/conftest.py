"""A company that can take an order: two services, one provider in Kallio, office hours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.test import Client

from lupaus.catalogue import prices, services
from lupaus.catalogue.models import Pricing, Service
from lupaus.catalogue.prices import Amounts
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.company import hours, profiles
from lupaus.company.hours import Hours
from lupaus.company.models import Weekday
from lupaus.company.profiles import Details
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Actor
from lupaus.providers import providers
from lupaus.providers.models import Provider
from lupaus.providers.providers import Person, Shift
from tests.support import bind

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday at 10.00 in Helsinki."""
TODAY = walltime.day_of(AT)
OWNER = Actor.system("test")

COMPANY = Details(
    name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Esimerkkikatu 1", postcode="00500",
    city="Helsinki", email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
    register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
)  # fmt: skip
SIIRI = Person(first_name="Siiri", last_name="Sáŋgár", email="siiri@esimerkki.example", phone="040 123 4560")
CONTACT = {
    "kind": "person", "first_name": "Maija", "last_name": "Meikäläinen", "email": "maija@esimerkki.fi",
    "phone": "040 123 4567", "payer": "self",
}  # fmt: skip
ADDRESS = {
    "postcode": "00500",
    "street": "Esimerkkikatu 5 A 12",
    "access": "code",
    "way_in": "4711#",
    "note": "Avaa ikkuna",
}


@dataclass
class Shop:
    """What the company offers, and one browser in front of it."""

    cleaning: Service
    windows: Service
    provider: Provider

    @property
    def service(self) -> dict[str, object]:
        """Return a valid first screen."""
        return {"service": self.cleaning.code, "postcode": "00500", "size": 180, "equipment": "ours"}


@dataclass
class Browser:
    """A visitor's browser; each method fills in one screen."""

    client: Client
    shop: Shop

    def choose_service(self, **changes: object) -> object:
        return self.client.post("/order/", self.shop.service | changes)

    def free_times(self) -> list[str]:
        return [
            time.starts_at.isoformat()
            for _day, times in self.client.get("/order/time/").context["days"]
            for time in times
        ]

    def choose_time(self, starts_at: str = "") -> object:
        return self.client.post("/order/time/", {"starts_at": starts_at or self.free_times()[0]})

    def give_address(self, **changes: object) -> object:
        return self.client.post("/order/address/", ADDRESS | changes)

    def give_contact(self, **changes: object) -> object:
        return self.client.post("/order/contact/", CONTACT | changes)

    def fill_in(self) -> None:
        self.choose_service()
        self.choose_time()
        self.give_address()
        self.give_contact()

    def order(self, **changes: object) -> object:
        return self.client.post("/order/check/", {"total": 13400, "early_start": "on"} | changes)


@pytest.fixture(autouse=True)
def _monday(db: None) -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def open_shop() -> Shop:
    """Found the company by its own verbs."""
    profiles.change(COMPANY, by=OWNER, at=AT)
    hours.change_week({day: Hours(time(7), time(18)) for day in list(Weekday)[:5]}, by=OWNER, at=AT)
    cleaning = services.add(
        ServiceDetails(
            name="Kotisiivous", description="Siivous tunneittain.", pricing=Pricing.HOUR,
            size_minimum=120, size_maximum=480, size_step=30,
        ),
        by=OWNER, at=AT,
    )  # fmt: skip
    windows = services.add(
        ServiceDetails(
            name="Suursiivous", description="Koko koti kerralla.", pricing=Pricing.SQUARE_METRE, size_minimum=20,
            size_maximum=200, size_step=10, minutes_fixed=60, minutes_per_100_m2=180,
        ),
        by=OWNER, at=AT,
    )  # fmt: skip
    prices.set_price(cleaning, Amounts(Money(42_00), Money(0), Money(8_00)), from_on=TODAY, by=OWNER, at=AT)
    prices.set_price(windows, Amounts(Money(3_00), Money(120_00), Money(0)), from_on=TODAY, by=OWNER, at=AT)
    oven = services.add_add_on(AddOnDetails(name="Uuni", minutes=30), [cleaning], by=OWNER, at=AT)
    prices.set_add_on_price(oven, Money(25_00), from_on=TODAY, by=OWNER, at=AT)
    provider = providers.register(SIIRI, by=OWNER, at=AT)
    providers.set_skills(provider, [cleaning, windows], by=OWNER, at=AT)
    providers.set_areas(provider, ["005"], by=OWNER, at=AT)
    providers.set_hours(provider, [Shift(day, time(8), time(16)) for day in range(5)], by=OWNER, at=AT)
    bind(provider)
    return Shop(cleaning, windows, provider)


@pytest.fixture
def new_browser(shop: Shop) -> Callable[[], Browser]:
    return lambda: Browser(Client(), shop)


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    return new_browser()
