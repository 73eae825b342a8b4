"""Questions about invoices, asked by number, reference, customer or visit."""

import pytest

from lupaus.billing import invoices, queries, references
from lupaus.billing.models import CustomerInvoice, FinancialYear, Invoice, InvoicePaper, InvoiceTax, Payment
from lupaus.billing.papers import PaperWithheld
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Purpose
from lupaus.register.models import Customer
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests.billing.conftest import LATER, issue
from tests.billing.test_payments import pay
from tests.scheduling.town import OFFICE


def test_an_invoice_is_found_by_number_and_by_either_form_of_its_reference(invoice: Invoice) -> None:
    creditor = references.creditor(invoice.reference)

    for text in ("2026-0001", "2026-1", references.grouped(invoice.reference), creditor.lower()):
        assert queries.find(text) == invoice, text
    for text in ("2026-0002", "2025-0001", "1234561", "", "x", "2026-"):
        assert queries.find(text) is None, text


def test_an_invoice_belongs_to_its_visit_and_its_customer(approved: Visit, invoice: Invoice) -> None:
    customer = Customer.objects.get(subject=approved.subject_id)

    assert queries.invoice_of_visit(approved) == invoice
    assert list(queries.invoices_of_customer(customer)) == [invoice]
    assert queries.customers_of([invoice]) == {invoice.pk: customer}
    assert queries.invoice(invoice.pk) == invoice


def test_a_company_is_billed_by_its_name_and_number(approved: Visit) -> None:
    customer = approved.order.customer
    customer.kind, customer.company_name, customer.business_id = "company", "Malliyritys Oy", "3000548-6"
    customer.save()

    made = issue(approved)

    with processing(OFFICE, Purpose.INVOICING, LATER):
        opened = Invoice.objects.get(pk=made.pk).contents
    assert (opened["buyer"]["name"], opened["buyer"]["business_id"]) == ("Malliyritys Oy", "3000548-6")
    assert opened["buyer"]["lines"][0] == "Maija Meikäläinen"


def test_a_rate_that_no_table_knows_stays_as_it_was_agreed(approved: Visit) -> None:
    approved.order.lines.update(vat_percent="24.00")

    assert [str(tax.percent) for tax in InvoiceTax.objects.filter(invoice=issue(approved))] == ["24.00"]


def test_an_invoice_nobody_can_read_cannot_be_credited(invoice: Invoice) -> None:
    keystore().destroy([KeyRef(FinancialYear.objects.get().pk, Chain.INVOICES)])

    with processing(OFFICE, Purpose.INVOICING, LATER), pytest.raises(PaperWithheld):
        invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)


def test_one_customer_whose_key_is_gone_does_not_stop_the_others(approved: Visit) -> None:
    keystore().destroy([KeyRef(approved.subject_id, Chain.REGISTER)])

    assert invoices.issue_due(at=LATER) == []
    assert not Invoice.objects.exists()


def test_a_credit_note_of_an_erased_customers_invoice_has_no_link_either(invoice: Invoice) -> None:
    CustomerInvoice.objects.all().delete()

    with processing(OFFICE, Purpose.INVOICING, LATER):
        note = invoices.credit(invoice, reason="Virhe", by=OFFICE, at=LATER)

    assert not CustomerInvoice.objects.filter(invoice=note).exists()


def test_rows_call_themselves_what_people_call_them(invoice: Invoice) -> None:
    payment = pay(invoice, invoice.total)

    assert (str(invoice), str(invoice.year)) == ("2026-0001", "2026")
    assert str(InvoiceTax.objects.get()) == "25.50 % 32,31\N{NO-BREAK SPACE}€"
    assert str(InvoicePaper.objects.get()) == InvoicePaper.objects.get().sha256
    assert str(payment) == str(Payment.objects.get().amount)
    link = CustomerInvoice.objects.get()
    assert str(link) == f"{link.customer_id} {link.invoice_id}"
