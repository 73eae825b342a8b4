"""Find a customer the way they are asked for, say why, and see the whole situation on one page."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.billing import finding
from lupaus.billing import queries as billing
from lupaus.care import queries as care
from lupaus.promises import Purpose, Role
from lupaus.register import linked_people, merging, queries
from lupaus.register.models import Customer
from lupaus.scheduling import queries as scheduling
from lupaus.scheduling import standings
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door
from lupaus.sites.staff import cases
from lupaus.sites.staff.care_forms import ContactForm, TaskForm
from lupaus.sites.staff.cases import Reason

care_door = door(Purpose.CUSTOMER_CARE, roles={Role.OFFICE})
_REVEALABLE: Final = ("phone", "email", "street")
_MOST: Final = 12


class Search(forms.Form):
    """The reason, remembered while one case follows another, and what the caller says of themselves."""

    reason = choices.OneOf(
        label=gettext_lazy("Miksi haet asiakasta?"),
        options=[(each.value, each.label) for each in cases.OF_CURRENT],
        missing=gettext_lazy("Valitse, miksi haet asiakasta"),
        wide=True,
    )
    text = fields.Line(
        label=gettext_lazy("Nimi, osoite, puhelin, sähköposti tai numero"),
        help_text=gettext_lazy("Kolme ensimmäistä kirjainta tai neljä viimeistä numeroa riittää."),
        missing=gettext_lazy("Kirjoita, ketä etsit"),
        longest=254,
    )
    former = choices.Tick(label=gettext_lazy("Hae myös entisistä asiakkaista"), required=False)


class Opening(forms.Form):
    """The reason alone, for a customer who is already known."""

    reason = choices.OneOf(
        label=gettext_lazy("Miksi avaat asiakkaan tiedot?"),
        missing=gettext_lazy("Valitse, miksi avaat tiedot"),
        wide=True,
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, reasons: Sequence[Reason], **kwargs: Any) -> None:
        """Offer the reasons that there can be."""
        super().__init__(*args, **kwargs)
        options = [(each.value, each.label) for each in reasons]
        self.fields["reason"].choices = options  # type: ignore[attr-defined]  # the form's own field


@care_door
def customers(request: Request) -> HttpResponse:
    """Ask why and whom; one hit opens at once, several are listed by name. What is typed never gets into an address."""
    form = Search(request.POST if request.method == "POST" else None, initial={"reason": cases.last_reason(request)})
    if not form.is_valid():
        return render(request, "staff/customers.html", {"form": form}, status=422 if form.is_bound else 200)
    among = None if form.cleaned_data["former"] else standings.current(request.at)
    reason, found = Reason(form.cleaned_data["reason"]), finding.find(form.cleaned_data["text"], among=among)
    if len(found.customers) == 1 and reason in _reasons(found.customers[0], request):
        cases.begin(request, found.customers[0], reason)
        return redirect("staff:customer", found.customers[0].pk)
    if len(found.customers) == 1:
        return redirect("staff:customer_case", found.customers[0].pk)
    return render(request, "staff/customers.html", {"form": form, "found": found, "reason": reason})


@care_door
def customer(request: Request, customer_id: UUID) -> HttpResponse:
    """Show the card; without an open case about this customer, ask for the reason first."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    return card(request, row)


@care_door
def case(request: Request, customer_id: UUID) -> HttpResponse:
    """Ask why the card is to be opened, or change the reason."""
    row = known(customer_id)
    standing = standings.of(row, at=request.at)
    form = Opening(request.POST if request.method == "POST" else None, reasons=_reasons(row, request))
    if not form.is_valid():
        names = {"customer": row, "form": form, "standing": standing}
        return render(request, "staff/customer_case.html", names, status=422 if form.is_bound else 200)
    cases.begin(request, row, Reason(form.cleaned_data["reason"]))
    return redirect("staff:customer", customer_id)


@require_POST
@care_door
def case_end(request: Request, customer_id: UUID) -> HttpResponse:
    """Stop looking."""
    known(customer_id)
    cases.end(request)
    return redirect("staff:customers")


@require_POST
@care_door
def value(request: Request, customer_id: UUID) -> HttpResponse:
    """Open one value, on this answer only; the customer sees that it was opened."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    shown = request.POST.get("show", "")
    return card(request, row, shown=shown if shown in _REVEALABLE else "")


def known(customer_id: UUID) -> Customer:
    """Return a customer who has not been merged into another; anything else is no page."""
    row = Customer.objects.filter(pk=customer_id, merged_into=None).first()
    if row is None:
        raise Http404
    return row


def _reasons(row: Customer, request: Request) -> Sequence[Reason]:
    return cases.OF_FORMER if standings.of(row, at=request.at).is_former else cases.OF_CURRENT


def card(
    request: Request,
    row: Customer,
    *,
    shown: str = "",
    contact_form: ContactForm | None = None,
    task_form: TaskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the whole situation of a customer; a form that was refused comes back as it was filled in."""
    invoices = [(each, billing.account_of(each, at=request.at)) for each in billing.invoices_of_customer(row)[:_MOST]]
    coming = scheduling.visits_of_customer(row.pk).filter(state__in=scheduling.COMING, ends_at__gt=request.at)
    names = {
        "customer": row,
        "next_visit": coming.order_by("starts_at").first(),
        "case": cases.of(request, row),
        "addresses": list(queries.addresses_of([row])),
        "people": linked_people.of([row])[row.pk],
        "standing": standings.of(row, at=request.at),
        "visits": scheduling.visits_of_customer(row.pk)[:_MOST],
        "invoices": invoices,
        "duplicates": queries.possible_duplicates(row),
        "merges": merging.undoable(row, at=request.at),
        "contacts": list(care.contacts_with(row)[:_MOST]),
        "tasks": list(care.open_tasks_for(row)),
        "contact_form": contact_form or ContactForm(),
        "task_form": task_form or TaskForm(),
        "shown": shown,
    }
    return render(request, "staff/customer.html", names, status=status)
