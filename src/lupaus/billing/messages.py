"""What billing writes to people: the invoice and the credit note, with the PDF attached."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.billing import papers, queries, references
from lupaus.billing.contents import Contents
from lupaus.billing.models import CustomerInvoice, Invoice
from lupaus.communication import addresses, kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Attachment, Button, Facts, Letter, Words
from lupaus.communication.models import Message
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import processing

INVOICE = kinds.register(MessageKind("billing.invoice", MessageType.SERVICE, says=gettext_lazy("Lasku")))
CREDIT_NOTE = kinds.register(MessageKind("billing.credit_note", MessageType.SERVICE, says=gettext_lazy("Hyvityslasku")))


def mail(invoice_id: UUID, *, at: datetime) -> Message | None:
    """Send an invoice or credit note to its payer, once; None when its customer has been erased meanwhile."""
    actor = Actor.system("billing")
    with processing(actor, Purpose.INVOICING, at, place="billing.mail"):
        link = _link(invoice_id)
        return None if link is None else _send(link, once=f"invoice:{invoice_id}", by=actor, at=at)


def mail_again(invoice: Invoice, *, by: Actor, at: datetime) -> Message | None:
    """Send an invoice once more on the office's word; None when its customer has been erased.

    Called inside a processing that opens invoices.
    """
    link = _link(invoice.pk)
    return None if link is None else _send(link, once="", by=by, at=at)


def _link(invoice_id: UUID) -> CustomerInvoice | None:
    whole = CustomerInvoice.objects.select_related("customer", "invoice__year", "invoice__original__year")
    return whole.filter(invoice=invoice_id).first()


def _send(link: CustomerInvoice, *, once: str, by: Actor, at: datetime) -> Message:
    invoice = link.invoice
    contents, pdf = papers.contents_of(invoice), papers.pdf_of(invoice)
    payer = queries.payer_of(invoice)
    who = payer.subject_id if payer else link.subject_id
    with addresses.writing_to(who):
        if invoice.original is not None:
            letter = _credit_letter(invoice, invoice.original, contents, at)
        else:
            own = link.customer.email == contents.buyer.email
            letter = _invoice_letter(invoice, contents, at, has_account=own or bool(payer and contents.buyer.email))
    return messages.send(
        CREDIT_NOTE if invoice.is_credit_note else INVOICE,
        letter,
        to=who,
        by=by,
        at=at,
        address=contents.buyer.email or None,
        attachments=[Attachment(papers.filename_of(invoice), "application/pdf", pdf)],
        once=once,
    )


def _invoice_letter(invoice: Invoice, contents: Contents, at: datetime, *, has_account: bool) -> Letter:
    """Return the letter; whoever gets it by mail can sign in with that address and see the invoice."""
    due = spoken.day(invoice.due_on, now=at) if invoice.due_on else ""
    return Letter(
        _("Lasku %(number)s, %(total)s") % {"number": invoice.label, "total": invoice.total},
        (
            Words(_("Kiitos, että tilasit meiltä. Lasku on liitteenä. Maksa se viimeistään %(due)s") % {"due": due}),
            Facts(
                (
                    (_("Maksettavaa"), str(invoice.total)),
                    (_("Eräpäivä"), due),
                    (_("Saaja"), contents.seller.name),
                    (_("Tilinumero"), contents.seller.iban),
                    (_("Viitenumero"), references.grouped(invoice.reference)),
                    (_("RF-viite"), references.creditor_grouped(references.creditor(invoice.reference))),
                )
            ),
            *([Button(_("Näytä laskut"), "/my/invoices/")] if has_account else []),
        ),
    )


def _credit_letter(note: Invoice, original: Invoice, contents: Contents, at: datetime) -> Letter:
    is_partial, left = -note.total != original.total, queries.account_of(original, at=at).open
    if is_partial:
        words = _("Hyvitimme osan laskusta %(number)s. Hyvityslasku on liitteenä.")
    else:
        words = _("Hyvitimme laskun %(number)s. Hyvityslasku on liitteenä.")
    return Letter(
        _("Hyvityslasku %(number)s, %(total)s") % {"number": note.label, "total": -note.total},
        (
            Words(words % {"number": original.label}),
            Facts(
                (
                    (_("Hyvitetään"), str(-note.total)),
                    (_("Syy"), contents.reason),
                    *([(_("Laskusta jää maksettavaa"), str(left))] if left > Money.zero() else []),
                )
            ),
            Words(_("Jos olit jo maksanut laskun, palautamme rahat tilillesi.")),
        ),
    )
