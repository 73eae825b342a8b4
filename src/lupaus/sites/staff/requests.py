"""Requests for contact: who waits for an answer, the oldest first; answered, closed, forgotten in time."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lupaus.care import queries
from lupaus.care import requests as verbs
from lupaus.care.models import ContactRequest
from lupaus.promises import Purpose, Role
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door
from lupaus.sites.staff.setup_pages import do

request_door = door(Purpose.CONTACT_REQUEST, roles={Role.OFFICE})
MOST = 100


@request_door
def requests(request: Request) -> HttpResponse:
    """List the requests that nobody has closed."""
    return render(request, "staff/requests.html", {"requests": list(queries.open_requests()[:MOST])})


@require_POST
@request_door
def answer(request: Request, request_id: UUID) -> HttpResponse:
    """Note that somebody was called or written to."""
    row = _found(request_id)
    return do(request, lambda: verbs.answer(row, by=request.actor, at=request.at), goal=reverse("staff:requests"))


@require_POST
@request_door
def closing(request: Request, request_id: UUID) -> HttpResponse:
    """Take a request off the list."""
    row = _found(request_id)
    return do(request, lambda: verbs.close(row, by=request.actor, at=request.at), goal=reverse("staff:requests"))


def _found(request_id: UUID) -> ContactRequest:
    row = ContactRequest.objects.filter(pk=request_id).first()
    if row is None:
        raise Http404
    return row
