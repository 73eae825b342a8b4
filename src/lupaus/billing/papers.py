"""The PDF of an invoice: made once, kept sealed with its fingerprint, given out as it was sent."""

import hashlib
from datetime import datetime

from lupaus.billing import pdf
from lupaus.billing.contents import Contents
from lupaus.billing.models import Invoice, InvoicePaper
from lupaus.billing.pdf import Sheet
from lupaus.billing.terms import terms_on
from lupaus.promises import Category
from lupaus.vault.reading import current, is_withheld


class PaperWithheld(LookupError):
    """The present reader may not open the invoice, or its year's key is gone: to a stranger it does not exist."""


def keep(invoice: Invoice, contents: Contents, *, at: datetime) -> InvoicePaper:
    """Typeset a new invoice and keep the paper; called once, in the transaction that issues it."""
    made = pdf.typeset(sheet_of(invoice, contents))
    return InvoicePaper.objects.create(
        invoice=invoice, year=invoice.year, pdf=made, sha256=hashlib.sha256(made).hexdigest(), typeset_at=at
    )


def pdf_of(invoice: Invoice) -> bytes:
    """Return the PDF as it was sent; the customer it was linked to reads that it was opened.

    Raises:
        PaperWithheld: this reader may not, or nobody can any more.
    """
    kept = InvoicePaper.objects.get(invoice=invoice).pdf
    if is_withheld(kept):
        raise PaperWithheld(invoice.pk)
    note_look(invoice)
    return bytes(kept)


def contents_of(invoice: Invoice) -> Contents:
    """Return what the invoice says; the customer it was linked to reads that it was opened.

    Raises:
        PaperWithheld: this reader may not, or nobody can any more.
    """
    opened = invoice.contents
    if is_withheld(opened):
        raise PaperWithheld(invoice.pk)
    note_look(invoice)
    return Contents.of_json(opened)


def filename_of(invoice: Invoice) -> str:
    """Return what the file is called: "lasku-2026-0001.pdf"; no name of anybody."""
    kind = "hyvityslasku" if invoice.is_credit_note else "lasku"
    return f"{kind}-{invoice.label}.pdf"


def sheet_of(invoice: Invoice, contents: Contents) -> Sheet:
    """Return all that is printed of an invoice."""
    original = invoice.original
    return Sheet(
        label=invoice.label,
        original=(original.label, original.issued_on) if original else None,
        reference=invoice.reference,
        issued_at=invoice.issued_at,
        issued_on=invoice.issued_on,
        performed_on=invoice.performed_on,
        due_on=invoice.due_on,
        late_interest=terms_on(invoice.issued_on).late_interest,
        language=invoice.language,
        contents=contents,
        is_partial=original is not None and -contents.total != original.total,
    )


def note_look(invoice: Invoice) -> None:
    """Let the look count as one at the customer, although an invoice itself leads to nobody."""
    link = getattr(invoice, "link", None)
    if link is not None:
        current().note(link.vault_row(), Category.INVOICE)
