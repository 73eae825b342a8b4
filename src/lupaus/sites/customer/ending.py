"""End one's relationship with us, and take it up again."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.register import contract_ends, forgetting
from lupaus.scheduling import standings
from lupaus.sites.customer import found
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture.doors import Visit as Request

_PAGE: Final = "customer/ending.html"


@data_door
def ending(request: Request, customer_id: UUID) -> HttpResponse:
    """Tell what ending means and when everything is forgotten; end it when the button is pressed."""
    customer = found.managed(request, customer_id)
    today = walltime.day_of(request.at)
    names = {"customer": customer, "forgotten_on": forgetting.forgotten_on(today)}
    if request.method != "POST":
        return render(request, _PAGE, names)
    try:
        standings.end(customer, by=request.actor, at=request.at)
    except Refused as no:
        return render(request, _PAGE, names | {"refusal": str(no)}, status=409)
    messages.success(request, say("Asiakkuutesi on päätetty."))
    return redirect("customer:data")


@require_POST
@data_door
def resumption(request: Request, customer_id: UUID) -> HttpResponse:
    """Be a customer again."""
    customer = found.managed(request, customer_id)
    try:
        contract_ends.lift(customer, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, say("Asiakkuutesi on taas voimassa."))
    return redirect("customer:data")
