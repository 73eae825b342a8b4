"""What the office does to an invoice: record money, credit it, send it again. The invoice itself never changes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.billing import invoices as billing_invoices
from lupaus.billing import messages as billing_messages
from lupaus.billing import payments as billing_payments
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import invoices
from lupaus.sites.staff.invoices import LONGEST_AMOUNT, Crediting, Receipt, cents, invoice_door


@require_POST
@invoice_door
def payments(request: Request, invoice_id: UUID) -> HttpResponse:
    """Record a payment, or a refund where we owe; the balance the page showed must still be true."""
    row = invoices.found(invoice_id)
    form = Receipt(request.POST, today=walltime.day_of(request.at))
    seen = cents(request.POST.get("open", ""))
    if not form.is_valid():
        return invoices.page(request, row, receipt=form, status=422)
    if seen is None:
        return invoices.page(
            request, row, receipt=form, refusal=_("Avaa lasku uudelleen ja kirjaa maksu siitä."), status=409
        )
    said = form.cleaned_data
    try:
        payment = billing_payments.record(
            row,
            amount=-said["amount"] if seen < Money.zero() else said["amount"],
            paid_on=said["paid_on"],
            expected_open=seen,
            by=request.actor,
            at=request.at,
        )
    except Refused as no:
        return invoices.page(request, invoices.found(invoice_id), receipt=form, refusal=str(no), status=409)
    if payment.amount < Money.zero():
        messages.success(request, _("Palautus %(amount)s kirjattu.") % {"amount": -payment.amount})
    else:
        messages.success(request, _("Maksu %(amount)s on kirjattu.") % {"amount": payment.amount})
    return redirect("staff:invoice", invoice_id)


@require_POST
@invoice_door
def credit_note(request: Request, invoice_id: UUID) -> HttpResponse:
    """Issue a credit note: of the row that was pressed, else of all that is left."""
    row = invoices.found(invoice_id)
    form = Crediting(request.POST)
    if not form.is_valid():
        return invoices.page(request, row, crediting=form, status=422)
    try:
        note = billing_invoices.credit(
            row, reason=form.cleaned_data["reason"], by=request.actor, at=request.at, rows=_places(request)
        )
    except Refused as no:
        return invoices.page(request, row, crediting=form, refusal=str(no), status=409)
    messages.success(request, _("Hyvityslasku %(number)s lähtee asiakkaalle.") % {"number": note.label})
    return redirect("staff:invoice", note.pk)


@require_POST
@invoice_door
def letters(request: Request, invoice_id: UUID) -> HttpResponse:
    """Send the invoice once more to where it went."""
    row = invoices.found(invoice_id)
    try:
        sent = billing_messages.mail_again(row, by=request.actor, at=request.at)
    except Refused as no:
        return invoices.page(request, row, refusal=str(no), status=409)
    if sent is None:
        gone = _("Asiakkaan tiedot on poistettu, joten laskua ei voi lähettää.")
        return invoices.page(request, row, refusal=gone, status=409)
    messages.success(request, _("Lasku lähtee uudelleen."))
    return redirect("staff:invoice", invoice_id)


def _places(request: Request) -> list[int]:
    """Return which rows were pressed; -1, which no invoice has, for what is no number of a row."""
    return [
        int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_AMOUNT else -1
        for text in request.POST.getlist("row")
    ]
