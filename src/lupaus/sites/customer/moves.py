"""Move a visit to another free time, and back again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken, walltime
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.scheduling import availability, series_queries, visits
from lupaus.scheduling.models import Visit
from lupaus.scheduling.series import DearerNow
from lupaus.sites.customer import found
from lupaus.sites.customer.cards import Card
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture import slots
from lupaus.sites.furniture.doors import Visit as Request

FIRST_WEEKS = 2
LONGEST_AMOUNT = 8
MOST_WEEKS = 9


@visit_door
def time(request: Request, visit_id: UUID) -> HttpResponse:
    """Show the free times the visit could move to, or move it to the one that was pressed."""
    visit = found.visit(request, visit_id)
    if request.method != "POST":
        return _page(request, visit)
    if (Card(visit, request).offer.move_fee or Money.zero()) > _seen_fee(request):
        return _page(request, visit, DearerNow(), status=409)
    try:
        visits.move(visit, slots.instant(request.POST.get("starts_at", "")), by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, visit, no, status=409)
    return _moved(request, visit_id, undo=reverse("customer:visit_earlier_time", args=[visit_id]))


@require_POST
@visit_door
def earlier_time(request: Request, visit_id: UUID) -> HttpResponse:
    """Move the visit back to the time it had before it was moved last."""
    visit = found.visit(request, visit_id)
    try:
        visits.move_back(visit, by=request.actor, at=request.at)
    except Refused as no:
        return _page(request, visit, no, status=409)
    return _moved(request, visit_id)


def _moved(request: Request, visit_id: UUID, *, undo: str = "") -> HttpResponse:
    moved = found.visit(request, visit_id)
    words = say("Käynnin aika on nyt %(time)s.") % {"time": spoken.when(moved.planned, now=request.at)}
    messages.success(request, words, extra_tags=undo)
    return redirect("customer:visit", visit_id)


def _page(request: Request, visit: Visit, refusal: Refused | None = None, *, status: int = 200) -> HttpResponse:
    weeks = _weeks(request)
    asked = availability.request_to_move(visit, at=request.at)
    days = walltime.days(walltime.day_of(asked.earliest_at), weeks * 7)
    card = Card(visit, request)
    names = {
        "card": card,
        "series": series_queries.series_of_visit(visit),
        "days": slots.by_day(days, availability.free_times(asked, at=request.at, days=len(days)))
        if card.may_move
        else [],
        "steps": card.offer.ahead(request.at),
        "refusal": str(refusal or ""),
        "alternatives": getattr(refusal, "alternatives", ()),
        "more_weeks": weeks + 1,
        "may_show_more": weeks < MOST_WEEKS,
    }
    return render(request, "customer/visit_time.html", names, status=status)


def _seen_fee(request: Request) -> Money:
    """Return the price of moving that the person saw; what is no amount was nothing."""
    sent = request.POST.get("seen_fee", "")
    return Money(int(sent)) if sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_AMOUNT else Money.zero()


def _weeks(request: Request) -> int:
    asked = request.GET.get("weeks", "")
    return min(max(int(asked), FIRST_WEEKS), MOST_WEEKS) if asked.isascii() and asked.isdigit() else FIRST_WEEKS
