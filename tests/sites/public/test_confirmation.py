"""The page after the order: what was ordered, what happens next, and where to change it; good for weeks."""

from datetime import timedelta

import time_machine

from lupaus.orders.models import Order
from lupaus.scheduling.models import Visit, VisitState
from tests.sites.public.conftest import AT, Browser
from tests.sites.public.test_front import words


def _ordered(browser: Browser) -> str:
    browser.choose_service(add_ons=["uuni"])
    browser.choose_time()
    browser.give_address(pets=["cat"], note="Avaa ikkuna\nja ovi")
    browser.give_contact()
    return browser.order(total=15900).url


def test_what_was_ordered_stands_there_once_with_its_heading(browser: Browser) -> None:
    page = words(browser.client.get(_ordered(browser)))

    for told in ("Palvelu Kotisiivous, 3\xa0h", "Lisäpalvelut Uuni", "Esimerkkikatu 5 A 12", "Kissa"):
        assert told in page
    assert "Avaa ikkuna" in page
    assert "159,00\xa0€" in page
    assert "4711#" not in page


def test_what_may_still_change_leads_to_where_it_is_changed(browser: Browser) -> None:
    page = browser.client.get(_ordered(browser)).content.decode()

    visit = Visit.objects.get()
    for place in ("note", "household"):
        assert f'href="/my/visits/{visit.id}/{place}/"' in page
    assert f'href="/my/data/addresses/{visit.order.address_id}/way-in/"' in page
    assert f"/account/login/?next=/my/visits/{visit.id}/" in page


def test_the_page_keeps_up_with_the_visit(browser: Browser) -> None:
    url = _ordered(browser)
    assert "Muutaman minuutin kuluessa" in words(browser.client.get(url))

    Visit.objects.update(state=VisitState.ACCEPTED, provider=browser.shop.provider)
    with time_machine.travel(AT + timedelta(minutes=10), tick=False):
        page = words(browser.client.get(url))
    assert "lähetettiin sähköpostiisi" in page
    assert "Tekijä on vahvistanut tulevansa" in page
    Visit.objects.update(state=VisitState.CANCELLED)

    page = words(browser.client.get(url))
    assert "on nyt tilassa ”peruttu”" in page
    assert "Muuta" not in page
    assert Order.objects.get().number in page


def test_a_price_and_its_parts_stand_on_the_screen_of_checking_with_headings(browser: Browser) -> None:
    browser.choose_service(add_ons=["uuni"])
    browser.choose_time()
    browser.give_address()
    browser.give_contact()

    page = words(browser.client.get("/order/check/"))

    assert "Lisäpalvelut Uuni Muuta lisäpalveluita" in page
    assert "Välineet Tuokaa välineet mukananne Muuta välineitä" in page
    assert "Toive tekijälle Avaa ikkuna Muuta toivetta" in page
