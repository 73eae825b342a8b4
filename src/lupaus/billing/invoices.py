"""Issue invoices and credit notes. Nothing that is issued is ever changed."""

import logging
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.billing import papers, parties, queries, references, rows, years
from lupaus.billing.contents import Contents
from lupaus.billing.models import CustomerInvoice, FinancialYear, Invoice, InvoiceTax
from lupaus.billing.parties import NoBankAccount, NotReadable
from lupaus.billing.terms import terms_on
from lupaus.communication import addresses
from lupaus.company.queries import NoProfileYet
from lupaus.foundation.wake import wake
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing

logger = logging.getLogger(__name__)

_NUMBERS_A_YEAR = 1_000_000


class AlreadyInvoiced(Refused):
    """When the visit has its invoice."""

    message = _("Käynnistä on jo lasku.")


class NothingToInvoice(Refused):
    """When the visit costs nothing, or is not yet ready to be invoiced."""

    message = _("Käynnistä ei ole laskutettavaa.")


class AlreadyCredited(Refused):
    """When everything that is to be credited has been."""

    message = _("Lasku on jo hyvitetty. Hyvityslasku on %(number)s.")


class NoSuchRow(Refused):
    """When a row is to be credited that the invoice does not have."""

    message = _("Laskulla ei ole tätä riviä. Avaa lasku uudelleen.")


class NotCreditable(Refused):
    """When somebody credits a credit note."""

    message = _("Hyvityslaskua ei voi hyvittää. Tee uusi lasku.")


def issue_due(*, at: datetime) -> list[UUID]:
    """Issue an invoice for every visit that is ready for one, each in a transaction of its own; return their ids.

    A company without an account number gets none: they wait until it has one.
    """
    actor, issued = Actor.system("billing"), []
    with processing(actor, Purpose.INVOICING, at, place="billing.issue_due"):
        for visit in queries.visits_to_invoice():
            try:
                issued.append(issue(visit, by=actor, at=at).pk)
            except (AlreadyInvoiced, NothingToInvoice):  # another worker was faster
                continue
            except (NoBankAccount, NoProfileYet):
                break
            except NotReadable:
                logger.exception("Could not read who pays", extra={"visit_id": str(visit.pk)})
    return issued


@transaction.atomic
def issue(visit: Visit, *, by: Actor, at: datetime) -> Invoice:
    """Issue the invoice of a visit: the agreed price of the work, or the fee of a lost visit. The mail is queued.

    Locks the visit and the year's counter. Called inside a processing that opens payers for invoicing.

    Raises:
        AlreadyInvoiced: the visit has an invoice.
        NothingToInvoice: it costs nothing.
        NoBankAccount: the company has not said where it is paid.
    """
    locked = queries.for_invoicing().select_for_update(of=("self",)).get(pk=visit.pk)
    if CustomerInvoice.objects.filter(visit=locked).exists():
        raise AlreadyInvoiced
    order = locked.order
    with addresses.writing_to(order.subject_id) as language:
        sold = rows.rows_of(locked)
    if not sold:
        raise NothingToInvoice
    contents = Contents(parties.seller(at), parties.buyer(order), sold, order.customer.number)
    issued_on = walltime.day_of(at)
    invoice = _kept(
        contents,
        at=at,
        performed_on=rows.performed_on(locked),
        due_on=issued_on + terms_on(issued_on).term,
        language=language,
    )
    CustomerInvoice.objects.create(subject_id=order.subject_id, customer=order.customer, invoice=invoice, visit=locked)
    _announce("invoice.issued", invoice, order.subject_id, by=by, at=at)
    return invoice


@transaction.atomic
def credit(invoice: Invoice, *, reason: str, by: Actor, at: datetime, rows: Collection[int] = ()) -> Invoice:
    """Issue a credit note of some rows, counted from 0, or of all that is left. The mail is queued.

    The note names its invoice and the reason. Locks the invoice. Called inside a processing that opens invoices.

    Raises:
        NotCreditable: it is a credit note itself.
        AlreadyCredited: nothing is left of it, or a row has been credited before.
        NoSuchRow: the invoice has no such row.
    """
    original = Invoice.objects.select_for_update(of=("self",)).select_related("year").get(pk=invoice.pk)
    if original.is_credit_note:
        raise NotCreditable
    whole = papers.contents_of(original)
    wanted, left = set(rows), left_to_credit(original)
    if not wanted <= set(range(len(whole.rows))):
        raise NoSuchRow
    if not left or not wanted <= left:
        raise AlreadyCredited(number=original.credit_notes.select_related("year").latest("issued_at", "number").label)
    contents = whole.reversed(reason, wanted or left)
    note = _kept(
        contents, at=at, performed_on=original.performed_on, due_on=None, language=original.language, original=original
    )
    link = CustomerInvoice.objects.filter(invoice=original).first()
    if link is not None:
        CustomerInvoice.objects.create(subject_id=link.subject_id, customer_id=link.customer_id, invoice=note)
    _announce("invoice.credited", note, link.subject_id if link else None, by=by, at=at)
    return note


def left_to_credit(invoice: Invoice) -> set[int]:
    """Return which rows of an invoice no credit note has taken back, counted from 0.

    Called inside a processing that opens invoices.
    """
    everything = range(len(papers.contents_of(invoice).rows))
    notes = invoice.credit_notes.select_related("year", "link")
    gone = {row for note in notes for row in papers.contents_of(note).credits or everything}
    return set(everything) - gone


def _kept(contents: Contents, *, at: datetime, **columns: object) -> Invoice:
    """Give the contents a number and write the invoice, its taxes and its paper."""
    issued_on = walltime.day_of(at)
    year = years.year_of(issued_on)
    number = years.take_number(year)
    invoice = Invoice.objects.create(
        year=year,
        number=number,
        reference=references.domestic(_reference_base(year, number)),
        issued_at=at,
        issued_on=issued_on,
        total_cents=contents.total.cents,
        labour_cents=contents.labour.cents,
        contents=contents.as_json(),
        **columns,
    )
    InvoiceTax.objects.bulk_create(
        InvoiceTax(invoice=invoice, percent=part.percent, net_cents=part.net.cents, vat_cents=part.vat.cents)
        for part in contents.vat_sums
    )
    papers.keep(invoice, contents, at=at)
    return invoice


def _reference_base(year: FinancialYear, number: int) -> int:
    return int(f"{year.ends_on:%Y}") * _NUMBERS_A_YEAR + number


def _announce(action: str, invoice: Invoice, subject: UUID | None, *, by: Actor, at: datetime) -> None:
    people = [subject] if subject else []
    entries.record(action, by=by, purpose=Purpose.INVOICING, at=at, subjects=people, about=("invoice", invoice.pk))
    wake("billing.mail", invoice_id=str(invoice.pk))
