"""The visit as a provider meets it on a phone and the office at a desk: real pages, no scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.providers.models import Provider
from lupaus.scheduling import visits
from lupaus.scheduling.models import Offer, OfferState, Visit, VisitState
from tests import world as worlds
from tests.browser.conftest import DESK, PHONE, Windows, sign_in_as
from tests.staging import add_oven, visit_of
from tests.support import SYSTEM
from tests.world import AINO, World

pytestmark = pytest.mark.browser

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    add_oven(made)
    clock.set_to(made.at + MINUTE)
    return made


def test_a_provider_answers_offers_on_the_phone(world: World, windows: Windows) -> None:
    wanted, unwanted = (_offered_to_p(world, name) for name in ("offered_visit", "visit_b"))
    page = sign_in_as(world, "p", windows.open(PHONE))

    page.goto("/work/")
    page.get_by_role("link", name="Tarjoukset 2 odottaa").click()
    assert AINO.street not in page.content()
    _card(page, wanted).get_by_role("button", name="Otan käynnin").click()
    expect(page.get_by_role("status")).to_contain_text("on sinun")
    expect(page.get_by_role("heading", level=1)).to_contain_text(AINO.street)

    page.get_by_role("link", name="Tarjoukset 1 odottaa").click()
    page.get_by_text("Ei sovi", exact=True).click()
    page.get_by_label("Liian kaukana").check()
    page.get_by_role("button", name="En ota käyntiä").click()
    expect(page.get_by_text("Ei tarjouksia juuri nyt.")).to_be_visible()

    assert [_state(offer) for offer in (wanted, unwanted)] == [OfferState.ACCEPTED, OfferState.DECLINED]


def test_a_provider_does_the_work_on_the_phone_and_the_customer_reads_of_it(world: World, windows: Windows) -> None:
    visit = visit_of(world)
    page = sign_in_as(world, "p", windows.open(PHONE))
    clock.set_to(visit.starts_at - 20 * MINUTE)

    page.goto("/work/")
    page.get_by_role("button", name="Olen matkalla").click()
    expect(page.get_by_text("Olet matkalla", exact=True)).to_be_visible()
    clock.set_to(visit.starts_at)
    page.get_by_role("button", name="Näytä ovikoodi").click()
    expect(page.locator(".code")).to_have_text(AINO.code)
    page.get_by_role("button", name="Aloita käynti").click()

    clock.set_to(visit.ends_at)
    page.get_by_role("button", name="Lopeta käynti").click()
    expect(page.get_by_role("alert")).to_contain_text("Kerro ensin, teitkö lisäpalvelut: Uuni.")
    page.get_by_role("button", name="Uuni merkitse tehdyksi").click()
    page.get_by_role("button", name="Lopeta käynti").click()
    expect(page.get_by_role("status")).to_contain_text("Käynti on valmis.")

    says = page.get_by_role("region", name="Viesti asiakkaalle")
    expect(says).to_contain_text("Asiakas näkee tämän.")
    says.get_by_label("Omin sanoin").fill("Uuni kiiltää")
    says.get_by_role("button", name="Kaikki tehtiin").click()
    expect(page.get_by_role("status")).to_contain_text("Viesti on asiakkaalla.")

    assert visit_of(world).state == VisitState.FINISHED
    customer = sign_in_as(world, "a", windows.open(PHONE))
    customer.goto(f"/my/visits/{visit.id}/")
    expect(customer.get_by_text("Uuni kiiltää")).to_be_visible()


def test_the_office_runs_the_day_at_a_desk(world: World, windows: Windows) -> None:
    visit, offered = visit_of(world), visit_of(world, "offered_visit")
    page = sign_in_as(world, "office", windows.open(DESK))

    page.goto(f"/staff/days/{walltime.day_of(visit.starts_at)}/")
    row = page.get_by_role("row", name="Pekkarinus P.")
    assert AINO.last_name not in page.content()
    row.get_by_role("link", name=visit.order.customer.number).click()

    page.get_by_role("link", name="Vaihda tekijä").click()
    page.get_by_role("button", name="Quillemina Q.").click()
    expect(page.get_by_role("row", name="Quillemina Q.")).to_contain_text("Odottaa vastausta")
    assert visit_of(world).provider_id is None

    page.get_by_role("link", name="Siirrä käynti").click()
    page.locator("button[name=starts_at]").last.click()
    expect(page.get_by_role("status")).to_contain_text("Asiakas sai viestin.")
    assert visit_of(world).starts_at > visit.starts_at

    page.goto(f"/staff/visits/{offered.id}/")
    page.get_by_role("link", name="Peru käynti").click()
    page.get_by_label("Aika ei sovi asiakkaalle").check()
    page.get_by_role("button", name="Peru käynti").click()
    expect(page.get_by_text("Peruttu", exact=True)).to_be_visible()
    assert Visit.objects.get(id=offered.id).state == VisitState.CANCELLED


def test_the_office_marks_a_door_that_nobody_opened(world: World, windows: Windows) -> None:
    visit = visit_of(world)
    clock.set_to(visit.starts_at + 30 * MINUTE)
    page = sign_in_as(world, "office", windows.open(DESK))

    page.goto("/staff/")
    page.get_by_role("link", name="myöhässä").click()
    page.get_by_role("link", name="Ei paikalla").click()
    page.get_by_role("button", name="Merkitse, ettei ketään ollut paikalla").click()

    expect(page.get_by_text("Asiakas ei ollut paikalla", exact=True)).to_be_visible()
    page.get_by_role("link", name="Päivän taululle").click()
    expect(page.locator(".visit.lost")).to_have_count(1)
    assert visit_of(world).no_show.fee > Money.zero()


def _offered_to_p(world: World, name: str) -> Offer:
    """Let the visit be offered to P until the evening, whoever it was offered to."""
    provider = Provider.objects.get(id=world.ids["provider"])
    visit = visit_of(world, name)
    offer = Offer.objects.filter(visit=visit, provider=provider, state=OfferState.OPEN).first()
    offer = offer or visits.reassign(visit, provider, by=SYSTEM, at=world.at)
    offer.expires_at = world.at + timedelta(hours=4)
    offer.save()
    return offer


def _card(page: Page, offer: Offer) -> Locator:
    return page.locator("section", has=page.locator(f"form[action*='{offer.pk}/acceptance']"))


def _state(offer: Offer) -> str:
    return str(Offer.objects.get(pk=offer.pk).state)
