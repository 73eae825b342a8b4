from collections.abc import Callable

import pytest

from lupaus.catalogue import prices
from lupaus.catalogue.prices import Amounts
from lupaus.kernel.money import Money
from lupaus.orders.models import Draft, HealthNote, Order
from lupaus.scheduling.models import Occupation, Visit
from tests.sites.public.conftest import AT, OWNER, TODAY, Browser


def test_five_screens_make_an_order(browser: Browser) -> None:
    steps = [
        browser.choose_service(),
        browser.choose_time(),
        browser.give_address(),
        browser.give_contact(),
        browser.order(),
    ]

    order = Order.objects.get()
    assert [step.url for step in steps] == [
        "/order/time/",
        "/order/address/",
        "/order/contact/",
        "/order/check/",
        f"/order/{order.id}/",
    ]
    assert (order.total_cents, order.size, order.equipment) == (13400, 180, "ours")
    assert Visit.objects.get().order_id == order.id


def test_the_confirmation_tells_what_happens_next(browser: Browser) -> None:
    browser.fill_in()

    page = browser.client.get(browser.order().url).content.decode()

    assert Order.objects.get().number in page
    assert "Etsimme tekijän" in page
    assert "maija@" not in page


def test_the_calendar_file_holds_the_visit_and_no_address(browser: Browser) -> None:
    browser.fill_in()

    file = browser.client.get(f"{browser.order().url}calendar.ics")

    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"SUMMARY:Kotisiivous" in file.content
    assert b"Esimerkkikatu" not in file.content


