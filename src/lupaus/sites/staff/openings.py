"""An invoice of the earlier system: what is left of it, and money that came in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.billing import openings
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff.invoices import Receipt, cents, invoice_door


@invoice_door
def opening(request: Request, opening_id: UUID) -> HttpResponse:
    """Show what is left, and record a payment; the balance the page showed must still be true."""
    row = openings.ledger().filter(pk=opening_id).first()
    if row is None:
        raise Http404
    today, left, refusal = walltime.day_of(request.at), Money(row.left_cents), ""
    first = {"amount": left if left > Money.zero() else None, "paid_on": today}
    form = Receipt(request.POST if request.method == "POST" else None, today=today, initial=first)
    if form.is_valid():
        said, seen = form.cleaned_data, cents(request.POST.get("open", ""))
        try:
            openings.record(
                row,
                amount=said["amount"],
                paid_on=said["paid_on"],
                expected_open=left if seen is None else seen,
                by=request.actor,
                at=request.at,
            )
        except Refused as no:
            refusal = str(no)
        else:
            messages.success(request, _("Maksu %(amount)s on kirjattu.") % {"amount": said["amount"]})
            return redirect("staff:opening", opening_id)
    names = {"row": row, "left": left, "payments": row.payments.all(), "form": form, "refusal": refusal}
    return render(request, "staff/opening.html", names, status=409 if refusal else 422 if form.is_bound else 200)
