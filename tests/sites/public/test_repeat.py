"""Somebody who has ordered before and is signed in types nothing again."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from lupaus.accounts.models import User
from lupaus.catalogue import prices, services
from lupaus.catalogue.models import AddOn
from lupaus.catalogue.prices import Amounts
from lupaus.kernel.money import Money
from lupaus.orders.models import Draft, HealthNote, Order
from lupaus.promises import Role
from lupaus.providers import providers
from lupaus.register import addresses
from lupaus.register.models import Address, BillingParty, Customer
from lupaus.scheduling.models import Occupation, Visit
from tests.sites.public.conftest import AT, OWNER, TODAY, Browser
from tests.support import account, sign_in


@pytest.fixture
def regular(browser: Browser) -> Browser:
    """Return the browser of somebody who has ordered once and claimed the order."""
    browser.fill_in()
    browser.order()
    return _claimed(browser)


def _claimed(browser: Browser) -> Browser:
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


def _again(regular: Browser, **follow: bool) -> HttpResponse:
    return regular.client.post(f"/order/again/{Order.objects.earliest('placed_at').id}/", **follow)


def test_the_last_order_is_repeated_in_two_presses_and_nothing_is_typed(regular: Browser) -> None:
    assert "Tilaa uudelleen" in regular.client.get("/my/").content.decode()

    checked = _again(regular, follow=True)

    assert checked.redirect_chain[-1][0] == "/order/check/"
    page = checked.content.decode()
    for told in ("Esimerkkikatu 5 A 12", "Avaa ikkuna", "maija@esimerkki.fi", "134,00"):
        assert told in page
    assert "peruuttamisaikani" not in page
    assert regular.client.post("/order/check/", {"total": 13400}).status_code == 302
    first, second = Order.objects.order_by("placed_at")
    assert (second.customer_id, second.address_id, second.size) == (first.customer_id, first.address_id, first.size)
    first_at, second_at = Visit.objects.order_by("order__placed_at").values_list("starts_at", flat=True)
    assert (second_at - first_at) % timedelta(days=7) == timedelta()


def test_a_repeated_order_keeps_pets_and_payer_and_asks_anew_about_health(browser: Browser) -> None:
    browser.choose_service(add_ons=["uuni"])
    browser.choose_time()
    browser.give_address(pets=["cat"], health_note="Ei hajusteita", health_consent="on")
    payer = {"payer": "other", "payer_name": "Liisa", "payer_street": "Tytärtie 3", "payer_postcode": "02100"}
    browser.give_contact(**payer)
    browser.order(total=15900)
    regular = _claimed(browser)

    page = _again(regular, follow=True).content.decode()
    regular.client.post("/order/check/", {"total": 15900})

    for told in ("Kissa", "Tytärtie 3", "Uuni"):
        assert told in page
    assert Order.objects.count() == 2
    assert HealthNote.objects.count() == 1
    assert BillingParty.objects.count() == 1


def test_a_time_that_is_not_free_like_the_last_leads_to_the_screen_of_times(regular: Browser) -> None:
    providers.set_areas(regular.shop.provider, ["001"], by=OWNER, at=AT)

    assert _again(regular).url == "/order/time/"


def test_a_price_that_has_changed_since_is_told(regular: Browser) -> None:
    amounts = Amounts(Money(50_00), Money(0), Money(8_00))
    prices.set_price(regular.shop.cleaning, amounts, from_on=TODAY, by=OWNER, at=AT)

    page = _again(regular, follow=True).content.decode()

    assert "aiemmin 134,00\xa0€, nyt 158,00\xa0€" in page


def test_what_is_no_longer_sold_is_not_repeated(regular: Browser) -> None:
    services.withdraw(regular.shop.cleaning, by=OWNER, at=AT)

    answer = _again(regular, follow=True)

    assert answer.redirect_chain[-1][0] == "/order/"
    assert "Tätä palvelua ei voi nyt tilata" in answer.content.decode()
    assert "Tilaa uudelleen" not in regular.client.get("/my/").content.decode()


def test_an_add_on_that_is_no_longer_sold_is_left_out(browser: Browser) -> None:
    browser.choose_service(add_ons=["uuni"])
    browser.choose_time()
    browser.give_address()
    browser.give_contact()
    browser.order(total=15900)
    services.withdraw_add_on(AddOn.objects.get(), by=OWNER, at=AT)

    page = _again(_claimed(browser), follow=True).content.decode()

    assert "aiemmin 159,00\xa0€, nyt 134,00\xa0€" in page


def test_an_order_whose_address_was_removed_is_asked_for_anew(regular: Browser) -> None:
    Visit.objects.update(state="cancelled")
    addresses.remove(Address.objects.get(), by=OWNER, at=AT)

    assert "Olet poistanut tilauksen osoitteen" in _again(regular, follow=True).content.decode()
    assert not Draft.objects.filter(order=None).exists()


def test_pressing_again_twice_leaves_one_draft_and_one_held_time(regular: Browser) -> None:
    _again(regular)
    _again(regular)

    assert Draft.objects.filter(order=None).count() == 1
    assert Occupation.objects.filter(draft_key__isnull=False, visit=None).count() == 1


@pytest.mark.parametrize("who", ["visitor", "another"])
def test_nobody_repeats_somebody_elses_order(regular: Browser, who: str) -> None:
    stranger = Client()
    if who == "another":
        sign_in(stranger, account("toinen@esimerkki.fi", at=AT))

    assert stranger.post(f"/order/again/{Order.objects.get().id}/").status_code == 404
    assert Draft.objects.filter(order=None).count() == 0
