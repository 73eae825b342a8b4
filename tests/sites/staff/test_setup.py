"""The setup by hand: every form once right, once wrong, and who may see it."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue.models import AddOn, Service
from lupaus.company import calendar, queries
from lupaus.company.models import Closure, OpeningHours, Profile
from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.providers.models import Provider
from tests.sites.staff.setup_forms import BY_AREA, COMPANY, HOURLY, OVEN, page, send, wrong
from tests.support import account, sign_in

pytestmark = pytest.mark.django_db


def test_a_new_company_is_led_through_what_it_needs(owner: Client) -> None:
    html = page(owner, "staff:settings")

    assert "Näin pääset alkuun" in html
    assert "0/6 valmiina" in html
    assert "Jatka: Yrityksen tiedot" in html


def test_the_profile_is_typed_in_many_ways_and_kept_in_one(owner: Client) -> None:
    send(owner, "staff:settings_company_form", COMPANY)

    profile = queries.profile(clock.now())
    assert (profile.business_id, profile.postcode, profile.phone, profile.iban) == (
        "1234567-1", "00500", "+358101234567", "FI2112345600000785",
    )  # fmt: skip
    assert "1234567-1" in page(owner, "staff:settings_company")


def test_the_old_profile_stays_to_be_read(owner: Client) -> None:
    send(owner, "staff:settings_company_form", COMPANY)
    send(owner, "staff:settings_company_form", COMPANY | {"street": "Uusikatu 2"})

    html = page(owner, "staff:settings_company")
    assert html.index("Uusikatu 2") < html.index("Aiemmat tiedot") < html.index("Esimerkkikatu 1")


def test_a_wrong_profile_says_what_to_do_beside_each_field(owner: Client) -> None:
    typed = COMPANY | {"business_id": "3000548-7", "iban": "FI1", "phone": "1", "is_in_prepayment_register": ""}

    assert wrong(owner, "staff:settings_company_form", typed) == [
        "Tarkista Y-tunnus: tarkistusnumero ei täsmää. Oikea muoto on esimerkiksi 1234567-1.",
        "Valitse, onko yritys ennakkoperintärekisterissä",
        "Anna puhelinnumero, esimerkiksi 040 123 4567",
        "Tarkista tilinumero. Anna suomalainen IBAN, esimerkiksi FI21 1234 5600 0007 85.",
    ]
    assert not Profile.objects.exists()


def test_a_vat_number_of_another_company_is_told_of(owner: Client) -> None:
    assert wrong(owner, "staff:settings_company_form", COMPANY | {"vat_id": "FI30005486"}) == [
        "Tarkista ALV-numero: se on FI ja Y-tunnuksen numerot ilman viivaa, esimerkiksi FI12345671."
    ]


def test_an_empty_form_asks_for_everything_in_its_own_words(owner: Client) -> None:
    sentences = wrong(owner, "staff:settings_company_form", {})

    assert len(sentences) == len(set(sentences)) == 10
    assert "Tämä kenttä vaaditaan." not in sentences


def test_a_week_is_typed_as_people_write_times(owner: Client) -> None:
    week = {f"opens_{day}": "8" for day in range(5)} | {f"closes_{day}": "klo 16:30" for day in range(5)}

    send(owner, "staff:settings_opening_week", week)

    assert [(row.weekday, row.opens, row.closes) for row in OpeningHours.objects.all()] == [
        (day, time(8), time(16, 30)) for day in range(5)
    ]


@pytest.mark.parametrize(
    ("week", "sentences"),
    [
        ({"opens_0": "8"}, ["Anna myös loppuaika, esimerkiksi 16.00"]),
        ({"closes_0": "16"}, ["Anna myös alkuaika, esimerkiksi 8.00"]),
        ({"opens_0": "16", "closes_0": "8"}, ["Anna loppuaika, joka on alkuajan jälkeen"]),
        ({"opens_0": "25", "closes_0": "8"}, ["Anna kellonaika, esimerkiksi 9.00"]),
        ({}, []),
    ],
)
def test_a_week_that_cannot_be_is_told_of(owner: Client, week: dict[str, object], sentences: list[str]) -> None:
    assert wrong(owner, "staff:settings_opening_week", week) == sentences
    assert not OpeningHours.objects.exists()


def test_an_eve_becomes_a_short_day(owner: Client) -> None:
    send(owner, "staff:settings_holiday", {"treatment": "short", "opens": "8", "closes": "13"}, "new_years_eve")

    html = page(owner, "staff:settings_opening")
    assert "8.00–13.00" in html
    assert "Uudenvuodenaatto" in html


def test_a_short_day_without_hours_is_told_of(owner: Client) -> None:
    assert wrong(owner, "staff:settings_holiday", {"treatment": "short"}, "epiphany") == [
        "Anna lyhyen päivän alkuaika, esimerkiksi 8.00"
    ]
    assert owner.get(reverse("staff:settings_holiday", args=["nothing"])).status_code == 404


def test_a_closure_is_added_and_removed(owner: Client) -> None:
    send(owner, "staff:settings_closure", {"first": "24.12.2027", "last": "", "kind": "vacation"})
    closure = Closure.objects.get()

    assert "24.12.2027" in page(owner, "staff:settings_opening")
    send(owner, "staff:settings_closure_removal", {}, closure.id)

    assert not Closure.objects.exists()
    assert owner.post(reverse("staff:settings_closure_removal", args=[closure.id])).status_code == 404


def test_a_closure_that_ends_before_it_starts_stands_in_the_summary(owner: Client) -> None:
    answer = owner.post(
        reverse("staff:settings_closure"), {"first": "24.12.2027", "last": "1.12.2027", "kind": "vacation"}
    )

    assert (answer.status_code, Closure.objects.count()) == (422, 0)
    assert "Viimeisen päivän pitää olla sama kuin ensimmäinen tai sen jälkeen." in answer.content.decode()


def today_offering(code: str) -> catalogue.Offering:
    return catalogue.offering(code, walltime.day_of(clock.now()))


def test_services_of_both_kinds_are_put_on_sale(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    send(owner, "staff:settings_service_new", BY_AREA, "square_metre")

    hourly, by_area = today_offering("kotisiivous"), today_offering("muuttosiivous")
    assert (hourly.amount, hourly.equipment_fee, list(hourly.sizes)[:2]) == (Money(42_50), Money(8_00), [120, 150])
    assert (by_area.amount, by_area.minimum, by_area.service.minutes_per_100_m2) == (Money(3_00), Money(1_000_50), 240)
    html = page(owner, "staff:settings_catalogue")
    assert "Kotisiivous" in html
    assert "1\N{NO-BREAK SPACE}000,50" in html


def test_a_wrong_service_is_told_of_and_not_added(owner: Client) -> None:
    typed = HOURLY | {"name": "", "price": "paljon", "size_minimum": "2,3", "labour_percent": "120"}

    assert wrong(owner, "staff:settings_service_new", typed, "hour") == [
        "Anna palvelun nimi, esimerkiksi Kotisiivous",
        "Anna summa euroina, esimerkiksi 42,50",
        "Anna aika tunteina varttitunnin tarkkuudella, esimerkiksi 2 tai 2,5",
        "Anna luku väliltä 0–100.",
    ]
    assert not Service.objects.exists()
    assert owner.get(reverse("staff:settings_service_new", args=["week"])).status_code == 404


def test_what_a_room_refuses_stands_in_the_summary(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")

    answer = owner.post(reverse("staff:settings_service_new", args=["hour"]), HOURLY)

    assert "Tämän niminen on jo valikoimassa. Anna toinen nimi." in answer.content.decode()


def test_a_service_is_changed_with_its_add_ons(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    service = Service.objects.get()
    send(owner, "staff:settings_add_on_new", OVEN | {"goes_with": [str(service.id)]})
    assert [each.amount for each in today_offering("kotisiivous").add_ons] == [Money(25_00)]

    send(owner, "staff:settings_service_form", HOURLY | {"size_maximum": "6", "description": "Uusi"}, "kotisiivous")

    changed = today_offering("kotisiivous")
    assert (changed.service.size_maximum, changed.service.description, changed.add_ons) == (360, "Uusi", ())
    assert "6\N{NO-BREAK SPACE}h" in page(owner, "staff:settings_service", "kotisiivous")


def test_an_add_on_is_changed_and_priced(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    send(owner, "staff:settings_add_on_new", OVEN)
    ids = [str(Service.objects.get().id)]
    send(owner, "staff:settings_add_on_form", OVEN | {"name": "Uunin pesu", "goes_with": ids}, "uuni")
    send(owner, "staff:settings_add_on_price", {"from_on": "1.1.2028", "price": "30"}, "uuni")

    html = page(owner, "staff:settings_add_on", "uuni")
    assert all(words in html for words in ("<h1><bdi>Uunin pesu", "1.1.2028", "<dd>Kotisiivous"))
    coming = AddOn.objects.get().prices.get(price_cents=30_00)
    send(owner, "staff:settings_add_on_price_removal", {}, coming.id)
    assert AddOn.objects.get().prices.count() == 1


def test_a_price_to_come_is_shown_and_can_be_removed(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    send(owner, "staff:settings_service_price", {"from_on": "1.1.2028", "price": "45"}, "kotisiivous")
    now, coming = Service.objects.get().prices.order_by("valid_from_on")

    assert "1.1.2028" in page(owner, "staff:settings_service", "kotisiivous")
    send(owner, "staff:settings_price_removal", {}, now.id)
    send(owner, "staff:settings_price_removal", {}, coming.id)

    assert list(Service.objects.get().prices.all()) == [now]


def test_a_price_in_the_past_is_refused(owner: Client) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")

    answer = owner.post(
        reverse("staff:settings_service_price", args=["kotisiivous"]), {"from_on": "1.1.2020", "price": "45"}
    )

    assert "Muutos voi tulla voimaan tänään tai myöhemmin. Valitse toinen päivä." in answer.content.decode()


@pytest.mark.parametrize("thing", ["service", "add_on"])
def test_what_was_taken_off_sale_comes_back_by_undo(owner: Client, thing: str) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    send(owner, "staff:settings_add_on_new", OVEN)
    code = {"service": "kotisiivous", "add_on": "uuni"}[thing]

    send(owner, f"staff:settings_{thing}_withdrawal", {}, code)
    undo = reverse(f"staff:settings_{thing}_return", args=[code])
    assert undo in page(owner, f"staff:settings_{thing}", code)
    owner.post(undo)

    model = {"service": Service, "add_on": AddOn}[thing]
    assert model.objects.filter(withdrawn_at=None).count() == 1


READ = ["settings", "settings_company", "settings_opening", "settings_catalogue", "providers"]
WRITE = ["settings_company_form", "settings_opening_week", "settings_closure", "settings_add_on_new", "providers_new"]


@pytest.mark.parametrize("name", READ)
def test_the_office_reads_the_setup(office: Client, name: str) -> None:
    page(office, f"staff:{name}")


def test_the_office_is_shown_no_button_that_would_not_work(owner: Client, office: Client, siiri: Provider) -> None:
    send(owner, "staff:settings_company_form", COMPANY)
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    send(owner, "staff:settings_add_on_new", OVEN)
    send(owner, "staff:settings_closure", {"first": "24.12.2027", "kind": "vacation"})
    pages = [(f"staff:{name}", ()) for name in READ]
    pages += [("staff:settings_service", ("kotisiivous",)), ("staff:settings_add_on", ("uuni",))]
    pages += [("staff:providers_one", (siiri.id,))]

    acts = {name: main_acts(page(owner, name, *args)) for name, args in pages[1:]}
    none = {name: main_acts(page(office, name, *args)) for name, args in pages[1:]}

    assert all(acts.values())
    assert set(none.values()) == {0}


def main_acts(html: str) -> int:
    """Count what leads to a change: buttons, and links to forms."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return main.count("<form") + main.count('class="btn') + main.count(">Muuta<")


