"""What the customer does with a visit and with their own data, on a phone and without scripts, its presses counted."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from lupaus.foundation import clock
from lupaus.orders.models import Order
from lupaus.promises import Purpose
from lupaus.register.models import Customer
from lupaus.scheduling.models import Visit, VisitState
from lupaus.vault.reading import processing
from tests import world as worlds
from tests.billing.test_pdf import words
from tests.browser.conftest import PHONE, Windows, sign_in_as
from tests.browser.test_order import TYPED
from tests.staging import visit_of
from tests.world import AINO, World

pytestmark = pytest.mark.browser


@dataclass
class Thumb:
    """Presses on a page, and how many they were."""

    page: Page
    presses: int = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.presses += 1

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def button(self, name: str | re.Pattern[str]) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def says(self, text: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible()


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    clock.set_to(made.at + timedelta(minutes=1))
    return made


def test_a_customer_reads_corrects_moves_rates_repeats_and_cancels(world: World, windows: Windows) -> None:
    page = sign_in_as(world, "a", windows.open(PHONE))

    for step in (_own_data, _moved, _done, _repeated, _cancelled):  # one world for all: making it takes longest
        page.goto("/my/")
        step(world, Thumb(page))


def test_a_series_rests_and_moves_in_few_presses(world: World, windows: Windows) -> None:
    page = sign_in_as(world, "b", windows.open(PHONE))
    series = world.ids["series"]
    page.goto("/my/")

    pause = Thumb(page)
    pause.press(page.get_by_role("link", name="Pidä taukoa").first)
    pause.press(page.locator("label", has_text="jää väliin").first)
    pause.button("Aloita tauko")
    pause.says("Sarja on tauolla ja jatkuu")
    page.get_by_role("button", name="Kumoa").first.click()
    assert pause.presses == 3

    page.goto(f"/my/visits/{world.ids['series_visit']}/")
    move = Thumb(page)
    move.link("Siirrä käynti")
    move.link("Tämä ja seuraavat")
    move.press(page.locator("button[name=start]").last)
    move.button("Siirrä sarja maksutta")
    move.says("Sarjan uusi aika")
    assert move.presses == 4
    assert page.url.endswith(f"/my/series/{series}/")


def _cancelled(world: World, thumb: Thumb) -> None:
    """Read the next visit and cancel it, for a fee that was seen."""
    page = thumb.page
    expect(page.get_by_role("heading", level=1)).to_have_text("to\xa026.11. klo\xa012.00–14.00")
    assert page.locator(".price b").first.inner_text() == "92,00\xa0€"
    for turn in ("Pekkarinus P. vahvisti tulevansa", "Tekijälle näkyy puhelinnumerosi", "Lasku tulee käynnin jälkeen"):
        expect(page.locator(".line").get_by_text(turn)).to_be_visible()

    thumb.link("Peru käynti")
    expect(page.get_by_text("Maksuton aika päättyi ke\xa025.11. klo\xa012.00.")).to_be_visible()
    thumb.press(page.get_by_label("En tarvitse käyntiä"))
    thumb.button("Peru käynti, 46,00\xa0€")

    thumb.says("Peruutusmaksu on 46,00\xa0€.")
    assert thumb.presses == 3
    assert visit_of(world).state == VisitState.CANCELLED


def _moved(world: World, thumb: Thumb) -> None:
    """Move a visit for free and back again."""
    page, before = thumb.page, visit_of(world, "offered_visit").starts_at
    page.goto(f"/my/visits/{world.ids['offered_visit']}/")

    thumb.link("Siirrä käynti")
    expect(page.get_by_text("Siirtäminen ei maksa mitään")).to_be_visible()
    thumb.press(page.locator("button[name=starts_at]").last)
    thumb.says("Käynnin aika on nyt")
    expect(page.locator(".line").get_by_text("Siirsit käynnin")).to_be_visible()
    assert thumb.presses == 2
    assert visit_of(world, "offered_visit").starts_at > before

    page.get_by_role("button", name="Kumoa").click()
    assert visit_of(world, "offered_visit").starts_at == before


def _done(world: World, thumb: Thumb) -> None:
    """Accept work that is done, rate it, open its bill."""
    page, done = thumb.page, world.ids["done_visit"]
    visit_of(world, "done_visit").rating.delete()
    Visit.objects.filter(id=done).update(state=VisitState.FINISHED)
    page.goto(f"/my/visits/{done}/")

    expect(page.get_by_text(worlds.COMMENT)).to_be_visible()
    thumb.button("Hyväksyn työn")
    thumb.says("Kiitos. Työ on hyväksytty.")
    expect(page.get_by_role("button", name="Hyväksyn työn")).to_have_count(0)

    page.get_by_label("5", exact=True).check()
    page.get_by_label("Haluatko kertoa lisää?").fill("Kiitos & näkemiin")
    page.get_by_role("button", name="Lähetä arvio").click()
    thumb.says("Kiitos arviostasi.")
    expect(page.get_by_role("heading", name="Arviosi")).to_be_visible()
    expect(page.get_by_role("button", name="Lähetä arvio")).to_have_count(0)
    assert visit_of(world, "done_visit").rating.stars == 5

    page.get_by_role("link", name="Lähetimme laskun").click()
    paper = page.get_by_role("link", name="(PDF)").first.get_attribute("href")
    answer = page.context.request.get(paper or "")
    assert answer.headers["content-type"] == "application/pdf"
    assert "92,00" in words(answer.body())


def _own_data(world: World, thumb: Thumb) -> None:
    """See own data and who has looked at it; correct it."""
    office = world.actor("office")
    with processing(office, Purpose.CUSTOMER_CARE, world.at, place="staff:customer"):
        _ = Customer.objects.get(id=world.ids["customer"]).phone
    page = thumb.page

    thumb.link("Omat tiedot")
    for held in (AINO.street, AINO.note, "Kissa", AINO.health, AINO.email):
        expect(page.get_by_text(held).first).to_be_visible()
    look = page.locator("#katselut tbody tr").filter(has_text="puhelinnumero")
    expect(look.filter(has_text="asiakassuhteen hoitaminen")).to_have_count(1)
    assert thumb.presses == 1

    page.locator(f"a[href='/my/data/{world.ids['customer']}/phone/']").click()
    page.get_by_label("Puhelin").fill("12")
    page.get_by_role("button", name="Tallenna puhelinnumero").click()
    expect(page.get_by_role("alert")).to_contain_text("Anna puhelinnumero")
    page.get_by_label("Puhelin").fill("050 765 4321")
    page.get_by_role("button", name="Tallenna puhelinnumero").click()
    thumb.says("Puhelinnumerosi on korjattu.")
    expect(page.get_by_text("050 765 4321")).to_be_visible()
    page.get_by_role("link", name="Katso aiemmat tiedot").click()
    expect(page.get_by_text("+358407351846")).to_be_visible()


def _repeated(world: World, thumb: Thumb) -> None:
    """Repeat the last order in two presses, typing nothing."""
    page, before = thumb.page, Order.objects.count()

    thumb.button("Tilaa uudelleen")
    assert page.locator(TYPED).count() == 0
    expect(page.get_by_text(AINO.street)).to_be_visible()
    thumb.button(re.compile(r"^Tilaa 92,00"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos, tilaus on tehty")
    assert thumb.presses == 2
    assert Order.objects.count() == before + 1
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("Tilaus on jo tehty.")
