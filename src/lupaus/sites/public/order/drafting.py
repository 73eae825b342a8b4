"""The draft of this browser session: found, opened, and the screen it needs next."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.orders import drafts, rules
from lupaus.orders import queries as orders
from lupaus.orders.models import Draft, Order
from lupaus.register.queries import own_customers
from lupaus.scheduling import holds
from lupaus.sites.furniture import errors
from lupaus.sites.furniture.doors import Visit, remember_own

SESSION_KEY: Final = "draft"
STEPS: Final = ("service", "time", "address", "contact", "check")
STEP_NAMES: Final = (
    gettext_lazy("Palvelu"),
    gettext_lazy("Aika"),
    gettext_lazy("Osoite"),
    gettext_lazy("Yhteystiedot"),
    gettext_lazy("Tarkista"),
)


def current(visit: Visit) -> Draft | None:
    """Return the visitor's own draft that is not placed yet, None without one."""
    draft_id = _draft_id(visit)
    if draft_id is None:
        return None
    try:
        return orders.draft_of(draft_id, visit.actor)
    except Draft.DoesNotExist:
        return None


def ensured(visit: Visit) -> Draft:
    """Return the visitor's own draft, a new one when there is none or it has become an order.

    Who is signed in as a customer orders as that customer and is not asked who they are.

    Raises:
        ImmediateHttpResponse: the network has begun too many orders; answered with 429.
    """
    draft = current(visit)
    if draft is None:
        _turn_away_floods(visit)
        known = own_customers(visit.actor).first()
        draft = drafts.open_draft(by=visit.actor, at=visit.at, customer=known)
        adopt(visit, draft)
    return draft


def adopt(visit: Visit, draft: Draft) -> None:
    """Let the browser session go on with this draft."""
    visit.session[SESSION_KEY] = str(draft.id)
    remember_own(visit, draft.subject_id)


def leave(visit: Visit) -> None:
    """Forget the visitor's draft that is not placed yet, and let its time go."""
    draft = current(visit)
    if draft is not None:
        holds.release(draft, at=visit.at)
        drafts.discard(draft, by=visit.actor, at=visit.at)


def placed(visit: Visit) -> Order | None:
    """Return the order that this session's draft became, None before that."""
    draft_id = _draft_id(visit)
    return orders.order_of_draft(draft_id, visit.actor) if draft_id else None


def already_placed(visit: Visit) -> HttpResponse | None:
    """Answer somebody who comes back to a draft that is an order by now; None when there is no such order."""
    order = placed(visit)
    if order is None:
        return None
    messages.info(visit, _("Tilaus on jo tehty."))
    return redirect("public:order_confirmation", order.id)


def onward(draft: Draft) -> HttpResponse:
    """Send the visitor to the first screen that lacks an answer, to the last one when none does."""
    return redirect(address_of(draft))


def address_of(draft: Draft) -> str:
    """Return the address of the first screen that lacks an answer, of the last one when none does."""
    return reverse(f"public:order_{rules.missing_step(draft) or 'check'}")


def detour(draft: Draft | None, step: str) -> HttpResponse | None:
    """Send a visitor who is ahead of themselves to the screen that comes first; None when `step` may be shown."""
    missing = rules.missing_step(draft) if draft else "service"
    if missing and STEPS.index(missing) < STEPS.index(step):
        return redirect(f"public:order_{missing}")
    return None


def _turn_away_floods(visit: Visit) -> None:
    """Refuse a network that begins orders without end: each would keep a key, and could hold a time.

    Source: trust, 2.3.2 and 2.4.1.
    """
    if not ratelimit.consume(visit, action="begin_order"):
        raise ImmediateHttpResponse(errors.answer(visit, HTTPStatus.TOO_MANY_REQUESTS))


def _draft_id(request: HttpRequest) -> UUID | None:
    stored = request.session.get(SESSION_KEY)
    return UUID(stored) if stored else None
