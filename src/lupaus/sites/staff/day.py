"""The day by provider: who goes where, what waits for a provider, what is late."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lupaus.kernel import walltime
from lupaus.promises import Purpose, Role
from lupaus.scheduling import duties, queries
from lupaus.scheduling.models import VisitState
from lupaus.sites.furniture.amounts import EARLIEST, LATEST
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door
from lupaus.sites.staff import board

day_door = door(Purpose.SERVICE_DELIVERY, roles={Role.OFFICE})
_A_DAY = timedelta(days=1)
_MOST_WAITING = 24


@day_door
def today(request: Request) -> HttpResponse:
    """Show today's board."""
    return _page(request, walltime.day_of(request.at))


@day_door
def day_on(request: Request, on: str) -> HttpResponse:
    """Show the board of a day: "2026-11-26"."""
    try:
        day = date.fromisoformat(on)
    except ValueError as no_day:
        raise Http404 from no_day
    if not EARLIEST < day < LATEST:
        raise Http404
    return _page(request, day)


def _page(request: Request, day: date) -> HttpResponse:
    calling = list(queries.calling(at=request.at))
    waiting = [each for each in calling if each.state == VisitState.WAITING]
    drawn = board.draw(day, queries.day_board(day), at=request.at)
    unbound = [each for each in calling if each.state != VisitState.WAITING]
    names = {
        "board": drawn,
        "unbound": unbound[:_MOST_WAITING],
        "unbound_count": len(unbound),
        "waiting": waiting[:_MOST_WAITING],
        "waiting_count": len(waiting),
        "duties": duties.of(at=request.at),
        "today": walltime.day_of(request.at),
        "earlier": day - _A_DAY,
        "later": day + _A_DAY,
        "next_day": None if drawn.visits else queries.next_day_with_visits(day),
    }
    return render(request, "staff/day.html", names)
