"""One's own invoices."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lupaus.billing import openings, papers, queries
from lupaus.billing.models import OpeningInvoice
from lupaus.billing.papers import PaperWithheld
from lupaus.kernel import household, statutes, walltime
from lupaus.kernel.household import Credit
from lupaus.kernel.money import Money
from lupaus.sites.customer.found import bill_door
from lupaus.sites.furniture.doors import Visit as Request


@dataclass(frozen=True, slots=True)
class Opening:
    """An invoice of the earlier system: what it asked for, what was open when it came here, what is left now."""

    row: OpeningInvoice
    total: Money
    open: Money
    left: Money


@bill_door
def invoices(request: Request) -> HttpResponse:
    """List the invoices, latest first, with what is left to pay."""
    rows = [(invoice, queries.account_of(invoice, at=request.at)) for invoice in queries.invoices_of(request.actor)]
    names = {"rows": rows, "credit": _credit(request), "openings": _openings(request)}
    return render(request, "customer/invoices.html", names)


def _openings(request: Request) -> list[Opening]:
    """Return what was open when the register came here, with what is left of it."""
    return [
        Opening(row, Money(row.total_cents), Money(row.open_cents), Money(row.left_cents))
        for row in openings.own(request.actor)
    ]


def _credit(request: Request) -> Credit | None:
    """Return what the invoices that one pays for others bring this year; None without any, or without a known rule."""
    today = walltime.day_of(request.at)
    rule, labour = statutes.household_credit(today), queries.labour_paid(request.actor, today.year)
    return household.credit(labour, Money.zero(), rule) if rule and labour > Money.zero() else None


@bill_door
def pdf(request: Request, invoice_id: UUID) -> HttpResponse:
    """Return the invoice as it was sent."""
    invoice = queries.invoice_of(request.actor, invoice_id)
    if invoice is None:
        raise Http404
    try:
        content = papers.pdf_of(invoice)
    except PaperWithheld as withheld:
        raise Http404 from withheld
    disposition = f'inline; filename="{papers.filename_of(invoice)}"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
