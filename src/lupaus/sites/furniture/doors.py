"""The door of every page: who may enter, for what purpose data opens behind it, and what time it is.

A view without a door opens no personal data at all: reading it raises. `tests/test_architecture.py` fails for
a URL whose view has none.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, cast
from uuid import UUID

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from lupaus.accounts import claims
from lupaus.journal import entries
from lupaus.promises import Actor, Purpose, Role
from lupaus.vault.reading import processing

OWN_SUBJECTS = "own_subjects"
"""Session key: the vault subjects of the visitor's own order drafts, as a list of ids."""


class Visit(HttpRequest):
    """A request that came in by a door: it knows who acts and when.

    `lupaus.sites.account.middleware.Present` sets both; a door narrows the actor to the roles it names.
    """

    actor: Actor
    at: datetime
    held_roles: frozenset[Role]
    """Every role of who acts, also those that the door does not name: the menu leads where they open."""
    menu_counts: Mapping[str, Callable[[], int]]
    """By the URL name of a menu entry: how many things wait behind it, asked when the menu is drawn."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a view says about itself."""

    purpose: Purpose
    roles: frozenset[Role]


type Page[**P] = Callable[Concatenate[Visit, P], HttpResponseBase]


def door[**P](purpose: Purpose, *, roles: Collection[Role] = ()) -> Callable[[Page[P]], Callable[..., HttpResponse]]:
    """Let `roles` into a view (everybody, when there are none) and open data for `purpose` behind it.

    Who is not signed in goes to the sign-in page; who is signed in without the role is told that there is no
    such page, and the attempt is journalled. Who has the role, but no confidentiality agreement in force, goes to
    sign it. Inside, `request.actor` holds only the roles that the door names
    and `request.at` is business time. The answer is rendered before the journal is written and leaves after.
    """
    declared = Door(purpose, frozenset(roles))

    def hang(view: Page[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def enter(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            visit = _visit(request, declared)
            if (turned_away := _turned_away(visit, declared)) is not None:
                return turned_away
            visit.held_roles = visit.actor.roles
            if declared.roles:
                visit.actor = _in_role(visit.actor, declared.roles)
            return _through(visit, declared, view, *args, **kwargs)

        enter.door = declared  # type: ignore[attr-defined]  # read by tests and by the notice of pages
        return enter

    return hang


def remember_own(request: HttpRequest, subject: UUID) -> None:
    """Let this browser session open the data of `subject`: its own order draft."""
    own = request.session.get(OWN_SUBJECTS, [])
    if str(subject) not in own:
        request.session[OWN_SUBJECTS] = [*own, str(subject)]


def _through[**P](visit: Visit, declared: Door, view: Page[P], *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    place = visit.resolver_match.view_name if visit.resolver_match else ""
    try:
        with processing(visit.actor, declared.purpose, visit.at, place=place):
            return _whole(view(visit, *args, **kwargs))
    except Http404:
        _journal_denial(visit, declared.purpose, place, kwargs)
        raise


def _visit(request: HttpRequest, declared: Door) -> Visit:
    """Return the request, with the browser's own drafts where orders are made.

    Behind a door with roles only the account counts: whoever signs in after a guest, in the same browser, is
    somebody else. Once an account has claimed what the guest ordered, it opens for that account alone.
    """
    visit = cast("Visit", request)
    if declared.roles:
        return visit
    own = frozenset(UUID(each) for each in request.session.get(OWN_SUBJECTS, ()))
    if own:
        visit.actor = replace(visit.actor, subjects=visit.actor.subjects | own - claims.claimed(own))
    return visit


def _turned_away(visit: Visit, declared: Door) -> HttpResponse | None:
    if not declared.roles:
        return None
    if not visit.user.is_authenticated:
        return redirect_to_login(visit.get_full_path(), reverse("account_login"))
    if not visit.actor.has(*declared.roles):
        _journal_denial(visit, declared.purpose, visit.resolver_match.view_name if visit.resolver_match else "", {})
        raise Http404
    return _to_agreement(visit) if _in_role(visit.actor, declared.roles).must_sign(visit.at) else None


def _to_agreement(visit: Visit) -> HttpResponse:
    """Lead to the confidentiality agreement; a form or a program gets 403, since it can sign nothing there."""
    page = reverse("account_confidentiality")
    if visit.method in {"GET", "HEAD"} and _wants_page(visit):
        return HttpResponseRedirect(f"{page}?{urlencode({REDIRECT_FIELD_NAME: visit.get_full_path()})}")
    return render(visit, "furniture/must_sign.html", status=HTTPStatus.FORBIDDEN)


def _wants_page(visit: Visit) -> bool:
    """Say whether a person looks at the answer: a browser that goes to an address, and no script or program."""
    by_script = "HX-Request" in visit.headers or visit.headers.get("X-Requested-With") == "XMLHttpRequest"
    return (
        not by_script and visit.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and visit.accepts("text/html")
    )


def _in_role(actor: Actor, roles: frozenset[Role]) -> Actor:
    held = actor.roles & roles
    role = actor.role if actor.role in held else min(held)
    return replace(actor, role=role, roles=held)


def _whole(response: HttpResponseBase) -> HttpResponse:
    """Return the answer with nothing left to compute, so that nothing opens after the journal is written."""
    if isinstance(response, TemplateResponse):
        return cast("HttpResponse", response.render())
    if isinstance(response, StreamingHttpResponse):
        whole = HttpResponse(b"".join(response), status=response.status_code)
        for name, value in response.items():
            whole[name] = value
        return whole
    return cast("HttpResponse", response)


def _journal_denial(visit: Visit, purpose: Purpose, place: str, asked: dict[str, Any]) -> None:  # Any: URL arguments
    if visit.actor.id is None:
        return
    thing = next((value for value in asked.values() if isinstance(value, UUID)), None)
    entries.denied(by=visit.actor, purpose=purpose, at=visit.at, about=(place, thing))