@pytest.mark.parametrize("name", WRITE)
def test_the_office_does_not_change_the_setup(office: Client, name: str) -> None:
    assert office.get(reverse(f"staff:{name}")).status_code == 404
    assert office.post(reverse(f"staff:{name}"), COMPANY).status_code == 404


@pytest.mark.parametrize("name", READ + WRITE)
def test_strangers_do_not_see_the_setup(client: Client, name: str) -> None:
    assert client.get(reverse(f"staff:{name}")).status_code == 302
    customer = sign_in(Client(), account("asiakas@malli.example", at=clock.now()))
    assert customer.get(reverse(f"staff:{name}")).status_code == 404


def test_holidays_are_computed(owner: Client) -> None:
    year = walltime.day_of(clock.now()).year + 1

    html = page(owner, "staff:settings_opening")

    assert all(each.name.capitalize() in html for each in calendar.holidays_of(year))


def test_the_desk_says_that_no_invoice_leaves_without_an_account_number(owner: Client, office: Client) -> None:
    sentence = "Laskuja ei lähde, koska yrityksen tilinumero puuttuu."
    assert sentence not in page(owner, "staff:settings")

    send(owner, "staff:settings_company_form", COMPANY | {"iban": ""})
    assert sentence in page(owner, "staff:settings")
    assert sentence in page(office, "staff:invoices")

    send(owner, "staff:settings_company_form", COMPANY)
    assert sentence not in page(office, "staff:invoices")


def test_the_menu_leads_nobody_to_a_page_that_is_closed_to_them(owner: Client, office: Client) -> None:
    of_owner, of_office = page(owner, "staff:settings"), page(office, "staff:settings")

    for name in ("staff:day", "staff:customers", "staff:messages", "staff:tasks", "staff:invoices"):
        assert f'<li><a href="{reverse(name)}"' not in of_owner
        assert owner.get(reverse(name)).status_code == 404
        assert f'<li><a href="{reverse(name)}"' in of_office
    assert f'<li><a href="{reverse("staff:providers")}"' in of_owner
    assert f'href="{reverse("staff:day")}"' not in of_owner  # nor does the company's mark
