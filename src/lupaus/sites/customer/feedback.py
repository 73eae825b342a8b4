"""Accept the work; rate it once, and change the rating for 14 days."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.scheduling import acceptance as acceptances
from lupaus.scheduling import ratings
from lupaus.sites.customer import found, visits
from lupaus.sites.customer.found import visit_door
from lupaus.sites.customer.rating_form import RatingForm
from lupaus.sites.furniture.doors import Visit as Request


@require_POST
@visit_door
def acceptance(request: Request, visit_id: UUID) -> HttpResponse:
    """Accept the work that was done."""
    visit = found.visit(request, visit_id)
    try:
        acceptances.accept(visit, by=request.actor, at=request.at)
    except Refused as no:
        return visits.page(request, visit_id, refusal=str(no), status=409)
    messages.success(request, say("Kiitos. Työ on hyväksytty."))
    return redirect("customer:visit", visit_id)


@require_POST
@visit_door
def rating(request: Request, visit_id: UUID) -> HttpResponse:
    """Rate the visit, or change the rating given before."""
    visit = found.visit(request, visit_id)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return visits.page(request, visit_id, form=form, status=422)
    stars, text = form.cleaned_data["stars"], form.cleaned_data["text"]
    try:
        ratings.rate(visit, stars, text, by=request.actor, at=request.at)
    except Refused as no:
        return visits.page(request, visit_id, form=form, refusal=str(no), status=409)
    messages.success(request, say("Kiitos arviostasi. Voit muuttaa sitä 14 päivän ajan."))
    return redirect("customer:visit", visit_id)
