"""A postcode is answered the moment it is known: nowhere, nobody there, not this service, or welcome."""

import pytest
from django.test import Client

from lupaus.orders.models import Draft
from lupaus.providers import providers
from tests.sites.public.conftest import AT, OWNER, Browser, Shop
from tests.sites.public.test_front import words

NOWHERE, ELSEWHERE, HERE = "99999", "02100", "00500"


@pytest.mark.parametrize("query", ["", "&service={code}"])
@pytest.mark.parametrize(
    ("postcode", "answer"),
    [
        (NOWHERE, "Emme tunne postinumeroa 99999."),
        (ELSEWHERE, "Emme vielä käy alueella 02100 Espoo."),
        ("0050", "Anna postinumero, viisi numeroa"),
        ("abc", "Anna postinumero, viisi numeroa"),
        ("0" * 5000, "viisi numeroa"),
    ],
)
def test_a_postcode_that_leads_nowhere_is_told_so_before_anything_else_is_asked(
    shop: Shop, postcode: str, answer: str, query: str
) -> None:
    answered = Client().get("/order/?postcode=" + postcode + query.format(code=shop.cleaning.code))

    assert answered.status_code == 422
    assert answer in words(answered)
    assert "<title>Virhe:" in answered.content.decode()
    assert not Draft.objects.exists()


def test_a_postcode_where_we_work_leads_on_control(shop: Shop) -> None:
    answered = Client().get(f"/order/?postcode={HERE}")

    assert answered.status_code == 200
    assert "Alueesi on Helsinki." in words(answered)
    assert "Valitse Kotisiivous" in words(answered)


def test_nothing_typed_shows_every_service(shop: Shop) -> None:
    answered = Client().get("/order/?postcode=")

    assert answered.status_code == 200
    assert "Valitse Suursiivous" in words(answered)


@pytest.mark.parametrize("query", ["", "&service={code}"])
def test_the_three_nearest_areas_are_offered_as_links(shop: Shop, query: str) -> None:
    answered = Client().get(f"/order/?postcode={ELSEWHERE}" + query.format(code=shop.cleaning.code))

    near = [area.postcode for area in answered.context["reach"].nearest]
    assert all(postcode.startswith("005") for postcode in near)
    assert 0 < len(near) <= 3
    for postcode in near:
        assert f"postcode={postcode}" in answered.content.decode()
        assert Client().get(f"/order/?postcode={postcode}").status_code == 200


def test_the_first_screen_refuses_an_area_and_offers_the_nearest(browser: Browser) -> None:
    refused = browser.choose_service(postcode=ELSEWHERE)

    assert refused.status_code == 422
    assert "Emme vielä käy alueella 02100 Espoo" in refused.content.decode()
    assert refused.context["reach"].nearest


def test_a_service_nobody_does_in_the_area_has_no_button_there(shop: Shop) -> None:
    providers.set_skills(shop.provider, [shop.cleaning], by=OWNER, at=AT)

    page = words(Client().get(f"/order/?postcode={HERE}"))

    assert "Valitse Kotisiivous" in page
    assert "Valitse Suursiivous" not in page
    assert page.count("Ei vielä alueellasi") == 1
    assert Client().get(f"/order/?postcode={HERE}&service={shop.windows.code}").status_code == 422


def test_where_nobody_works_yet_there_is_nothing_nearest(shop: Shop) -> None:
    providers.let_go(shop.provider, by=OWNER, at=AT)

    answered = Client().get(f"/order/?postcode={HERE}")

    assert answered.status_code == 422
    assert answered.context["reach"].nearest == ()


def test_the_list_leads_back_to_an_order_that_was_left_in_the_middle(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    page = browser.client.get("/order/").content.decode()

    assert "Sinulla on tilaus kesken: Kotisiivous." in page
    assert 'href="/order/address/">Jatka tilausta' in page
    assert "tilaus kesken" not in Client().get("/order/").content.decode()
