"""Screen 2: real free times as buttons; the pressed one is held for ten minutes."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Purpose
from lupaus.scheduling import availability, holds
from lupaus.sites.furniture import price, slots
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.order import drafting, series

FIRST_WEEKS: Final = 1
MOST_WEEKS: Final = 9
WEEK: Final = 7


@door(Purpose.ORDERING)
def times(visit: Visit) -> HttpResponse:
    """Show the free times of the next days, or hold the one that was pressed."""
    if (placed := drafting.already_placed(visit)) is not None:
        return placed
    draft = drafting.current(visit)
    if (elsewhere := drafting.detour(draft, "time")) is not None or draft is None:
        return elsewhere or redirect("public:order_service")
    if visit.method == "POST":
        return _chosen(visit, draft)
    return page(visit, draft)


@require_POST
@door(Purpose.ORDERING)
def extension(visit: Visit) -> HttpResponse:
    """Hold the chosen time ten minutes longer and return to the screen that asked."""
    draft = drafting.current(visit)
    if draft is None:
        return drafting.already_placed(visit) or redirect("public:order_service")
    asking = visit.POST.get("page", "")
    back = asking if asking in {f"order_{step}" for step in drafting.STEPS} else "order_time"
    try:
        holds.extend(draft, by=visit.actor, at=visit.at)
    except Refused as no:
        return page(visit, draft, no, status=409)
    return redirect(f"public:{back}")


def page(visit: Visit, draft: Draft, refusal: Refused | None = None, *, status: int = 200) -> HttpResponse:
    """Return the screen of times, with what was refused and the nearest times instead when there is a refusal."""
    weeks, asked = _weeks(visit), availability.request_of(draft, at=visit.at)
    days = walltime.days(walltime.day_of(asked.earliest_at), weeks * WEEK)
    free = availability.free_times(asked, at=visit.at, days=len(days))
    quote = drafts.quote(draft, at=visit.at)
    names = {
        "draft": draft,
        "quote": quote,
        "hold": None if isinstance(refusal, holds.OutOfReach) else holds.current(draft, at=visit.at),
        "refusal": str(refusal or ""),
        "alternatives": getattr(refusal, "alternatives", ()),
        "days": slots.by_day(days, free),
        "any_free": bool(free),
        "weeks": weeks,
        "more_weeks": weeks + 1,
        "may_show_more": weeks < MOST_WEEKS,
        "step": 2,
        "steps": drafting.STEP_NAMES,
        "credit_on": days[0],
        "credit": price.credit(quote.total, quote.labour, days[0]) if quote else None,
    }
    return render(visit, "public/order/times.html", names, status=status)


def _chosen(visit: Visit, draft: Draft) -> HttpResponse:
    try:
        holds.hold(draft, slots.instant(visit.POST.get("starts_at", "")), by=visit.actor, at=visit.at)
    except Refused as no:
        return page(visit, draft, no, status=409)
    draft.refresh_from_db()
    if series.in_the_way(draft, visit.at):
        return redirect("public:order_series")
    return drafting.onward(draft)


def _weeks(visit: Visit) -> int:
    asked = visit.POST.get("weeks") or visit.GET.get("weeks") or ""
    return min(max(int(asked), FIRST_WEEKS), MOST_WEEKS) if asked.isascii() and asked.isdigit() else FIRST_WEEKS
