"""A customer's own series as one thing: its next visits, time, pauses and end, the days that wait for a choice."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.scheduling import series_queries
from lupaus.scheduling.models import Series
from lupaus.sites.customer import found
from lupaus.sites.customer.cancellations import REASONS
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import series_changes, series_pages
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.series_pages import Side


def _own(request: Request, series_id: UUID) -> Series:
    return series_queries.series_of(request.actor).get(id=series_id)


SIDE = Side(
    room="customer",
    base="furniture/customer.html",
    find=_own,
    find_visit=found.visit,
    agrees=True,
    reasons=tuple((reason.value, reason.label) for reason in REASONS),
    why=_("Miksi lopetat?"),
    what=_("Mitä tehdään?"),
    told=_("Sarja on lopetettu. Kerromme siitä sähköpostilla 10 minuutin kuluttua."),
)


@visit_door
def series(request: Request, series_id: UUID) -> HttpResponse:
    """Show one series: how it comes, the next visits, what waits for a choice."""
    return series_pages.page(SIDE, request, SIDE.own(request, series_id))


@visit_door
def ending(request: Request, series_id: UUID) -> HttpResponse:
    """Show what ending costs, visit by visit, then end; from one visit on when the address names it."""
    return series_pages.ending(SIDE, request, series_id)


@require_POST
@visit_door
def resumption(request: Request, series_id: UUID) -> HttpResponse:
    """Take the end of a series back."""
    return series_pages.resumption(SIDE, request, series_id)


@visit_door
def day(request: Request, series_id: UUID, day_id: UUID) -> HttpResponse:
    """Choose what is done on a day that cannot be as agreed."""
    return series_pages.day(SIDE, request, series_id, day_id)


@visit_door
def time(request: Request, series_id: UUID) -> HttpResponse:
    """Move this visit and the following, or all of the series, to another time and pace."""
    return series_changes.time(SIDE, request, series_id)


@require_POST
@visit_door
def earlier_time(request: Request, series_id: UUID) -> HttpResponse:
    """Take the last move of a series back."""
    return series_changes.earlier_time(SIDE, request, series_id)


@visit_door
def pause(request: Request, series_id: UUID) -> HttpResponse:
    """Let the series rest until one of its days."""
    return series_changes.pause(SIDE, request, series_id)


@require_POST
@visit_door
def continuation(request: Request, series_id: UUID) -> HttpResponse:
    """Take a pause back."""
    return series_changes.continuation(SIDE, request, series_id)
