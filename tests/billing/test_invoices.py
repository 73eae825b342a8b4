"""An invoice is issued once, for what was agreed, and never changes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lupaus.billing import invoices, papers, queries
from lupaus.billing.contents import Buyer, Contents
from lupaus.billing.invoices import AlreadyCredited, AlreadyInvoiced, NoSuchRow, NotCreditable, NothingToInvoice
from lupaus.billing.models import CustomerInvoice, FinancialYear, Invoice, InvoicePaper, InvoiceTax
from lupaus.billing.parties import NoBankAccount, NotReadable
from lupaus.kernel import statutes
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import VatClass, VatRate
from lupaus.orders.models import Order
from lupaus.orders.tiers import Tiers
from lupaus.promises import Purpose
from lupaus.register import billing_parties
from lupaus.register.billing_parties import Payer
from lupaus.scheduling import acceptance, undo, visits, work
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.vault.reading import processing
from tests.billing.conftest import LATER, approve, issue, move_to
from tests.scheduling import town as towns
from tests.scheduling.town import AT, NINE, OFFICE, Town, customer_actor

LIISA = Payer(
    name="Liisa O'Neill-Äijälä", street="Tyttärentie 2", postcode="02100", city="Espoo", email="liisa@malli.example"
)


def contents(invoice: Invoice) -> Contents:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        return papers.contents_of(Invoice.objects.get(pk=invoice.pk))


def test_an_approved_visit_is_invoiced_as_it_was_agreed(approved: Visit) -> None:
    invoice = issue(approved)

    assert (invoice.label, invoice.reference, invoice.original_id) == ("2026-0001", "20260000011", None)
    assert (invoice.issued_on, invoice.performed_on, invoice.due_on) == (
        date(2026, 11, 26),
        date(2026, 11, 26),
        date(2026, 12, 10),
    )
    assert (invoice.total, invoice.labour) == (Money(159_00), Money(151_00))
    assert list(InvoiceTax.objects.values_list("invoice", "percent", "net_cents", "vat_cents")) == [
        (invoice.pk, Decimal("25.5"), 126_69, 32_31)
    ]
    link = CustomerInvoice.objects.get()
    assert (link.invoice_id, link.visit_id, link.subject_id) == (invoice.pk, approved.pk, approved.subject_id)


def test_an_invoice_holds_seller_buyer_and_rows(invoice: Invoice) -> None:
    said = contents(invoice)

    assert (said.seller.name, said.seller.iban) == ("Kotipalvelu Malli Oy", "FI2112345600000785")
    assert (said.buyer.name, said.buyer.lines) == ("Maija Meikäläinen", ("Esimerkkikatu 5 A 12", "00500 Helsinki"))
    assert [(row.text, row.quantity, row.unit, row.total, row.labour) for row in said.rows] == [
        ("Kotisiivous", Decimal(3), "h", Money(126_00), Money(126_00)),
        ("Uuni", Decimal(1), "pcs", Money(25_00), Money(25_00)),
        ("Siivousvälineet ja aineet", Decimal(1), "pcs", Money(8_00), Money(0)),
    ]


def test_a_visit_is_invoiced_only_once(approved: Visit, invoice: Invoice) -> None:
    with pytest.raises(AlreadyInvoiced):
        issue(approved)

    assert list(Invoice.objects.all()) == [invoice]


def test_only_accepted_work_is_ready(town: Town) -> None:
    visit = town.finished()

    assert invoices.issue_due(at=LATER) == []

    approve(visit)
    assert len(invoices.issue_due(at=LATER)) == 1
    assert invoices.issue_due(at=LATER) == []


def test_two_days_of_silence_make_the_invoice(town: Town) -> None:
    visit = town.finished()
    done_at = visit.finished_at
    assert done_at is not None

    acceptance.settle(at=done_at + timedelta(hours=48, seconds=-1))
    assert invoices.issue_due(at=done_at + timedelta(hours=48, seconds=-1)) == []

    acceptance.settle(at=done_at + timedelta(hours=48))
    assert len(invoices.issue_due(at=done_at + timedelta(hours=48))) == 1


def test_an_add_on_that_was_left_undone_is_not_charged(town: Town) -> None:
    invoice = issue(approve(town.finished(without_add_ons=True)))

    assert (invoice.total, invoice.labour) == (Money(134_00), Money(126_00))
    assert [row.text for row in contents(invoice).rows] == ["Kotisiivous", "Siivousvälineet ja aineet"]


def test_a_late_cancellation_is_invoiced_without_labour(town: Town) -> None:
    visit = town.accepted()
    visits.cancel(visit, CancelReason.OTHER_TIME, by=customer_actor(visit), at=NINE - timedelta(hours=3))
    too_early = invoices.issue_due(at=NINE - timedelta(hours=3))
    undo.tell(at=NINE)

    (invoice_id,) = invoices.issue_due(at=NINE)

    invoice = Invoice.objects.get(pk=invoice_id)
    fee = Money(Order.objects.get().total_cents).percent(Decimal(50))
    assert (invoice.total, invoice.labour) == (fee, Money(0))
    assert [row.text for row in contents(invoice).rows] == ["Peruutusmaksu: Kotisiivous"]
    assert too_early == []


def test_what_moving_late_costs_stands_on_the_invoice_of_the_work(town: Town) -> None:
    visit = town.accepted()
    Order.objects.update(tiers=Tiers.of((timedelta(days=7), 50, 10)).as_json())
    moved = visits.move(visit, NINE + timedelta(days=1), by=customer_actor(visit), at=AT)
    work.start(moved, by=towns.provider_actor(visit.provider), at=moved.starts_at)
    towns.finish(moved, at=moved.ends_at)
    approve(Visit.objects.get(id=visit.id))

    (invoice_id,) = invoices.issue_due(at=LATER)

    row = contents(Invoice.objects.get(pk=invoice_id)).rows[-1]
    assert (row.text, row.total, row.labour) == ("Siirtomaksu: Kotisiivous", Money(15_90), Money(0))


def test_a_free_cancellation_is_not_invoiced(town: Town) -> None:
    visit = town.accepted()
    visits.cancel(visit, CancelReason.OTHER_TIME, by=customer_actor(visit), at=AT)

    assert invoices.issue_due(at=NINE) == []
    with pytest.raises(NothingToInvoice):
        issue(visit)


def test_a_visit_without_anybody_home_is_invoiced(town: Town) -> None:
    visit = town.accepted()
    no_show = visits.mark_no_show(visit, by=OFFICE, at=NINE + timedelta(minutes=30))

    (invoice_id,) = invoices.issue_due(at=LATER)

    assert Invoice.objects.get(pk=invoice_id).total == no_show.fee


def test_the_bill_goes_to_the_payer_the_order_names(approved: Visit) -> None:
    order = approved.order
    order.payer = billing_parties.add(order.customer, LIISA, by=OFFICE, at=AT)
    order.save()

    said = contents(issue(approved))

    assert said.buyer == Buyer("Liisa O'Neill-Äijälä", "", ("Tyttärentie 2", "02100 Espoo"), "liisa@malli.example")


def test_a_change_of_rate_between_order_and_visit_moves_the_tax_and_not_the_price(
    approved: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = statutes.VAT_RATES[0]
    changed = (
        VatRate(standard.vat_class, standard.percent, standard.from_on, date(2026, 11, 26), "old"),
        VatRate(VatClass.STANDARD, Decimal(30), date(2026, 11, 26), None, "new"),
    )
    monkeypatch.setattr(statutes, "VAT_RATES", changed)

    said = contents(issue(approved))

    assert said.total == Money(159_00)
    assert [(part.percent, part.vat) for part in said.vat_sums] == [(Decimal(30), Money(36_69))]


def test_without_a_bank_account_invoices_wait(db: None) -> None:
    town = towns.build()
    visit = approve(town.finished())

    assert invoices.issue_due(at=LATER) == []
    with pytest.raises(NoBankAccount):
        issue(visit)

    move_to("Esimerkkikatu 1", at=LATER)
    assert len(invoices.issue_due(at=LATER)) == 1


def test_who_may_not_read_the_payer_cannot_make_an_invoice(approved: Visit) -> None:
    with processing(OFFICE, Purpose.QUALITY, LATER), pytest.raises(NotReadable):
        invoices.issue(approved, by=OFFICE, at=LATER)

    assert not Invoice.objects.exists()


def test_the_seller_stays_as_it_was(town: Town, invoice: Invoice) -> None:
    paper = InvoicePaper.objects.get(invoice=invoice).sha256
    move_to("Uusikatu 9", at=LATER)

    second = issue(
        approve(town.finished(NINE + timedelta(days=1)), at=LATER + timedelta(days=1)), at=LATER + timedelta(days=1)
    )

    assert contents(invoice).seller.lines == ("Esimerkkikatu 1", "00500 Helsinki")
    assert contents(second).seller.lines == ("Uusikatu 9", "00500 Helsinki")
    assert InvoicePaper.objects.get(invoice=invoice).sha256 == paper


def test_numbers_begin_anew_with_the_financial_year(town: Town, invoice: Invoice) -> None:
    next_year = LATER + timedelta(days=40)

    second = issue(approve(town.finished(NINE + timedelta(days=1))), at=next_year)

    assert (invoice.label, second.label) == ("2026-0001", "2027-0001")
    assert second.reference != invoice.reference
    assert FinancialYear.objects.get(label="2026").kept_until_on == date(2032, 12, 31)


def test_an_invoice_that_fails_takes_no_number(town: Town, approved: Visit) -> None:
    other = approve(town.finished(NINE + timedelta(days=1)))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(approved)
        raise ZeroDivisionError

    assert issue(other).number == 1


def test_a_credit_note_takes_the_whole_back_and_names_its_original(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Uuni jäi puhdistamatta", by=OFFICE, at=LATER)

    assert (note.label, note.original_id, note.due_on) == ("2026-0002", invoice.pk, None)
    assert (note.total, note.labour) == (-invoice.total, -invoice.labour)
    assert contents(note).reason == "Uuni jäi puhdistamatta"
    assert CustomerInvoice.objects.get(invoice=note).visit_id is None


def test_an_invoice_is_credited_only_once_and_a_credit_note_never(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)
        with pytest.raises(AlreadyCredited) as refused:
            invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)
        with pytest.raises(NotCreditable):
            invoices.credit(note, reason="Virhe", by=OFFICE, at=LATER)

    assert str(refused.value) == "Lasku on jo hyvitetty. Hyvityslasku on 2026-0002."


def credited(invoice: Invoice, *rows: int) -> Invoice:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        return invoices.credit(invoice, reason="Uuni jäi puhdistamatta", by=OFFICE, at=LATER, rows=rows)


def left_of(invoice: Invoice) -> set[int]:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        return invoices.left_to_credit(invoice)


def test_one_row_is_credited_and_the_rest_is_still_owed(invoice: Invoice) -> None:
    note = credited(invoice, 1)

    assert (note.total, note.labour) == (Money(-25_00), Money(-25_00))
    assert [row.text for row in contents(note).rows] == ["Uuni"]
    assert queries.account_of(invoice, at=LATER).open == Money(134_00)
    assert left_of(invoice) == {0, 2}


def test_row_by_row_an_invoice_is_credited_whole_and_never_more(invoice: Invoice) -> None:
    credited(invoice, 1)
    for again in ((1,), (0, 1)):
        with pytest.raises(AlreadyCredited):
            credited(invoice, *again)
    with pytest.raises(NoSuchRow):
        credited(invoice, 3)

    rest = credited(invoice)

    assert (rest.total, left_of(invoice)) == (Money(-134_00), set())
    assert queries.account_of(invoice, at=LATER).state == "credited"
    with pytest.raises(AlreadyCredited):
        credited(invoice)


def test_the_database_itself_refuses_to_credit_more_than_was_asked(invoice: Invoice) -> None:
    note = credited(invoice, 0)
    row = Invoice.objects.filter(pk=note.pk).values().get() | {"id": uuid4(), "number": 99, "reference": "7"}

    with pytest.raises(IntegrityError, match="more is credited"), transaction.atomic():
        Invoice.objects.create(**row)


def test_control_without_the_guard_it_would_not(invoice: Invoice) -> None:
    note = credited(invoice, 0)
    row = Invoice.objects.filter(pk=note.pk).values().get() | {"id": uuid4(), "number": 99, "reference": "7"}
    with connection.cursor() as cursor:
        cursor.execute("drop trigger billing_credit_stays_within on billing_invoice")

    Invoice.objects.create(**row)

    assert queries.account_of(invoice, at=LATER).open < Money.zero()


CHANGES = (
    "update billing_invoice set total_cents = 1",
    "update billing_invoice set contents = ''",
    "delete from billing_invoicetax",
    "delete from billing_customerinvoice; delete from billing_invoice",
    "update billing_invoicetax set vat_cents = 0",
    "update billing_invoicepaper set sha256 = ''",
    "set constraints all immediate; truncate billing_invoice cascade",
)


@pytest.mark.parametrize("change", CHANGES)
def test_an_invoice_refuses_every_change(invoice: Invoice, change: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Invoice.objects.get().total == Money(159_00)


def test_an_invoice_refuses_to_be_saved_again(invoice: Invoice) -> None:
    invoice.total_cents = 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        invoice.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Invoice.objects.update(total_cents=1)


def test_control_without_its_trigger_an_invoice_would_change(invoice: Invoice) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop trigger billing_invoice_is_append_only on billing_invoice")

    Invoice.objects.update(total_cents=1)

    assert Invoice.objects.get().total == Money(1)


def test_the_only_way_to_a_customer_is_the_link_and_it_can_go(invoice: Invoice) -> None:
    linked = {field.related_model for field in Invoice._meta.get_fields() if field.is_relation and field.concrete}
    assert linked == {FinancialYear, Invoice}

    CustomerInvoice.objects.all().delete()

    assert contents(invoice).total == Money(159_00)
    assert queries.customers_of([invoice]) == {}