def test_a_stranger_is_asked_to_sign_in_whether_there_is_an_order_or_not(
    browser: Browser, new_browser: Callable[[], Browser]
) -> None:
    browser.fill_in()
    there = browser.order().url

    answers = [new_browser().client.get(path) for path in (there, "/order/00000000-0000-4000-8000-000000000000/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer.url.startswith("/account/") for answer in answers)


@pytest.mark.parametrize(
    ("screen", "first"),
    [("time", "/order/"), ("address", "/order/"), ("contact", "/order/"), ("check", "/order/")],
)
def test_nobody_gets_ahead_of_themselves(browser: Browser, screen: str, first: str) -> None:
    assert browser.client.get(f"/order/{screen}/").url == first


def test_what_is_sent_out_of_turn_is_kept(browser: Browser) -> None:
    assert browser.give_contact().url == "/order/"
    assert browser.give_address().url == "/order/"
    browser.choose_service()

    assert browser.choose_time().url == "/order/check/"


def test_ordering_before_the_end_leads_to_what_is_missing(browser: Browser) -> None:
    browser.choose_service()

    assert browser.order().url == "/order/time/"
    assert not Order.objects.exists()


def test_ordering_twice_orders_once(browser: Browser) -> None:
    browser.fill_in()
    first = browser.order().url

    again = browser.client.post("/order/check/", {"total": 13400, "early_start": "on"}, follow=True)

    assert again.redirect_chain[0][0] == first
    assert "Tilaus on jo tehty." in again.content.decode()
    assert Order.objects.count() == 1


def test_going_back_after_the_order_shows_that_it_is_done(browser: Browser) -> None:
    browser.fill_in()
    done = browser.order().url

    assert [browser.client.get(f"/order/{step}/").url for step in ("time", "address", "contact", "check")] == [done] * 4


def test_a_new_order_can_follow(browser: Browser) -> None:
    browser.fill_in()
    browser.order()

    assert browser.choose_service().url == "/order/time/"
    assert Draft.objects.filter(order=None).count() == 1


def test_the_price_is_shown_before_anything_is_kept(browser: Browser) -> None:
    page = browser.client.post("/order/", browser.shop.service | {"price": "1", "size": 240}).content.decode()

    assert "176,00\xa0€" in page
    assert not Draft.objects.exists()


def test_a_price_that_changed_is_shown_with_the_old_one_and_asked_again(browser: Browser) -> None:
    browser.fill_in()
    prices.set_price(
        browser.shop.cleaning, Amounts(Money(50_00), Money(0), Money(8_00)), from_on=TODAY, by=OWNER, at=AT
    )

    refused = browser.order()

    assert refused.status_code == 409
    assert "Uusi hinta on 158,00\xa0€, aiemmin se oli 134,00\xa0€" in refused.content.decode()
    assert not Order.objects.exists()
    assert browser.order(total=15800).status_code == 302


@pytest.mark.parametrize("total", ["", "0", "-1", "1e5", "9" * 40, "13400.00"])
def test_a_tampered_total_agrees_to_nothing(browser: Browser, total: str) -> None:
    browser.fill_in()

    assert browser.order(total=total).status_code in {409, 422}
    assert not Order.objects.exists()


def test_the_loser_of_a_race_gets_three_other_times_and_keeps_the_rest(
    browser: Browser, new_browser: Callable[[], Browser]
) -> None:
    browser.fill_in()
    wish = Draft.objects.get().starts_at.isoformat()
    Occupation.objects.all().delete()
    winner = new_browser()
    winner.choose_service()
    winner.choose_time(wish)

    lost = browser.order()

    assert lost.status_code == 409
    assert len(lost.context["alternatives"]) == 3
    assert "Tämä aika ehti mennä" in lost.content.decode()
    assert browser.choose_time(lost.context["alternatives"][0].starts_at.isoformat()).url == "/order/check/"


def test_a_pressed_time_is_held_for_ten_minutes(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    page = browser.client.get("/order/time/").content.decode()

    assert "on varattu sinulle klo 10.10 asti" in page
    assert page.count('aria-pressed="true"') == 1


def test_the_hold_is_extended_on_request(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    assert browser.client.post("/order/time/more/", {"page": "order_contact"}).url == "/order/contact/"
    assert browser.client.post("/order/time/more/", {"page": "//evil.example"}).url == "/order/time/"


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "huomenna",
        "2026-11-26",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
        "2026-11-26T07:07:00+00:00",
    ],
)
def test_a_time_that_is_not_offered_is_refused(browser: Browser, wish: str) -> None:
    browser.choose_service()

    assert browser.client.post("/order/time/", {"starts_at": wish}).status_code == 409


def test_more_days_are_shown_on_request(browser: Browser) -> None:
    browser.choose_service()

    counts = [
        len(browser.client.get(f"/order/time/{query}").context["days"])
        for query in ("", "?weeks=3", "?weeks=999", "?weeks=x")
    ]

    assert counts == [7, 21, 63, 7]


def test_a_health_note_without_consent_is_not_kept(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    refused = browser.give_address(health_note="Ei hajusteita")

    assert refused.status_code == 422
    assert "Rastita suostumus" in refused.content.decode()
    assert not HealthNote.objects.exists()


def test_a_health_note_with_consent_is_kept(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()

    assert browser.give_address(health_note="Ei hajusteita", health_consent="on").url == "/order/contact/"
    assert HealthNote.objects.count() == 1


def test_pets_and_children_are_counted_and_nameless(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()
    browser.give_address(pets=["cat"], children_under_3="2", child_name="Onni")
    browser.give_contact()

    page = browser.client.get("/order/check/").content.decode()

    assert "Kissa" in page
    assert "2 lasta (alle 3 v)" in page
    assert "Onni" not in page


def test_a_company_gives_its_name_and_id(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()
    browser.give_address()

    refused = browser.give_contact(kind="company")

    assert refused.status_code == 422
    assert [mistake.words for mistake in refused.context["form"].mistakes()] == [
        "Anna yrityksen nimi",
        "Anna Y-tunnus, esimerkiksi 1234567-1",
    ]
    assert browser.give_contact(kind="company", company_name="Malli Oy", business_id="3000548-6").status_code == 302


def test_another_payer_has_an_address_of_their_own(browser: Browser) -> None:
    browser.choose_service()
    browser.choose_time()
    browser.give_address()

    refused = browser.give_contact(payer="other")

    assert len(list(refused.context["form"].mistakes())) == 3
    payer = {"payer": "other", "payer_name": "Liisa", "payer_street": "Tytärtie 3", "payer_postcode": "02100"}
    assert browser.give_contact(**payer).url == "/order/check/"
    assert "Tytärtie 3" in browser.client.get("/order/check/").content.decode()


def test_a_start_within_the_time_of_withdrawal_is_asked_for(browser: Browser) -> None:
    browser.fill_in()

    refused = browser.client.post("/order/check/", {"total": 13400})

    assert refused.status_code == 422
    assert "peruuttamisaikani jatkuu ma\xa07.12.2026 asti" in refused.content.decode()
    assert not Order.objects.exists()


def test_what_was_agreed_of_an_early_start_is_kept(browser: Browser) -> None:
    browser.fill_in()
    browser.order()

    assert Order.objects.get().early_start_asked_at == AT


def test_a_company_is_not_asked_for_an_early_start(browser: Browser) -> None:
    browser.fill_in()
    browser.give_contact(kind="company", company_name="Malli Oy", business_id="3000548-6")

    assert browser.client.post("/order/check/", {"total": 13400}).status_code == 302


def test_what_was_told_is_shown_again_to_whoever_told_it(browser: Browser) -> None:
    browser.fill_in()

    address, contact = (browser.client.get(f"/order/{step}/").content.decode() for step in ("address", "contact"))

    assert 'value="Esimerkkikatu 5 A 12"' in address
    assert 'value="4711#"' in address
    assert 'value="040 123 4567"' in contact


def test_nobody_else_sees_a_draft(browser: Browser, new_browser: Callable[[], Browser]) -> None:
    browser.fill_in()
    other = new_browser()
    session = other.client.session
    session["draft"] = str(Draft.objects.get().id)
    session.save()

    assert other.client.get("/order/check/").url == "/order/"


def test_the_first_screen_keeps_service_and_postcode_from_the_home_page(browser: Browser) -> None:
    page = browser.client.get("/order/?postcode=00500").content.decode()

    assert 'name="postcode" value="00500"' in page
    form = browser.client.get(f"/order/?postcode=00500&service={browser.shop.windows.code}").context["form"]
    assert form["postcode"].value() == "00500"


@pytest.mark.parametrize(
    "changes",
    [
        {"size": "0"},
        {"size": "-60"},
        {"size": "1e5"},
        {"size": "100000"},
        {"size": "181"},
        {"add_ons": ["nothing"]},
        {"equipment": "none"},
        {"postcode": ""},
    ],
)
def test_choices_that_are_not_offered_are_refused(browser: Browser, changes: dict[str, object]) -> None:
    assert browser.choose_service(**changes).status_code == 422
    assert not Draft.objects.exists()


def test_fields_that_were_not_asked_are_ignored(browser: Browser) -> None:
    browser.fill_in()
    browser.order(price="1", provider="x", state="approved", customer="y", paid="on")

    assert Order.objects.get().total_cents == 13400


@pytest.mark.parametrize(("path", "queries"), [("/order/time/", 40), ("/order/check/", 45)])
def test_the_screens_ask_the_database_a_bounded_number_of_times(
    browser: Browser, path: str, queries: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser.fill_in()

    with django_assert_max_num_queries(queries):
        browser.client.get(path)
