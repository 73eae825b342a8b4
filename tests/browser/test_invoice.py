"""An invoice from the job that issues it to the money that comes in, at the office's desk, without scripts."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lupaus.billing import references
from lupaus.billing.models import Invoice
from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.kernel import walltime
from lupaus.promises import Purpose
from lupaus.scheduling import acceptance, work
from lupaus.vault.reading import processing
from tests import world as worlds
from tests.billing.test_pdf import words
from tests.browser.conftest import DESK, Windows, sign_in_as
from tests.staging import visit_of
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def world(transactional_db: None) -> World:
    return worlds.build()


def test_an_invoice_is_issued_opened_downloaded_paid_and_another_credited(world: World, windows: Windows) -> None:
    first = Invoice.objects.select_related("year").get(id=world.ids["invoice"])
    invoice = _issued_by_the_job(world)
    page = sign_in_as(world, "office", windows.open(DESK))

    page.goto("/staff/invoices/")
    page.get_by_role("link", name=invoice.label).click()
    said = _downloaded(page)
    assert (said.startswith(b"%PDF-"), invoice.label in words(said)) == (True, True)
    for reference in (
        references.grouped(invoice.reference),
        references.creditor_grouped(references.creditor(invoice.reference)),
    ):
        assert reference in words(said)
        expect(page.get_by_text(reference, exact=True)).to_be_visible()

    page.get_by_role("button", name="Kirjaa").click()
    expect(page.get_by_role("status")).to_contain_text("on kirjattu")
    expect(page.get_by_text("Maksettu", exact=True)).to_be_visible()

    _past_its_due_day(first)
    page.goto("/staff/invoices/")
    page.get_by_role("link", name="Erääntyneet").click()
    expect(page.get_by_role("table").first.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name=first.label).click()
    page.get_by_text("Hyvitä", exact=True).click()
    page.get_by_label("Miksi hyvitetään").fill("Laskutimme väärän käynnin")
    page.get_by_role("button", name=re.compile("Hyvitä koko lasku")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hyvityslasku")
    assert "Laskutimme väärän käynnin" in words(_downloaded(page))

    page.goto("/staff/invoices/?show=overdue")
    expect(page.get_by_text("Yksikään lasku ei ole erääntynyt.")).to_be_visible()


def _issued_by_the_job(world: World) -> Invoice:
    """Let the coming visit be done and accepted, and the clock run the job that issues invoices."""
    visit, provider = visit_of(world), world.actor("p")
    with processing(provider, Purpose.SERVICE_DELIVERY, visit.ends_at):
        work.start(visit, by=provider, at=visit.starts_at)
        work.finish(visit, by=provider, at=visit.ends_at)
    acceptance.accept(visit, by=world.actor("a"), at=visit.ends_at + timedelta(hours=1))
    clock.set_to(visit.ends_at + timedelta(hours=2))
    periodic.run_due(clock.now())
    return Invoice.objects.select_related("year").get(link__visit=visit)


def _downloaded(page: Page) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Lataa PDF").click()
    return Path(waiting.value.path()).read_bytes()


def _past_its_due_day(invoice: Invoice) -> None:
    assert invoice.due_on is not None
    clock.set_to(walltime.midnight(invoice.due_on + timedelta(days=1)) + timedelta(hours=9))
