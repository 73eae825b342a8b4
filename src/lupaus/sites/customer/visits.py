"""The start page, next visit and price first, and the page of one visit."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lupaus.orders import queries as orders
from lupaus.scheduling import queries, series_queries, series_words, undo
from lupaus.scheduling.models import VisitState
from lupaus.scheduling.queries import COMING
from lupaus.sites.customer import found
from lupaus.sites.customer.cards import Card
from lupaus.sites.customer.found import visit_door
from lupaus.sites.customer.rating_form import RatingForm
from lupaus.sites.furniture.doors import Visit as Request

PAST_ON_A_PAGE = 10


@visit_door
def visits(request: Request) -> HttpResponse:
    """Show the next visit with its price and what happens when, then the others."""
    own = queries.visits_of(request.actor)
    following = queries.next_visit(request.actor, at=request.at)
    coming = own.filter(state__in=COMING, ends_at__gt=request.at).order_by("starts_at")
    gone = own.exclude(state__in=COMING, ends_at__gt=request.at).prefetch_related("ticks", "order__lines")
    past = Paginator(gone, PAST_ON_A_PAGE)
    shown = past.get_page(request.GET.get("page"))
    names = {
        "card": Card(queries.visit_of(request.actor, following.id), request) if following else None,
        "coming": [Card(each, request) for each in coming if following is None or each.id != following.id],
        "past": [Card(each, request) for each in shown],
        "page": shown,
        "to_rate": _to_rate(request),
        "again": orders.repeatable(request.actor),
        "series": [(each, series_words.pace(each)) for each in series_queries.running_of(request.actor)],
    }
    return render(request, "customer/visits.html", names)


@visit_door
def visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Show one visit: state, price, timeline, what can be done with it now."""
    return page(request, visit_id)


def page(
    request: Request, visit_id: UUID, *, form: RatingForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of one's own visit, with a rating that was not right or why something was refused."""
    card = Card(found.visit(request, visit_id), request)
    given = {"stars": card.rating.stars, "text": card.rating.text or ""} if card.rating else {}
    names = {
        "card": card,
        "series": series_queries.series_of_visit(card.visit),
        "may_restore": undo.may_restore(card.visit, at=request.at),
        "form": form or RatingForm(initial=given),
        "refusal": refusal,
    }
    return render(request, "customer/visit.html", names, status=status)


def _to_rate(request: Request) -> Card | None:
    """Return the latest finished visit that has no rating yet."""
    done = queries.visits_of(request.actor).filter(
        state__in=(VisitState.FINISHED, VisitState.APPROVED), rating__isnull=True
    )
    latest = done.first()
    return Card(latest, request) if latest else None
