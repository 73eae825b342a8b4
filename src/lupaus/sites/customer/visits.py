"""The start page, next visit and price first, and the page of one visit."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lupaus.scheduling import overviews, series_queries, series_words, undo
from lupaus.scheduling.overviews import Overview
from lupaus.sites.customer import found
from lupaus.sites.customer.cards import Card
from lupaus.sites.customer.found import visit_door
from lupaus.sites.customer.rating_form import RatingForm
from lupaus.sites.furniture.doors import Visit as Request

PAST_ON_A_PAGE = 10
LONGEST_NUMBER = 6


@visit_door
def visits(request: Request) -> HttpResponse:
    """Show the next visit with its price and what happens when, then the others."""
    own, page = _own(request)
    cards = [Card(each, request) for each in own.coming]
    names = {
        "card": cards[0] if cards else None,
        "coming": cards[1:],
        "past": [Card(each, request) for each in own.past],
        "page": page,
        "to_rate": Card(own.to_rate, request) if own.to_rate else None,
        "again": own.again,
        "series": [(each, series_words.pace(each)) for each in series_queries.running_of(request.actor)]
        if own.has_series
        else [],
    }
    return render(request, "customer/visits.html", names)


def _own(request: Request) -> tuple[Overview, Page[int]]:
    """Return the visits of the start page, and the page of past ones that was asked for; the last when beyond it."""
    asked = _number(request.GET.get("page"))
    found = _overview(request, asked)
    if asked > 1 and not found.past:
        asked = _page(_overview(request, 1), asked).number
        found = _overview(request, asked)
    return found, _page(found, asked)


def _overview(request: Request, page: int) -> Overview:
    return overviews.of(request.actor, at=request.at, skip=(page - 1) * PAST_ON_A_PAGE, show=PAST_ON_A_PAGE)


def _page(found: Overview, number: int) -> Page[int]:
    return Paginator(range(found.past_count), PAST_ON_A_PAGE).get_page(number)


def _number(asked: str | None) -> int:
    is_number = asked is not None and asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER
    return max(int(asked), 1) if is_number and asked else 1


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
