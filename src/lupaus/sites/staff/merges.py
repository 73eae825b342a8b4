"""Merge two customers that are one: see both side by side, choose who stays, take it back within the day."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.kernel.refused import Refused
from lupaus.orders import queries as orders
from lupaus.register import merging, queries
from lupaus.register.models import Customer, Merge
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import cases
from lupaus.sites.staff.customers import care_door


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as the page shows it."""

    customer: Customer
    orders: int
    addresses: int


@care_door
@again
def merge(request: Request, customer_id: UUID, other_id: UUID) -> HttpResponse:
    """Show both and what moves; `kept` of the form says who stays."""
    here, there = _two(customer_id, other_id)
    if cases.of(request, here) is None:
        return redirect("staff:customer_case", customer_id)
    if request.method != "POST":
        return _page(request, here, there)
    kept, merged = (there, here) if request.POST.get("kept") == str(there.pk) else (here, there)
    try:
        made = merging.merge(kept, merged, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, here, there, refusal=str(no))
    cases.begin(request, kept, cases.Reason(cases.last_reason(request)))
    until = spoken.when(made.final_at, now=request.at)
    messages.success(request, _("Asiakkaat on yhdistetty. Voit kumota yhdistämisen %(until)s asti.") % {"until": until})
    return redirect("staff:customer", kept.pk)


@require_POST
@care_door
@again
def undoing(request: Request, merge_id: UUID) -> HttpResponse:
    """Take a merge back."""
    row = Merge.objects.select_related("kept").filter(pk=merge_id).first()
    if row is None:
        raise Http404
    try:
        merging.undo(row, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Yhdistäminen on kumottu. Asiakkaat ovat taas erikseen."))
    return redirect("staff:customer", row.kept_id)


def _two(customer_id: UUID, other_id: UUID) -> tuple[Customer, Customer]:
    rows = {row.pk: row for row in Customer.objects.filter(pk__in=[customer_id, other_id], merged_into=None)}
    if len(rows) != len({customer_id, other_id}) or other_id not in {
        each.pk for each in queries.possible_duplicates(rows[customer_id])
    }:
        raise Http404
    return rows[customer_id], rows[other_id]


def _page(request: Request, here: Customer, there: Customer, *, refusal: str = "") -> HttpResponse:
    counted = orders.counts([here, there])
    sides = [Side(each, counted[each.pk], queries.addresses_of([each]).count()) for each in (here, there)]
    names = {"customer": here, "sides": sides, "refusal": refusal}
    return render(request, "staff/merge.html", names, status=409 if refusal else 200)
