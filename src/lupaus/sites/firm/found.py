"""Who acts for a firm, and what is the firm's own. Anything else is not there."""

from collections.abc import Callable
from typing import Concatenate
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose, Role
from lupaus.providers import firm_people
from lupaus.providers.models import FirmPerson, Provider
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.forms import Form

type Page[**P] = Callable[Concatenate[Visit, P], HttpResponseBase]

firm_door = door(Purpose.WORKFORCE, roles={Role.FIRM})
"""Who answers for a firm, to see and to say what binds its people."""


def sure_door[**P](view: Page[P]) -> Callable[..., HttpResponse]:
    """Let in who has shown lately that they are who they say: what is said here binds the firm."""
    return firm_door(again(view))


def person(request: Visit) -> FirmPerson:
    """Return who acts for a firm.

    Raises:
        Http404: the account answers for none any more.
    """
    found = firm_people.person_of(request.actor)
    if found is None:
        raise Http404
    return found


def worker(own: FirmPerson, provider_id: UUID) -> Provider:
    """Return one of the firm's people.

    Raises:
        Http404: it is nobody, or works elsewhere.
    """
    found = firm_people.workers_of(own.firm).filter(id=provider_id).first()
    if found is None:
        raise Http404
    return found


def offer(request: Visit, form: Form, template: str, names: dict[str, object], act: Callable[[], str]) -> HttpResponse:
    """Show a form; when it was sent and is right, act, and say on the first page what `act` returns."""
    if request.method == "POST" and form.is_valid():
        try:
            said = act()
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said)
            return redirect("firm:people")
    return render(request, template, {**names, "form": form}, status=422 if form.is_bound else 200)
