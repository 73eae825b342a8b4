"""What the pages of the setup share: a form that is shown, checked, and acted on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from lupaus.kernel.refused import Refused
from lupaus.promises import Role
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form

STAFF = frozenset({Role.OWNER, Role.OFFICE})
"""Who sees how the company is set up."""
OWNER = frozenset({Role.OWNER})
"""Who sets it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words around a form. `back` is the address that "Takaisin" leads to, and where saving leads."""

    title: str | Promise
    button: str | Promise
    back: str
    lead: str | Promise = ""


def sent(request: Visit) -> QueryDict | None:
    """Return what was sent to a form, None when it was only asked for. What was sent empty is wrong, not new."""
    return request.POST if request.method == "POST" else None


# Any: a template's names
def show(request: Visit, template: str, names: dict[str, Any]) -> HttpResponse:
    """Show a page of the setup; whoever may not change anything is shown no buttons that would not work."""
    return render(request, template, names | {"may_change": request.actor.has(*OWNER)})


def offer(
    request: Visit, form: Form, page: Page, act: Callable[[], object], *, template: str = "staff/setup/form.html"
) -> HttpResponse:
    """Show a form; when it was sent and is right, act and go on to where `act` says, or else back.

    What `act` refuses stands in the form's summary of errors, with everything typed kept.
    """
    if request.method == "POST" and form.is_valid():
        try:
            goal = act()
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return goal if isinstance(goal, HttpResponseRedirect) else redirect(page.back)
    return render(request, template, {"form": form, "page": page}, status=422 if form.is_bound else 200)


def do(request: Visit, act: Callable[[], object], *, goal: str) -> HttpResponse:
    """Carry out an act that asks for nothing but a press of a button, and go to `goal`; a refusal is told there."""
    try:
        act()
    except Refused as no:
        messages.error(request, str(no))
    return redirect(goal)
