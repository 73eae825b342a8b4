"""After the order: its number, what happens next, the calendar, the account."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.terms import Equipment, Terms
from lupaus.communication import calendars
from lupaus.kernel import walltime
from lupaus.orders import queries as orders
from lupaus.orders import rules
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.orders.models import Household
from lupaus.promises import Purpose
from lupaus.scheduling import queries, series_queries, series_words
from lupaus.scheduling.models import Visit as Occasion
from lupaus.scheduling.models import VisitState
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.order.service import EQUIPMENT_WORDS
from lupaus.vault.values import is_withheld

SEARCHING: Final = frozenset({VisitState.WAITING, VisitState.OFFERED})
MAILED_WITHIN: Final = timedelta(minutes=5)
"""How long the letter may take before the page says that it has been sent."""


@door(Purpose.ORDERING)
def confirmation(visit: Visit, order_id: UUID) -> HttpResponse:
    """Show what was ordered, to whoever ordered it; bookmarkable, by signing in later."""
    occasion = _own(visit, order_id)
    if occasion is None:
        return _not_here(visit)
    order = occasion.order
    told, series = orders.household_of(order), series_queries.series_of_order(order)
    names = {
        "order": order,
        "series": series,
        "pace": series_words.pace(series) if series else "",
        "coming": queries.visits_of(visit.actor).filter(order_id=order_id).order_by("starts_at"),
        "occasion": occasion,
        "quote": pricing.price(Terms.from_json(order.priced_from)),
        "equipment": EQUIPMENT_WORDS.get(Equipment(order.equipment), ""),
        "household": _household(told),
        "has_health_note": orders.health_note_of(order) is not None,
        "cancellation": rules.cancellation(order, starts_at=occasion.starts_at, at=visit.at),
        "day": walltime.day_of(occasion.starts_at),
        "is_coming": occasion.state in queries.COMING,
        "is_confirmed": occasion.state not in SEARCHING,
        "is_mailed": visit.at >= order.placed_at + MAILED_WITHIN,
    }
    return render(visit, "public/order/confirmation.html", names)


@door(Purpose.ORDERING)
def calendar(visit: Visit, order_id: UUID) -> HttpResponse:
    """Return the visit as a calendar file: time and service, no address, no code."""
    occasion = _own(visit, order_id)
    if occasion is None:
        return _not_here(visit)
    order = occasion.order
    file = calendars.invitation(
        occasion.id,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        title=order.service.name,
        place=f"{order.address.postcode} {order.address.city}",
        written_at=visit.at,
        sequence=occasion.sequence,
        is_cancelled=occasion.state == VisitState.CANCELLED,
    )
    return HttpResponse(
        file.content,
        content_type=f"{file.mime}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def _own(visit: Visit, order_id: UUID) -> Occasion | None:
    """Return the first visit of the actor's own order."""
    return queries.visits_of(visit.actor).filter(order_id=order_id).order_by("starts_at").first()


def _not_here(visit: Visit) -> HttpResponse:
    """Ask a visitor to sign in, whether there is such an order or not; tell everybody else that there is none."""
    if visit.user.is_authenticated:
        raise Http404
    return redirect_to_login(visit.get_full_path(), reverse("account_login"))


def _household(told: Household | None) -> list[str]:
    """Return who else is at home in words; nothing when nothing was told, or its key is gone."""
    if told is None or is_withheld(told.pets):
        return []
    return [*pets_in_words(told.pets), *children_in_words(told.children)]
