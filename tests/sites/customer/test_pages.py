"""The customer's pages open for their owner, for nobody else, and say what they are for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from lupaus.billing import invoices, papers
from lupaus.billing.models import Invoice
from lupaus.journal.models import Entry
from lupaus.promises import Purpose
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests import world as worlds
from tests.sites.customer.conftest import text_of
from tests.world import AINO, World

PAGES = (
    "/my/",
    "/my/visits/{visit}/",
    "/my/visits/{visit}/time/",
    "/my/visits/{offered_visit}/time/",
    "/my/visits/{visit}/cancellation/",
    "/my/visits/{visit}/household/",
    "/my/visits/{visit}/note/",
    "/my/visits/{visit}/calendar.ics",
    "/my/visits/{done_visit}/",
    "/my/data/",
    "/my/data/history/",
    "/my/data/looks/",
    "/my/data/letters/",
    "/my/data/health/withdrawal/",
    "/my/data/{customer}/name/",
    "/my/data/{customer}/phone/",
    "/my/data/{customer}/language/",
    "/my/data/{customer}/company/",
    "/my/data/{customer}/addresses/new/",
    "/my/data/addresses/{address}/",
    "/my/data/addresses/{address}/way-in/",
    "/my/data/addresses/{address}/removal/",
    "/my/invoices/",
    "/my/invoices/{invoice}.pdf",
)
OF_SOMEBODY = tuple(page for page in PAGES if "{" in page)


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_gets_the_page(page: str, world: World, a: Client) -> None:
    assert a.get(page.format(**world.ids)).status_code == 200


@pytest.mark.parametrize("page", OF_SOMEBODY)
def test_another_customer_is_told_that_there_is_no_such_page_and_it_is_journalled(
    page: str, world: World, b: Client
) -> None:
    answer = b.get(page.format(**world.ids))

    assert answer.status_code == 404
    assert AINO.street not in text_of(answer)
    assert Entry.objects.filter(action="access.denied", actor=world.users["b"].id).count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_asked_to(page: str, world: World) -> None:
    answer: Any = world.client("visitor").get(page.format(**world.ids))

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["office", "owner", "privacy", "p"])
def test_whoever_is_no_customer_has_no_such_pages(page: str, who: str, world: World) -> None:
    assert world.client(who).get(page.format(**world.ids)).status_code == 404


def test_the_start_page_says_next_visit_and_price_first(a: Client, world: World) -> None:
    page = text_of(a.get("/my/"))

    assert "to\u00a026.11. klo\u00a012.00–14.00</time></h1>" in page
    assert page.index("<h1>") < page.index("92,00\u00a0€") < page.index("Tulevat käynnit")
    assert AINO.first_name in page


def test_a_customer_without_visits_to_come_is_shown_the_way_to_one(world: World, a: Client) -> None:
    Visit.objects.filter(id__in=[world.ids["visit"], world.ids["offered_visit"]]).update(state="cancelled")

    page = text_of(a.get("/my/"))

    assert "Sinulla ei ole tulevia käyntejä" in page
    assert "Menneet käynnit" in page


def test_the_timeline_mixes_service_money_and_data(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    coming, done = text_of(a.get(visit_url())), text_of(a.get(visit_url(visit="done_visit")))

    assert "Pekkarinus P. vahvisti tulevansa" in coming
    assert "Tekijälle näkyy puhelinnumerosi" in coming
    assert "to\u00a026.11. klo\u00a010.00 – la\u00a028.11. klo\u00a014.00" in coming
    assert "Tekijälle näkyy ovikoodisi ja terveystoiveesi" in coming
    assert "to\u00a026.11. klo\u00a010.00–16.00" in coming
    assert "Lasku tulee käynnin jälkeen" in coming
    assert "Lähetimme laskun 92,00\u00a0€ (avoinna)" in done
    assert "Hyväksyit työn" in done


def test_the_limit_for_a_free_change_is_a_clock_time(a: Client, visit_url: Callable[..., str]) -> None:
    page = text_of(a.get(visit_url(visit="offered_visit")))

    assert "Voit siirtää tai perua maksutta pe\u00a027.11. klo\u00a012.00 asti" in page
    assert 'class="now" aria-current="step">Voit siirtää' in page


def test_the_customer_reads_what_the_provider_said(a: Client, visit_url: Callable[..., str]) -> None:
    page = text_of(a.get(visit_url(visit="done_visit")))

    assert worlds.COMMENT in page
    assert worlds.RATING in page


def test_the_last_name_of_the_provider_is_never_told(a: Client, visit_url: Callable[..., str]) -> None:
    assert "Punarintanen" not in text_of(a.get("/my/")) + text_of(a.get(visit_url()))


def test_the_start_page_asks_the_database_as_often_for_many_visits_as_for_one(world: World, a: Client) -> None:
    a.get("/my/")
    with CaptureQueriesContext(connection) as few:
        a.get("/my/")
    for extra in range(3):
        visit = Visit.objects.get(id=world.ids["done_visit"])
        visit.pk = visit.id = None
        Visit.objects.bulk_create([_copy(visit, extra)])
    with CaptureQueriesContext(connection) as many:
        a.get("/my/")

    assert len(many) == len(few)


def _copy(visit: Visit, days: int) -> Visit:
    back = timedelta(days=days + 1)
    return Visit(
        subject_id=visit.subject_id, order_id=visit.order_id, provider_id=visit.provider_id, state="approved",
        starts_at=visit.starts_at - back, ends_at=visit.ends_at - back, started_at=visit.starts_at - back,
        finished_at=visit.ends_at - back, postcode=visit.postcode, grid_row=visit.grid_row,
        grid_column=visit.grid_column,
    )  # fmt: skip


def test_the_calendar_file_can_be_read_and_says_where_and_when(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    answer = a.get(visit_url("calendar.ics"))

    calendar = Calendar.from_ical(answer.content.decode())
    (event,) = calendar.walk("VEVENT")
    visit = Visit.objects.get(id=world.ids["visit"])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Europe/Helsinki"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{visit.id}@lupaus", 0, "CONFIRMED")
    assert event["LOCATION"] == f"{AINO.street}, 00500 Helsinki"
    assert event["DTSTART"].dt == visit.starts_at
    assert AINO.code not in text_of(answer)


def test_an_invoice_is_a_pdf(a: Client, world: World) -> None:
    answer = a.get(f"/my/invoices/{world.ids['invoice']}.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_credit_note_says_what_it_credits_and_is_never_itself_unpaid(a: Client, world: World) -> None:
    invoice, office = Invoice.objects.select_related("year").get(id=world.ids["invoice"]), world.actor("office")
    with processing(office, Purpose.INVOICING, world.at):
        note = invoices.credit(invoice, reason="Virhe", by=office, at=world.at)

    rows = text_of(a.get("/my/invoices/")).split("<tr>")

    row = next(each for each in rows if str(note.pk) in each)
    assert f"hyvittää laskun {invoice.label}" in row
    assert 'data-l="Maksamatta" class="n">–</td>' in row
    assert f'data-l="Summa" class="n">{note.total}</td>' in row


def test_an_invoice_whose_years_key_is_gone_is_no_page(
    a: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def withheld(_invoice: object) -> bytes:
        raise papers.PaperWithheld

    monkeypatch.setattr(papers, "pdf_of", withheld)

    assert a.get(f"/my/invoices/{world.ids['invoice']}.pdf").status_code == 404
