"""What is owed, what is late, and each invoice as it was sent."""

from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from lupaus.billing import invoices as invoices_of_billing
from lupaus.billing import openings, papers, queries, references
from lupaus.billing.contents import Contents, Row
from lupaus.billing.models import CustomerInvoice, Invoice, OpeningInvoice
from lupaus.billing.papers import PaperWithheld
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.promises import Purpose, Role
from lupaus.sites.furniture import amounts, fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door

invoice_door = door(Purpose.INVOICING, roles={Role.OFFICE})
_A_PAGE: Final = 50
LONGEST_AMOUNT: Final = 12
_SHOWN: Final = {"unpaid": _("Avoinna"), "overdue": _("Erääntyneet"), "all": _("Kaikki")}


class Receipt(forms.Form):
    """Money that came in, as the bank statement says it."""

    amount = amounts.Euros(
        label=_("Summa"),
        missing=_("Anna maksun summa, esimerkiksi 134,00"),
        least=Money(1),
        most=Money.euros(1_000_000),
    )
    paid_on = amounts.Day(label=_("Maksupäivä"), missing=_("Anna maksupäivä, esimerkiksi 24.12."))


class Crediting(forms.Form):
    """Why the invoice, or a row of it, is taken back; the customer reads it."""

    reason = fields.Line(
        label=_("Miksi hyvitetään"),
        help_text=_("Syy näkyy asiakkaalle hyvityslaskussa."),
        missing=_("Kirjoita, miksi lasku hyvitetään"),
        longest=120,
    )


def _creditable(row: Invoice, contents: Contents) -> list[tuple[int, Row]]:
    """Return the rows that can still be credited, with their places."""
    if row.is_credit_note:
        return []
    return [(place, contents.rows[place]) for place in sorted(invoices_of_billing.left_to_credit(row))]


class Search(forms.Form):
    """What a bank statement or a caller gives: the invoice's number or its reference."""

    text = fields.Line(label=_("Laskun numero tai viite"), missing=_("Anna laskun numero tai viite"), longest=40)

    def clean_text(self) -> Invoice | OpeningInvoice:
        """Return the invoice that is meant, ours or one of the earlier system."""
        text = str(self.cleaned_data["text"])
        found = queries.find(text) or openings.find(text)
        if found is None:
            raise ValidationError(_("Laskua ei löydy. Tarkista numero tai viite."), code="unknown")
        return found


@invoice_door
def invoices(request: Request) -> HttpResponse:
    """List invoices by number and customer number, the earliest due first; no names. Or go to the one asked for."""
    form = Search(request.POST if request.method == "POST" else None)
    if form.is_valid():
        meant = form.cleaned_data["text"]
        return redirect("staff:invoice" if isinstance(meant, Invoice) else "staff:opening", meant.pk)
    shown = request.GET.get("show", "unpaid")
    shown = shown if shown in _SHOWN else "unpaid"
    asked = {"unpaid": queries.unpaid, "overdue": queries.overdue}.get(shown)
    rows = asked(request.at) if asked else queries.ledger().order_by("-issued_at", "-number")
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    customers = queries.customers_of(listed)
    earlier = openings.overdue(request.at) if shown == "overdue" else openings.unpaid()
    unpaid = queries.open_sum(queries.unpaid(request.at)) + openings.left_sum(openings.unpaid())
    overdue = queries.open_sum(queries.overdue(request.at)) + openings.left_sum(openings.overdue(request.at))
    names = {
        "form": form,
        "rows": [(row, queries.account_of(row, at=request.at), customers.get(row.pk)) for row in listed],
        "page": page,
        "shown": shown,
        "choices": _SHOWN.items(),
        "unpaid": unpaid,
        "overdue": overdue,
        "openings": Paginator(earlier, _A_PAGE).get_page(request.GET.get("earlier")),
    }
    return render(request, "staff/invoices.html", names, status=422 if form.is_bound else 200)


@invoice_door
def invoice(request: Request, invoice_id: UUID) -> HttpResponse:
    """Show an invoice, its money, and what can be done; the customer sees that it was opened."""
    return page(request, found(invoice_id))


@invoice_door
def pdf(request: Request, invoice_id: UUID) -> HttpResponse:  # noqa: ARG001 -- a view takes its request
    """Give out the PDF as it was sent."""
    row = found(invoice_id)
    try:
        made = papers.pdf_of(row)
    except PaperWithheld as closed:
        raise Http404 from closed
    headers = {"Content-Disposition": f'attachment; filename="{papers.filename_of(row)}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def found(invoice_id: UUID) -> Invoice:
    """Return an invoice with its sums.

    Raises:
        Http404: there is none.
    """
    row = queries.invoice(invoice_id)
    if row is None:
        raise Http404
    return row


def page(  # the two forms and a refusal are what a second answer needs
    request: Request,
    row: Invoice,
    *,
    receipt: Receipt | None = None,
    crediting: Crediting | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of an invoice, with forms as they were sent or why something was refused."""
    today = walltime.day_of(request.at)
    account = queries.account_of(row, at=request.at)
    left = account.open if account.open > Money.zero() else -account.open
    first = Receipt(today=today, initial={"amount": left or None, "paid_on": today})
    try:
        contents = papers.contents_of(row)
    except PaperWithheld as closed:
        raise Http404 from closed
    names = {
        "invoice": row,
        "contents": contents,
        "account": account,
        "reference": references.grouped(row.reference),
        "creditor_reference": references.creditor_grouped(references.creditor(row.reference)),
        "payments": row.payments.all(),
        "credit_notes": list(row.credit_notes.select_related("year").order_by("issued_at", "number")),
        "creditable": _creditable(row, contents),
        "link": CustomerInvoice.objects.select_related("customer").filter(invoice=row).first(),
        "receipt": receipt or first,
        "crediting": crediting or Crediting(),
        "refusal": refusal,
    }
    return render(request, "staff/invoice.html", names, status=status)


def cents(text: str) -> Money | None:
    """Return the balance that our own form posts, None for anything else."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_AMOUNT):
        return None
    return Money(int(text))
