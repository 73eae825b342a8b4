"""Invoices on the office's desk."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.billing import invoices as billing
from lupaus.billing import queries, references
from lupaus.billing.models import CustomerInvoice, Invoice, OpeningInvoice, Payment
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.billing.test_pdf import words
from tests.staging import be_at
from tests.support import SYSTEM, drain, outbox
from tests.world import AINO, World

pytestmark = pytest.mark.django_db


def path(world: World, part: str = "") -> str:
    return f"/staff/invoices/{world.ids['invoice']}/{part}"


def get(world: World, part: str = "") -> Any:
    return world.client("office").get(path(world, part))


def post(world: World, part: str, **fields: str) -> Any:
    return world.client("office").post(path(world, part), fields)


def invoice_of(world: World) -> Invoice:
    return Invoice.objects.select_related("year").get(id=world.ids["invoice"])


def listed(world: World, show: str = "") -> str:
    return world.client("office").get("/staff/invoices/", {"show": show} if show else {}).content.decode()


def test_the_list_shows_numbers_and_sums_and_no_names(world: World) -> None:
    invoice = invoice_of(world)

    said = listed(world)

    assert (invoice.label in said, str(invoice.total) in said) == (True, True)
    assert [word for word in (*AINO.canaries().values(), "Liisamaria", "Maksajanpolku") if word in said] == []


def test_an_invoice_past_its_day_is_overdue(world: World) -> None:
    invoice = invoice_of(world)
    assert "Yksikään lasku ei ole erääntynyt." in listed(world, "overdue")

    assert invoice.due_on is not None
    be_at(walltime.midnight(invoice.due_on + timedelta(days=1)) + timedelta(minutes=1))

    assert invoice.label in listed(world, "overdue")


@pytest.mark.parametrize("query", [{"show": "everything"}, {"page": "-1"}, {"page": "x"}, {"page": "9" * 400}])
def test_an_odd_question_gets_the_usual_list(world: World, query: dict[str, str]) -> None:
    assert world.client("office").get("/staff/invoices/", query).status_code == 200


def test_the_page_shows_payer_and_rows(world: World) -> None:
    said = get(world).content.decode()

    assert ("Liisamaria Maksajatar" in said, "Maksajanpolku 9" in said) == (True, True)
    assert "Kotisiivous" in said


def test_the_paper_is_the_one_that_was_sent(world: World) -> None:
    drain()

    response = get(world, "pdf/")

    assert response["Content-Type"] == "application/pdf"
    label = invoice_of(world).label
    assert response["Content-Disposition"] == f'attachment; filename="lasku-{label}.pdf"'
    assert response.content == outbox("billing.invoice", at=world.at)[0].files[0][2]
    assert "Liisamaria Maksajatar" in words(response.content)


def test_a_payment_is_recorded_against_what_was_seen(world: World) -> None:
    total = invoice_of(world).total
    day = walltime.day_of(world.at)

    form = {"amount": total.number, "paid_on": f"{day.day}.{day.month}.", "open": str(total.cents)}
    assert post(world, "payments/", **form).status_code == 302

    assert "Maksettu" in get(world).content.decode()
    again = post(world, "payments/", **form)
    assert again.status_code == 409
    assert "Laskulle kirjattiin juuri muuta." in again.content.decode()
    assert Payment.objects.get().amount == total


@pytest.mark.parametrize(
    ("amount", "paid_on", "seen"),
    [
        ("", "25.11.", "ok"),
        ("0", "25.11.", "ok"),
        ("-5", "25.11.", "ok"),
        ("1e5", "25.11.", "ok"),
        ("10", "", "ok"),
        ("10", "31.2.2026", "ok"),
        ("10", "25.11.2027", "ok"),
        ("10", "25.11.", ""),
        ("10", "25.11.", "١٢"),
        ("10", "25.11.", "9" * 400),
    ],
)
def test_a_payment_that_makes_no_sense_is_refused(world: World, amount: str, paid_on: str, seen: str) -> None:
    shown = str(invoice_of(world).total_cents) if seen == "ok" else seen

    response = post(world, "payments/", amount=amount, paid_on=paid_on, open=shown)

    assert response.status_code in {409, 422}
    assert "<title>Virhe: " in response.content.decode()
    assert not Payment.objects.exists()


def test_a_credit_note_needs_a_reason_and_leaves_the_invoice_as_it_is(world: World) -> None:
    before = Invoice.objects.filter(id=world.ids["invoice"]).values().get()
    assert post(world, "credit-note/").status_code == 422

    response = post(world, "credit-note/", reason="Uuni jäi <i>kesken</i>")

    note = Invoice.objects.get(original=world.ids["invoice"])
    assert (response.status_code, response["Location"]) == (302, f"/staff/invoices/{note.pk}/")
    said = world.client("office").get(response["Location"]).content.decode()
    assert ("Uuni jäi &lt;i&gt;kesken&lt;/i&gt;" in said, "Hyvityslasku" in said) == (True, True)
    assert Invoice.objects.filter(id=world.ids["invoice"]).values().get() == before
    assert post(world, "credit-note/", reason="Uudelleen").status_code == 409


def test_a_row_is_credited_by_its_own_button(world: World) -> None:
    place = str(len(said_rows(world)) - 1)

    response = post(world, "credit-note/", reason="Virhe", row=place)

    note = Invoice.objects.get(original=world.ids["invoice"])
    assert response["Location"] == f"/staff/invoices/{note.pk}/"
    assert Money.zero() < -note.total < invoice_of(world).total
    said = get(world).content.decode()
    assert ("Hyvitä loput" in said, note.label in said) == (True, True)
    assert post(world, "credit-note/", reason="Uudelleen", row=place).status_code == 409


@pytest.mark.parametrize("row", ["-1", "99", "x", "", "9" * 400, "٠"])
def test_a_row_that_is_not_there_is_not_credited(world: World, row: str) -> None:
    assert post(world, "credit-note/", reason="Virhe", row=row).status_code == 409
    assert not Invoice.objects.filter(original=world.ids["invoice"]).exists()


def said_rows(world: World) -> list[str]:
    """Return the buttons that credit one row."""
    return re.findall(r'name="row" value="(\d+)"', get(world).content.decode())


def test_what_is_owed_back_is_recorded_as_going_out(world: World) -> None:
    total, day = invoice_of(world).total, walltime.day_of(world.at)
    paid_on = f"{day.day}.{day.month}."
    post(world, "payments/", amount=total.number, paid_on=paid_on, open=str(total.cents))
    post(world, "credit-note/", reason="Virhe")
    assert "Kirjaa palautus" in get(world).content.decode()

    response = post(world, "payments/", amount=total.number, paid_on=paid_on, open=str(-total.cents))

    assert response.status_code == 302
    assert queries.account_of(invoice_of(world), at=world.at).open == Money(0)


def test_only_what_is_overpaid_goes_back_and_the_page_calls_it_a_refund(world: World) -> None:
    total, day, over = invoice_of(world).total, walltime.day_of(world.at), Money(17_00)
    paid_on = f"{day.day}.{day.month}."
    post(world, "payments/", amount=(total + over).number, paid_on=paid_on, open=str(total.cents))
    get(world)

    too_much = post(world, "payments/", amount=total.number, paid_on=paid_on, open=str(-over.cents))
    post(world, "payments/", amount=over.number, paid_on=paid_on, open=str(-over.cents))

    assert (too_much.status_code, f"Palautettavaa on {over}." in too_much.content.decode()) == (409, True)
    assert f"Palautus {over} kirjattu." in get(world).content.decode()
    assert queries.account_of(invoice_of(world), at=world.at).open == Money(0)


def test_a_refused_amount_stays_in_its_field(world: World) -> None:
    total, day = invoice_of(world).total, walltime.day_of(world.at)

    response = post(world, "payments/", amount="17,05", paid_on=f"{day.day}.{day.month}.", open=str(total.cents - 1))

    assert response.status_code == 409
    assert ('value="17,05"' in response.content.decode(), f'value="{total.number}"' in response.content.decode()) == (
        True,
        False,
    )


def test_a_credit_note_takes_no_payment(world: World) -> None:
    post(world, "credit-note/", reason="Virhe")
    note, day = Invoice.objects.get(original=world.ids["invoice"]), walltime.day_of(world.at)

    form = {"amount": "10", "paid_on": f"{day.day}.{day.month}.", "open": "0"}
    response = world.client("office").post(f"/staff/invoices/{note.pk}/payments/", form)

    assert (response.status_code, Payment.objects.count()) == (409, 0)
    assert "Hyvityslaskulle ei kirjata maksuja." in response.content.decode()


def test_the_invoice_is_sent_again(world: World) -> None:
    drain()
    before = len(outbox("billing.invoice", at=world.at))

    assert post(world, "letters/").status_code == 302

    assert len(outbox("billing.invoice", at=world.at)) == before + 1


def test_after_erasure_the_invoice_stays_without_a_customer(world: World) -> None:
    CustomerInvoice.objects.filter(invoice=world.ids["invoice"]).delete()

    assert "poistettu" in get(world).content.decode()
    assert post(world, "letters/").status_code == 409


def test_three_invoices_take_no_more_queries_than_one(world: World) -> None:
    listed(world, "all")
    one = _queries(world)

    office = world.actor("office")
    with processing(office, Purpose.INVOICING, world.at):
        billing.credit(invoice_of(world), reason="Virhe", by=SYSTEM, at=world.at)

    assert listed(world, "all").count('<th scope="row">') == Invoice.objects.count() + OpeningInvoice.objects.count()
    assert _queries(world) == one


@pytest.mark.parametrize("who", ["a", "b", "p", "owner", "privacy"])
@pytest.mark.parametrize("part", ["", "pdf/", "payments/", "credit-note/", "letters/"])
def test_others_find_no_invoices(world: World, who: str, part: str) -> None:
    client = world.client(who)

    assert client.get(path(world, part)).status_code in ({404} if part in {"", "pdf/"} else {404, 405})
    assert client.post(path(world, part), {"reason": "x"}).status_code == 404
    assert Invoice.objects.count() == 1


def _queries(world: World) -> int:
    with CaptureQueriesContext(connection) as captured:
        world.client("office").get("/staff/invoices/", {"show": "all"})
    return len(captured)


def test_an_invoice_is_found_by_its_number_or_reference(world: World) -> None:
    invoice = invoice_of(world)
    forms = (invoice.label, f" {invoice.label} ", references.grouped(invoice.reference), creditor(invoice))

    for text in forms:
        response = world.client("office").post("/staff/invoices/", {"text": text})
        assert (response.status_code, response.headers.get("Location")) == (302, path(world)), text


@pytest.mark.parametrize("text", ["", "2026-9999", "x", "1234", "%", "2026-" + "9" * 300, "RF00 0000"])
def test_no_invoice_is_said_kindly(world: World, text: str) -> None:
    response = world.client("office").post("/staff/invoices/", {"text": text})

    assert response.status_code == 422
    assert "<title>Virhe: Laskut" in response.content.decode()


def creditor(invoice: Invoice) -> str:
    return references.creditor_grouped(references.creditor(invoice.reference)).lower()
