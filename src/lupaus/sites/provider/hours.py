"""The hours of a month."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.scheduling import queries
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider.found import work_door

_MONTHS_BACK = 12
_YEAR = 12


@work_door
def hours(request: Request) -> HttpResponse:
    """Show what was worked in a month, visit by visit: `?back=1` is the month before."""
    provider = found.provider(request)
    back = _back(request.GET.get("back", ""))
    month = _month(walltime.day_of(request.at), back)
    whole = _period(month)
    rows = [visit.actual for visit in queries.visits_for(provider, whole) if visit.actual]
    names = {
        "month": month,
        "rows": rows,
        "minutes": queries.minutes_worked(provider, whole),
        "earlier": back + 1 if back < _MONTHS_BACK else None,
        "later": back - 1 if back else None,
    }
    return render(request, "provider/hours.html", names)


def _period(first: date) -> Period:
    """Return the whole month in Finland."""
    after = date(first.year + first.month // _YEAR, first.month % _YEAR + 1, 1)
    return Period(walltime.midnight(first), walltime.midnight(after))


def _back(text: str) -> int:
    return min(int(text), _MONTHS_BACK) if text.isascii() and text.isdigit() and len(text) <= len("12") else 0


def _month(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
