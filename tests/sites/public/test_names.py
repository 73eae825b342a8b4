"""What is on sale is called in each reader's language; the agreement keeps every one of its names."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation

from lupaus.catalogue import services
from lupaus.catalogue.models import AddOn, Pricing
from lupaus.catalogue.services import AddOnDetails, ServiceDetails
from lupaus.orders.models import OrderLine
from tests.sites.public.conftest import AT, OWNER, Browser, Shop

CLEANING = ServiceDetails(
    name="Kotisiivous", description="Siivous tunneittain.", pricing=Pricing.HOUR, size_minimum=120,
    size_maximum=480, size_step=30, name_sv="Hemstädning", description_sv="Städning per timme.",
)  # fmt: skip


@pytest.fixture
def swede(shop: Shop) -> Browser:
    """A browser that asks for Swedish, before a company whose service has a Swedish name and no English one."""
    services.change(shop.cleaning, CLEANING, by=OWNER, at=AT)
    oven = AddOnDetails(name="Uuni", name_sv="Ugn", name_en="Oven", minutes=30)
    services.change_add_on(AddOn.objects.get(), oven, [shop.cleaning], by=OWNER, at=AT)
    return Browser(Client(headers={"accept-language": "sv"}), shop)


def test_a_visitor_reads_services_in_their_own_language(swede: Browser) -> None:
    front = swede.client.get("/").content.decode()
    form = swede.client.get("/order/?service=kotisiivous").content.decode()

    assert "Hemstädning" in front
    assert "Städning per timme." in front
    assert "Ugn, 25,00" in form
    assert "Kotisiivous" not in front + form


def test_a_name_that_is_missing_is_said_in_finnish(swede: Browser) -> None:
    page = Client(headers={"accept-language": "en"}).get("/order/?service=kotisiivous").content.decode()

    assert "Kotisiivous" in page
    assert "Oven, €25.00" in page or "Oven, 25,00" in page


def test_an_order_is_read_in_the_language_of_whoever_reads_it(swede: Browser) -> None:
    swede.choose_service(add_ons=["uuni"])
    swede.choose_time()
    swede.give_address()
    swede.give_contact()
    check = swede.client.get("/order/check/").content.decode()
    swede.order(total=15900)

    lines = list(OrderLine.objects.all())
    with translation.override("sv"):
        assert [line.name for line in lines] == ["Hemstädning", "Ugn", "Städutrustning och städmedel"]
    with translation.override("fi"):
        assert [line.name for line in lines] == ["Kotisiivous", "Uuni", "Siivousvälineet ja aineet"]
    assert "Hemstädning" in check
    assert "Kotisiivous" not in check


def test_what_was_agreed_keeps_its_names(swede: Browser) -> None:
    swede.fill_in()
    swede.order()

    services.change(swede.shop.cleaning, replace(CLEANING, name_sv="Städning"), by=OWNER, at=AT)

    assert OrderLine.objects.get(kind="service").name_sv == "Hemstädning"
