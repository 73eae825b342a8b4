"""One visit on the office's desk."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lupaus.billing import queries as billing
from lupaus.orders import queries as orders
from lupaus.orders.household import children_in_words, pets_in_words
from lupaus.scheduling import queries, rules, series_queries, undo
from lupaus.scheduling.models import CancelReason, Visit, VisitState
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.fields import Words
from lupaus.sites.staff.day import day_door

CANCEL_REASONS: Final[dict[str, Words]] = {
    CancelReason.NOT_NEEDED: _("Asiakas ei tarvitse käyntiä"),
    CancelReason.OTHER_TIME: _("Aika ei sovi asiakkaalle"),
    CancelReason.ILLNESS: _("Asiakkaalle tuli este"),
    CancelReason.NO_PROVIDER: _("Emme löytäneet tekijää"),
    CancelReason.OTHER: _("Muu syy"),
}
"""Why a visit is cancelled, as the office says it."""


def found(visit_id: UUID) -> Visit:
    """Return a visit.

    Raises:
        Http404: there is none.
    """
    try:
        return queries.visit(visit_id)
    except Visit.DoesNotExist as none:
        raise Http404 from none


@day_door
def visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Show who, where, when and what has happened; the customer sees that name and address were opened."""
    return page(request, found(visit_id))


def page(request: Request, visit: Visit, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a visit, with why something was refused."""
    cancellation = getattr(visit, "cancellation", None)
    household = orders.household_of(visit.order)
    names = {
        "visit": visit,
        "order": visit.order,
        "pets": pets_in_words(_told(household.pets)) if household else [],
        "children": children_in_words(_told(household.children)) if household else [],
        "has_health_note": orders.health_note_of(visit.order) is not None,
        "timeline": queries.timeline(visit),
        "offers": visit.offers.select_related("provider"),
        "invoice": billing.invoice_of_visit(visit),
        "undone": queries.undone(visit),
        "price": queries.price_of(visit),
        "add_ons": queries.add_ons_of(visit) if visit.state in {VisitState.STARTED, VisitState.FINISHED} else [],
        "cancellation": cancellation,
        "no_show": getattr(visit, "no_show", None),
        "cancel_reason": CANCEL_REASONS[cancellation.reason] if cancellation else "",
        "state": VisitState(visit.state),
        "may_move": rules.may_move(visit, by=request.actor, at=request.at),
        "may_cancel": rules.may_cancel(visit, by=request.actor, at=request.at),
        "may_reassign": VisitState.OFFERED in rules.STEPS[VisitState(visit.state)],
        "may_mark_no_show": VisitState.NO_SHOW in rules.STEPS[VisitState(visit.state)]
        and request.at >= visit.starts_at,
        "series": series_queries.series_of_visit(visit),
        "may_restore": undo.may_restore(visit, at=request.at),
        "refusal": refusal,
    }
    return render(request, "staff/visit.html", names, status=status)


def _told(counts: object) -> dict[str, int]:
    """Return counts by kind; none when nothing was told."""
    return counts if isinstance(counts, dict) else {}
