"""The setup by hand: every form once right, once wrong, and who may see it."""

import re
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue.models import AddOn, Service
from lupaus.company import calendar, queries
from lupaus.company.models import Closure, OpeningHours, Profile
from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Role
from lupaus.providers import queries as providers
from lupaus.providers.models import Leave, Provider
from tests.support import account, outbox, sign_in

pytestmark = pytest.mark.django_db

COMPANY = {
    "name": "Kotipalvelu Malli Oy", "business_id": "12345671", "vat_id": "", "is_in_prepayment_register": "yes",
    "street": "Esimerkkikatu 1", "postcode": "FI-00 500", "city": "Helsinki", "email": "info@malli.example",
    "phone": "010-1234567", "iban": "FI21 1234 5600 0007 85", "bic": "", "register_role": "Tietosuojavastaava",
    "register_email": "tietosuoja@malli.example",
}  # fmt: skip
HOURLY = {
    "name": "Kotisiivous", "description": "Siivoamme kodin.", "price": "42,50 €", "minimum": "", "equipment_fee": "8",
    "size_minimum": "2", "size_maximum": "8", "size_step": "30", "equipment": "either", "vat": "standard",
    "labour_percent": "100",
}  # fmt: skip
BY_AREA = HOURLY | {
    "name": "Muuttosiivous", "price": "3", "minimum": "1 000,50", "size_minimum": "20", "size_maximum": "200",
    "size_step": "5", "minutes_fixed": "60", "minutes_per_100_m2": "240",
}  # fmt: skip
OVEN = {"name": "Uuni", "price": "25", "minutes": "30", "vat": "standard", "labour_percent": "80"}
SIIRI = {"first_name": "Siiri", "last_name": "O'Neill-Äijälä", "email": "siiri@malli.example", "phone": "040-1234567"}


@pytest.fixture
def owner(client: Client) -> Client:
    return sign_in(client, account("omistaja@malli.example", Role.OWNER, at=clock.now()))


@pytest.fixture
def office() -> Client:
    return sign_in(Client(), account("toimisto@malli.example", Role.OFFICE, at=clock.now()))


def send(client: Client, name: str, fields: dict[str, object], *args: object) -> str:
    """Post a form that is right, and return where it leads."""
    answer = client.post(reverse(name, args=args), fields)
    assert answer.status_code == 302, mistakes(answer.content.decode())
    return answer["Location"]


def mistakes(html: str) -> list[str]:
    return [re.sub("<.*?>", "", found) for found in re.findall(r'<p class="wrong"[^>]*>(.*?)</p>', html)]


def wrong(client: Client, name: str, fields: dict[str, object], *args: object) -> list[str]:
    """Post a form that is wrong, and return its sentences."""
    answer = client.post(reverse(name, args=args), fields)
    html = answer.content.decode()
    assert (answer.status_code, "<title>Virhe:" in html) == (422, True)
    assert "korjatta" in html
    return mistakes(html)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


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

    assert "Hinta voi tulla voimaan tänään tai myöhemmin. Valitse toinen päivä." in answer.content.decode()


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


@pytest.fixture
def siiri(owner: Client) -> Provider:
    send(owner, "staff:providers_new", SIIRI)
    return Provider.objects.get()


