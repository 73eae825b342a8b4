"""The hours of a month."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.kernel import walltime
from lupaus.scheduling import queries
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider.found import work_door

_MONTHS_BACK = 12


@work_door
def hours(request: Request) -> HttpResponse:
    """Show what was worked in a month, visit by visit: `?back=1` is the month before."""
    provider = found.provider(request)
    back = _back(request.GET.get("back", ""))
    month = _month(walltime.day_of(request.at), back)
    worked = queries.hours_of(provider, month)
    names = {
        "month": month,
        "worked": worked,
        "earlier": back + 1 if back < _MONTHS_BACK else None,
        "later": back - 1 if back else None,
    }
    return render(request, "provider/hours.html", names)


def _back(text: str) -> int:
    return min(int(text), _MONTHS_BACK) if text.isascii() and text.isdigit() and len(text) <= len("12") else 0


def _month(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
