"""Who has looked at one customer in a period: asked for a reason, and written down like any look."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from lupaus.kernel import walltime
from lupaus.privacy import inspection
from lupaus.register import search as register
from lupaus.register.models import Customer
from lupaus.sites.desk import asking
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.staff.cases import Reason

USUAL: Final = timedelta(days=30)
ON_A_PAGE: Final = 50


@officer_door
def search(request: Visit) -> HttpResponse:
    """Ask why, whom and when; one hit opens at once, several are listed by number."""
    today = walltime.day_of(request.at)
    usual = {"from_on": today - USUAL, "last_on": today}
    form = asking.Search(request.POST if request.method == "POST" else None, today=today, initial=usual)
    if not form.is_valid():
        return render(request, "desk/search.html", {"form": form}, status=422 if form.is_bound else 200)
    found = register.find(form.cleaned_data["text"])
    hits = list(found.customers)
    asking.remember(request, form, hits)
    if len(hits) == 1:
        return redirect("desk:looks_at", hits[0].pk)
    return render(
        request, "desk/search.html", {"form": form, "hits": hits, "has_more": found.has_more, "searched": True}
    )


@officer_door
def looks(request: Visit, customer_id: UUID) -> HttpResponse:
    """Show who looked; without a reason for this very customer, ask for one first."""
    customer = get_object_or_404(Customer, pk=customer_id)
    asked = asking.asked_about(request, customer)
    if asked is None:
        return redirect("desk:looks")
    inquiry, language = asked.inquiry(customer), get_language() or "fi"
    page = Paginator(inspection.looks_of_people(inquiry), ON_A_PAGE).get_page(request.GET.get("page"))
    names = {
        "customer": customer,
        "asked": asked,
        "page": page,
        "lines": inspection.told(page.object_list, language),
        "program": inspection.looks_of_program(inquiry, language),
        "own_count": inspection.own_looks(inquiry),
        "reasons": dict(Reason.choices),
    }
    inspection.note(inquiry, by=request.actor, purpose=asked.purpose, at=request.at, place="desk:looks_at")
    return render(request, "desk/looks.html", names)