def test_a_provider_is_made_bookable_by_forms(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:settings_service_new", HOURLY, "hour")
    assert "Tekijälle voi varata käyntejä, kun" in page(owner, "staff:providers_one", siiri.id)

    send(owner, "staff:providers_skills", {"services": [str(Service.objects.get().id)]}, siiri.id)
    send(owner, "staff:providers_areas", {"areas": "005, 02100\n02"}, siiri.id)
    week = {"starts_0": "8", "ends_0": "12", "starts_0b": "13", "ends_0b": "16"}
    send(owner, "staff:providers_hours", week, siiri.id)
    send(owner, "staff:providers_home", {"postcode": "00500"}, siiri.id)

    assert list(providers.bookable()) == [siiri]
    html = page(owner, "staff:providers_one", siiri.id)
    assert "Tekijälle voi varata käyntejä, kun" not in html
    for words in (
        "Kotisiivous",
        "005, 02, 02100",
        "13.00–16.00",
        "500 metrin ruutu on annettu",
        "Siiri O.",
        "O&#x27;Neill",
    ):
        assert words in html


TWO_AT_ONCE = {"starts_0": "8", "ends_0": "12", "starts_0b": "11", "ends_0b": "16"}
BACKWARDS = {"first": "24.12.2027", "last": "1.12.2027", "kind": "vacation"}


@pytest.mark.parametrize(
    ("name", "typed", "sentences"),
    [
        ("areas", {"areas": "hki"}, ["Anna alueet 2–5 numerolla, esimerkiksi 005 tai 02100."]),
        ("areas", {}, ["Anna ainakin yksi postinumero tai sen alku, esimerkiksi 005"]),
        ("home", {"postcode": "99999"}, ["Emme tunne tätä postinumeroa. Anna lähin tunnettu tai jätä tyhjäksi."]),
        ("hours", TWO_AT_ONCE, ["Anna jaksot, jotka eivät mene päällekkäin"]),
        ("hours", {"starts_0": "8"}, ["Anna myös loppuaika, esimerkiksi 16.00"]),
        ("leave", BACKWARDS, ["Anna viimeinen päivä, joka on ensimmäisen jälkeen tai sama"]),
        ("leave", {"first": "31.2.", "kind": "sick"}, ["Anna päivä, esimerkiksi 24.12.2026", "Valitse syy"]),
        ("person", SIIRI | {"first_name": "\u200b"}, ["Anna etunimi"]),
        ("person", SIIRI | {"email": "a@b.fi,c@d.fi"}, ["Anna yksi sähköpostiosoite, esimerkiksi maija@esimerkki.fi"]),
    ],
)
def test_a_slip_about_a_provider_is_told_of(
    owner: Client, siiri: Provider, name: str, typed: dict[str, object], sentences: list[str]
) -> None:
    assert wrong(owner, f"staff:providers_{name}", typed, siiri.id) == sentences


def test_a_person_is_changed_and_the_form_shows_what_is_known(owner: Client, siiri: Provider) -> None:
    assert "siiri@malli.example" in page(owner, "staff:providers_person", siiri.id)

    send(owner, "staff:providers_person", SIIRI | {"first_name": "Siiri-Maria"}, siiri.id)

    assert "Siiri-Maria" in page(owner, "staff:providers")


def test_a_leave_is_added_and_removed(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_leave", {"first": "24.12.", "last": "", "kind": "vacation"}, siiri.id)
    leave = Leave.objects.get()

    assert leave.period.length.days == 1
    assert "Loma" in page(owner, "staff:providers_one", siiri.id)
    send(owner, "staff:providers_leave_removal", {}, leave.id)
    assert not Leave.objects.exists()


def test_a_provider_leaves_and_comes_back(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_departure", {}, siiri.id)
    assert "Lopettanut" in page(owner, "staff:providers")

    send(owner, "staff:providers_return", {}, siiri.id)
    assert "Ei kutsuttu" in page(owner, "staff:providers")


def link(at_least: int = 1) -> str:
    mails = outbox("providers.invitation", at=clock.now())
    assert len(mails) >= at_least
    found = re.search(r"/invitation/[\w-]+/", mails[-1].text)
    assert found is not None
    return found[0]


def test_an_invited_provider_opens_an_account_by_a_press(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:settings_company_form", COMPANY)
    send(owner, "staff:providers_invitation", {}, siiri.id)
    guest = Client()

    shown = [guest.get(link()).status_code for _ in range(2)]
    accepted = guest.post(link())

    assert (shown, accepted.status_code, accepted["Location"]) == ([200, 200], 302, "/work/")
    assert "Tili avattu" in page(owner, "staff:providers_one", siiri.id)
    assert Client().post(link()).status_code == 410
    assert Client().get(link()).status_code == 410


def test_an_invitation_without_a_company_says_what_is_missing(owner: Client, siiri: Provider) -> None:
    send(owner, "staff:providers_invitation", {}, siiri.id)

    assert "Yrityksen tietoja ei ole vielä annettu." in page(owner, "staff:providers_one", siiri.id)


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


def test_nobody_is_let_in_by_a_made_up_id(owner: Client) -> None:
    made_up = "11111111-1111-4111-8111-111111111111"
    for name in ("one", "person", "home", "skills", "areas", "hours", "leave"):
        assert owner.get(reverse(f"staff:providers_{name}", args=[made_up])).status_code == 404


def test_the_list_of_providers_takes_the_same_queries_for_one_and_for_five(owner: Client, siiri: Provider) -> None:
    with CaptureQueriesContext(connection) as one:
        page(owner, "staff:providers")
    for number in range(4):
        send(owner, "staff:providers_new", SIIRI | {"email": f"p{number}@malli.example"})
    page(owner, "staff:providers")
    with CaptureQueriesContext(connection) as five:
        page(owner, "staff:providers")

    assert len(five) <= len(one)


def test_holidays_are_computed(owner: Client) -> None:
    year = walltime.day_of(clock.now()).year + 1

    html = page(owner, "staff:settings_opening")

    assert all(each.name.capitalize() in html for each in calendar.holidays_of(year))
