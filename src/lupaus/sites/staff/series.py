"""Series on the office's desk: the days that wait for a choice, and one series on the customer's behalf."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.scheduling import series_queries, series_words
from lupaus.scheduling.models import Series, Visit
from lupaus.sites.furniture import series_changes, series_pages
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.series_pages import Side
from lupaus.sites.staff import visits
from lupaus.sites.staff.day import day_door

ON_A_PAGE = 25


def _any(request: Request, series_id: UUID) -> Series:
    del request
    return series_queries.any_series(series_id)


def _visit(request: Request, visit_id: UUID) -> Visit:
    del request
    return visits.found(visit_id)


SIDE = Side(
    room="staff",
    base="furniture/desk.html",
    find=_any,
    find_visit=_visit,
    agrees=False,
    reasons=tuple(visits.CANCEL_REASONS.items()),
    why=_("Miksi sarja lopetetaan"),
    what=_("Mitä asiakkaan kanssa sovittiin?"),
    told=_("Sarja on lopetettu. Asiakas ja tekijä saavat viestin 10 minuutin kuluttua."),
)


@day_door
def waiting(request: Request) -> HttpResponse:
    """List the days of all series that wait for a choice, the soonest first; customers by number."""
    page = Paginator(series_queries.waiting_days(at=request.at), ON_A_PAGE).get_page(request.GET.get("page"))
    days = [(day, series_words.pace(day.series)) for day in page]
    return render(request, "staff/series_waiting.html", {"days": days, "page": page})


@day_door
def series(request: Request, series_id: UUID) -> HttpResponse:
    """Show one series: how it comes, the next visits, what waits for a choice."""
    return series_pages.page(SIDE, request, SIDE.own(request, series_id))


@day_door
def ending(request: Request, series_id: UUID) -> HttpResponse:
    """Show what ending costs, visit by visit, then end; from one visit on when the address names it."""
    return series_pages.ending(SIDE, request, series_id)


@require_POST
@day_door
def resumption(request: Request, series_id: UUID) -> HttpResponse:
    """Take the end of a series back."""
    return series_pages.resumption(SIDE, request, series_id)


@day_door
def day(request: Request, series_id: UUID, day_id: UUID) -> HttpResponse:
    """Choose what is done on a day that cannot be as agreed."""
    return series_pages.day(SIDE, request, series_id, day_id)


@day_door
def time(request: Request, series_id: UUID) -> HttpResponse:
    """Move this visit and the following, or all of the series, to another time and pace."""
    return series_changes.time(SIDE, request, series_id)


@require_POST
@day_door
def earlier_time(request: Request, series_id: UUID) -> HttpResponse:
    """Take the last move of a series back."""
    return series_changes.earlier_time(SIDE, request, series_id)


@day_door
def pause(request: Request, series_id: UUID) -> HttpResponse:
    """Let the series rest until one of its days."""
    return series_changes.pause(SIDE, request, series_id)


@require_POST
@day_door
def continuation(request: Request, series_id: UUID) -> HttpResponse:
    """Take a pause back."""
    return series_changes.continuation(SIDE, request, series_id)
