"""Somebody who has ordered before and is signed in types nothing again."""

import pytest
from django.test import Client

from lupaus.accounts.models import User
from lupaus.orders.models import Order
from lupaus.promises import Role
from lupaus.register.models import Address, Customer
from tests.sites.public.conftest import AT, Browser
from tests.support import account, sign_in


@pytest.fixture
def regular(browser: Browser) -> Browser:
    """Return the browser of somebody who has ordered once and claimed the order."""
    browser.fill_in()
    browser.order()
    customer = Customer.objects.get()
    user: User = account("maija@esimerkki.fi", person=customer.subject, at=AT)
    Customer.objects.update(user=user)
    return Browser(sign_in(Client(), user), browser.shop)


def test_a_saved_address_and_contact_are_not_typed_again(regular: Browser) -> None:
    regular.choose_service()
    regular.choose_time()

    answer = regular.client.post("/order/address/", {"postcode": "00500", "saved": str(Address.objects.get().id)})

    assert answer.url == "/order/check/"
    page = regular.client.get("/order/check/").content.decode()
    assert "Esimerkkikatu 5 A 12" in page
    assert "maija@esimerkki.fi" in page
    assert regular.order().status_code == 302
    assert Customer.objects.count() == 1
    assert {order.customer_id for order in Order.objects.all()} == {Customer.objects.get().id}


def test_a_new_address_is_still_possible(regular: Browser) -> None:
    regular.choose_service()
    regular.choose_time()

    assert regular.give_address(saved="other", street="Toinenkatu 2").url == "/order/check/"
    assert "Toinenkatu 2" in regular.client.get("/order/check/").content.decode()


def test_somebody_elses_address_is_no_choice(regular: Browser) -> None:
    regular.choose_service()
    regular.choose_time()

    stranger = "00000000-0000-4000-8000-000000000000"

    assert regular.client.post("/order/address/", {"postcode": "00500", "saved": stranger}).status_code == 422


def test_the_first_saved_address_is_chosen_beforehand(regular: Browser) -> None:
    regular.choose_service()
    regular.choose_time()

    form = regular.client.get("/order/address/").context["form"]

    assert form["saved"].value() == str(Address.objects.get().id)


def test_without_a_choice_only_the_choice_is_asked_for(regular: Browser) -> None:
    regular.choose_service()
    regular.choose_time()

    refused = regular.client.post("/order/address/", {"postcode": "00500"})

    assert [mistake.words for mistake in refused.context["form"].mistakes()] == ["Valitse osoite"]


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICE, Role.PRIVACY])
def test_people_who_work_here_order_like_anybody(browser: Browser, role: Role) -> None:
    signed_in = Browser(sign_in(Client(), account("omistaja@malli.example", role, at=AT)), browser.shop)

    signed_in.fill_in()

    assert signed_in.order().status_code == 302
    assert Order.objects.count() == 1
