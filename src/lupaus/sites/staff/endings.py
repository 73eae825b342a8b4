"""End a customer's relationship on their word, and take it up again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lupaus.register import contract_ends
from lupaus.scheduling import standings
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import cases
from lupaus.sites.staff.customers import care_door, known
from lupaus.sites.staff.setup_pages import do


@require_POST
@care_door
def ending(request: Request, customer_id: UUID) -> HttpResponse:
    """End it; refused while something is still to come."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    goal = reverse("staff:customer", args=[customer_id])
    return do(request, lambda: standings.end(row, by=request.actor, at=request.at), goal=goal)


@require_POST
@care_door
def resumption(request: Request, customer_id: UUID) -> HttpResponse:
    """Take it up again."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    goal = reverse("staff:customer", args=[customer_id])
    return do(request, lambda: contract_ends.lift(row, by=request.actor, at=request.at), goal=goal)
