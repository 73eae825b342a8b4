"""From nothing to a company by screens alone: no seed, no verb called, only what `lupaus init` leaves behind.

Source: issue 2, step 2.
"""

import re
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from playwright.sync_api import Page, expect

from lupaus.foundation import clock
from lupaus.orders.models import Order
from lupaus.scheduling.models import Visit, VisitState
from tests.browser.conftest import DESK, PHONE, Windows, fill_in_to
from tests.sites.public.conftest import AT
from tests.support import outbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, value in fields.items():
        page.get_by_label(label, exact=True).fill(value)


def tick(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


def sign_in_as_first_owner(page: Page) -> None:
    """Use the link that `lupaus init` prints, and set up the second factor that staff need."""
    said = StringIO()
    call_command("create_owner", owner_email="omistaja@malli.example", stdout=said)
    link = re.search(r"/account/link/[\w-]+/", said.getvalue())
    assert link is not None
    page.goto(link[0])
    page.get_by_role("main").get_by_role("button").first.click()
    follow(page, "Ota käyttöön")
    secret = page.locator("dd.n").inner_text()
    counter = int(clock.wall().timestamp()) // 30
    page.get_by_label("Koodi").fill(format_hotp_value(hotp_value(secret, counter)))
    press(page, "Ota käyttöön")


def sign_agreement(page: Page, name: str) -> None:
    """Read the confidentiality agreement, which stands before everything else, and sign it."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Salassapitositoumus")
    fill(page, {"Nimesi": name})
    press(page, "Sitoudun ja allekirjoitan")


def enter_company(page: Page) -> None:
    follow(page, "Yrityksen tiedot")
    follow(page, "Anna yrityksen tiedot")
    fill(
        page,
        {
            "Yrityksen nimi": "Kotipalvelu Malli Oy", "Y-tunnus": "3000548-7", "Katuosoite": "Esimerkkikatu 1",
            "Postinumero": "00500", "Kunta": "Helsinki", "Sähköposti asiakkaille": "info@malli.example",
            "Puhelin asiakkaille": "010 123 4567", "Tilinumero (IBAN) (valinnainen)": "FI21 1234 5600 0007 85",
            "Kuka hoitaa rekisteriasioita?": "Tietosuojavastaava",
            "Sähköposti rekisteriasioihin": "tietosuoja@malli.example",
        },
    )  # fmt: skip
    tick(page, "Kyllä")
    press(page, "Tallenna tiedot")
    expect(page).to_have_title(re.compile("^Virhe: "))
    fill(page, {"Y-tunnus": "1234567-1"})
    press(page, "Tallenna tiedot")
    expect(page.get_by_role("status")).to_contain_text("Yrityksen tiedot on tallennettu")


def enter_services(page: Page) -> None:
    page.goto("/staff/setup/")
    follow(page, "Palvelut ja hinnat")
    follow(page, "Lisää tuntihintainen palvelu")
    fill(
        page,
        {
            "Palvelun nimi": "Kotisiivous", "Kuvaus asiakkaalle": "Siivoamme kodin.", "Tuntihinta veroineen, €": "42",
            "Lyhin käynti tunteina": "2", "Pisin käynti tunteina": "8",
            "Lisä meidän välineistä, € (valinnainen)": "8",
        },
    )  # fmt: skip
    press(page, "Lisää palvelu")
    follow(page, "Palvelut ja hinnat")
    follow(page, "Lisää lisäpalvelu")
    fill(page, {"Lisäpalvelun nimi": "Uuni", "Hinta veroineen, €": "25", "Kesto, minuuttia": "30"})
    tick(page, "Kotisiivous")
    press(page, "Lisää lisäpalvelu")
    expect(page.get_by_role("status")).to_contain_text("Uuni on lisätty")


def enter_hours(page: Page) -> None:
    page.goto("/staff/setup/")
    follow(page, "Aukiolo ja pyhät")
    expect(page.get_by_text("Jouluaatto").first).to_be_visible()
    follow(page, "Muuta aukioloaikoja")
    for day in ("Maanantai", "Tiistai", "Keskiviikko", "Torstai", "Perjantai"):
        fill(page, {f"{day}: avataan": "8", f"{day}: suljetaan": "18"})
    press(page, "Tallenna aukioloajat")
    follow(page, "Muuta uudenvuodenaatto")
    tick(page, "Lyhyt päivä")
    fill(page, {"Lyhyt päivä alkaa (valinnainen)": "8", "Lyhyt päivä päättyy (valinnainen)": "13"})
    press(page, "Tallenna")
    expect(page.get_by_text("8.00–13.00").first).to_be_visible()


def enter_provider(page: Page) -> None:
    follow(page, "Tekijät")
    follow(page, "Lisää tekijä")
    fill(
        page,
        {
            "Etunimi": "Siiri", "Sukunimi": "Sáŋgár", "Sähköposti": "siiri@tekija.example",
            "Puhelin": "040 123 4560",
        },
    )  # fmt: skip
    press(page, "Lisää tekijä")
    follow(page, "Muuta taitoja")
    tick(page, "Kotisiivous")
    press(page, "Tallenna")
    follow(page, "Muuta alueita")
    page.get_by_label("Postinumerot tai niiden alut").fill("00, 02100")
    press(page, "Tallenna")
    follow(page, "Muuta työaikoja")
    for day in ("Maanantai", "Tiistai", "Keskiviikko", "Torstai", "Perjantai"):
        fill(page, {f"{day}: 1. jakso alkaa": "8", f"{day}: 1. jakso päättyy": "16"})
    press(page, "Tallenna")
    follow(page, "Lisää poissaolo")
    fill(page, {"Ensimmäinen päivä": "24.11.2026"})
    tick(page, "Loma")
    press(page, "Lisää poissaolo")
    press(page, "Lähetä kutsu")
    expect(page.get_by_text("Kutsuttu", exact=True)).to_be_visible()


def accept_invitation(page: Page) -> None:
    letter = outbox("providers.invitation", at=AT)[-1]
    assert letter.subject == "Avaa tilisi: Kotipalvelu Malli Oy"
    link = re.search(r"/invitation/[\w-]+/", letter.text)
    assert link is not None
    page.goto(link[0])
    press(page, "Avaa tili")
    sign_agreement(page, "Siiri Sáŋgár")
    expect(page).to_have_url(re.compile("/work/"))


@pytest.mark.usefixtures("transactional_db")
def test_an_owner_sets_a_company_up_and_it_takes_its_first_order(windows: Windows) -> None:
    clock.set_to(AT)
    desk, phone = windows.open(DESK), windows.open(PHONE)

    sign_in_as_first_owner(desk)
    desk.goto("/staff/setup/")
    sign_agreement(desk, "Oona Omistaja")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Näin pääset alkuun")
    enter_company(desk)
    enter_services(desk)
    enter_hours(desk)
    enter_provider(desk)
    accept_invitation(phone)
    fill_in_to(windows.open(PHONE), "done")

    order = Order.objects.get()
    visit = Visit.objects.get(order=order)
    assert (order.total_cents, visit.state) == (134_00, VisitState.OFFERED)
    assert {mail.kind for mail in outbox(at=AT)} >= {"scheduling.visit_booked"}
    desk.goto("/staff/setup/")
    expect(desk.get_by_text("Kaikki on valmiina.")).to_be_visible()
