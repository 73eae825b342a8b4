"""Who opens an invoice, and who reads of it."""

from datetime import timedelta

import pytest
from django.db import connection

from lupaus.billing import invoices, papers, pdf, queries
from lupaus.billing.models import CustomerInvoice, FinancialYear, Invoice, InvoicePaper
from lupaus.billing.papers import PaperWithheld
from lupaus.journal.models import Entry, Outcome
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import is_withheld, processing
from tests.billing.conftest import LATER
from tests.scheduling.town import OFFICE, Town, customer_actor, provider_actor


def pdf_for(actor: Actor, invoice: Invoice) -> bytes:
    with processing(actor, Purpose.INVOICING, LATER):
        return papers.pdf_of(Invoice.objects.get(pk=invoice.pk))


def test_the_customer_and_the_office_get_the_same_paper(approved: Visit, invoice: Invoice) -> None:
    assert pdf_for(OFFICE, invoice) == pdf_for(customer_actor(approved), invoice)
    assert queries.invoice_of(customer_actor(approved), invoice.pk) == invoice


def test_the_paper_is_what_is_typeset_and_its_fingerprint_is_kept(invoice: Invoice) -> None:
    import hashlib  # noqa: PLC0415 -- used here only

    with processing(OFFICE, Purpose.INVOICING, LATER):
        row = Invoice.objects.get(pk=invoice.pk)
        again = pdf.typeset(papers.sheet_of(row, papers.contents_of(row)))

    assert again == pdf_for(OFFICE, invoice)
    assert InvoicePaper.objects.get().sha256 == hashlib.sha256(again).hexdigest()


def test_another_customer_and_the_provider_get_nothing(town: Town, approved: Visit, invoice: Invoice) -> None:
    stranger = customer_actor(town.booked(approved.starts_at + timedelta(days=1)))
    provider = provider_actor(approved.provider)

    assert queries.invoice_of(stranger, invoice.pk) is None
    for actor in (stranger, provider):
        with pytest.raises(PaperWithheld):
            pdf_for(actor, invoice)
    with processing(provider, Purpose.SERVICE_DELIVERY, LATER):
        assert is_withheld(Invoice.objects.get().contents)


def test_a_look_at_an_invoice_is_a_look_at_its_customer(approved: Visit, invoice: Invoice) -> None:
    pdf_for(OFFICE, invoice)

    looks = Entry.objects.filter(outcome=Outcome.SEEN, actor=OFFICE.id, subjects__contains=[approved.subject_id])
    assert [entry.categories for entry in looks] == [["invoice"]]


def test_after_the_link_is_gone_a_look_is_nobodys(approved: Visit, invoice: Invoice) -> None:
    CustomerInvoice.objects.all().delete()

    pdf_for(OFFICE, invoice)

    newest = Entry.objects.filter(outcome=Outcome.SEEN, actor=OFFICE.id).get()
    assert newest.subjects == []


def test_no_name_street_or_mail_stands_in_the_database(invoice: Invoice) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(i)::text, encode(i.contents, 'escape') from billing_invoice i")
        stored = "".join(str(value) for row in cursor.fetchall() for value in row)

    assert [word for word in ("Meikäläinen", "Esimerkkikatu", "esimerkki.example") if word in stored] == []


def test_no_persons_key_opens_an_invoice_and_without_its_years_key_nobody_does(
    approved: Visit, invoice: Invoice
) -> None:
    keystore().destroy([KeyRef(approved.subject_id, Chain.REGISTER)])
    assert pdf_for(OFFICE, invoice).startswith(b"%PDF")

    keystore().destroy([KeyRef(FinancialYear.objects.get().pk, Chain.INVOICES)])

    with pytest.raises(PaperWithheld):
        pdf_for(OFFICE, invoice)
    assert Invoice.objects.get().total_cents == 159_00


def test_a_credit_note_is_its_customers_too(approved: Visit, invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)

    assert list(queries.invoices_of(customer_actor(approved))) == [note, invoice]
    assert pdf_for(customer_actor(approved), note).startswith(b"%PDF")
