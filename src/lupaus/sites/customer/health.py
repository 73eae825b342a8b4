"""Withdraw the consent to keep a health note."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say

from lupaus.orders import health, queries
from lupaus.sites.customer.found import data_door
from lupaus.sites.furniture.doors import Visit as Request


@data_door
def withdrawal(request: Request) -> HttpResponse:
    """Say what goes and what stays, then withdraw: the note goes at once, the orders stay."""
    notes = list(queries.own_health_notes(request.actor))
    if request.method != "POST":
        return render(request, "customer/health_withdrawal.html", {"notes": notes})
    for subject_id in {note.subject_id for note in notes}:
        health.withdraw(subject_id, by=request.actor, at=request.at)
    messages.success(request, say("Suostumus on peruttu. Terveystieto hävisi heti, tilauksesi ovat ennallaan."))
    return redirect("customer:data")
