"""The invoice reaches its payer once, with the PDF."""

from lupaus.billing import invoices, messages
from lupaus.billing.models import CustomerInvoice, Invoice
from lupaus.promises import Purpose
from lupaus.register import billing_parties
from lupaus.register.models import Customer
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests.billing.conftest import LATER, issue
from tests.billing.test_invoices import LIISA
from tests.billing.test_pdf import words
from tests.scheduling.town import AT, OFFICE
from tests.support import drain, outbox


def test_an_invoice_is_mailed_with_its_pdf(invoice: Invoice) -> None:
    drain()

    (mail,) = outbox("billing.invoice", at=LATER)
    assert mail.subject == "Lasku 2026-0001, 159,00\N{NO-BREAK SPACE}€"
    assert [(name, mime) for name, mime, _content in mail.files] == [("lasku-2026-0001.pdf", "application/pdf")]
    assert "Maija Meikäläinen" in words(mail.files[0][2])
    assert "RF66 2026 0000 011" in mail.text
    assert "/my/invoices/" in mail.text


def test_a_second_run_mails_nothing_more(invoice: Invoice) -> None:
    messages.mail(invoice.pk, at=LATER)
    messages.mail(invoice.pk, at=LATER)
    drain()

    assert len(outbox("billing.invoice", at=LATER)) == 1


def test_the_office_sends_it_again_on_purpose(invoice: Invoice) -> None:
    drain()

    with processing(OFFICE, Purpose.INVOICING, LATER):
        messages.mail_again(invoice, by=OFFICE, at=LATER)

    assert len(outbox("billing.invoice", at=LATER)) == 2


def test_a_payer_who_is_not_the_customer_gets_it_and_can_sign_in(approved: Visit) -> None:
    order = approved.order
    order.payer = billing_parties.add(order.customer, LIISA, by=OFFICE, at=AT)
    order.save()

    issue(approved)
    drain()

    (mail,) = outbox("billing.invoice", at=LATER)
    assert (mail.to, "/my/invoices/" in mail.text) == ("liisa@malli.example", True)


def test_a_credit_note_says_why(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        invoices.credit(invoice, reason="Uuni jäi <b>puhdistamatta</b>", by=OFFICE, at=LATER)
    drain()

    (mail,) = outbox("billing.credit_note", at=LATER)
    assert mail.subject == "Hyvityslasku 2026-0002, 159,00\N{NO-BREAK SPACE}€"
    assert "Uuni jäi <b>puhdistamatta</b>" in mail.text
    assert "<b>puhdistamatta</b>" not in mail.html
    assert mail.files[0][0] == "hyvityslasku-2026-0002.pdf"


def test_a_credit_note_of_a_row_says_what_is_left_to_pay(invoice: Invoice) -> None:
    with processing(OFFICE, Purpose.INVOICING, LATER):
        invoices.credit(invoice, reason="Uuni jäi puhdistamatta", by=OFFICE, at=LATER, rows=[1])
    drain()

    (mail,) = outbox("billing.credit_note", at=LATER)
    assert "Hyvitimme osan laskusta 2026-0001." in mail.text
    assert "Laskusta jää maksettavaa: 134,00\N{NO-BREAK SPACE}€" in mail.text
    assert "Tämä hyvittää osan laskusta 2026-0001" in words(mail.files[0][2])


def test_a_customer_who_reads_swedish_is_billed_in_swedish(approved: Visit) -> None:
    Customer.objects.filter(pk=approved.order.customer_id).update(language="sv")

    issue(approved)
    drain()

    (mail,) = outbox("billing.invoice", at=LATER)
    assert mail.subject.startswith("Faktura 2026-0001")
    assert "Referensnummer" in mail.text
    assert "Faktura 2026-0001" in words(mail.files[0][2])


def test_after_the_customer_is_erased_nothing_is_mailed(invoice: Invoice) -> None:
    CustomerInvoice.objects.all().delete()

    assert messages.mail(invoice.pk, at=LATER) is None
    with processing(OFFICE, Purpose.INVOICING, LATER):
        assert messages.mail_again(invoice, by=OFFICE, at=LATER) is None
