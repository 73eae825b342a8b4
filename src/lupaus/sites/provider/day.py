"""Today and what is coming."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.scheduling import queries
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import cards, found
from lupaus.sites.provider.cards import Card
from lupaus.sites.provider.found import work_door

LISTED: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list."""

    on: date
    cards: list[Card]


@work_door
def day(request: Request) -> HttpResponse:
    """Show today's visits, the one to work with first, and the days ahead."""
    provider = found.provider(request)
    listed = [Card(each, at=request.at) for each in queries.visits_for(provider, _ahead(request))]
    today = walltime.day_of(request.at)
    todays = [card for card in listed if card.period.day_on == today]
    names = {
        "today": today,
        "cards": todays,
        "card": cards.current(todays),
        "count": len(todays),
        "done": sum(card.is_over for card in todays),
        "days": list(_by_day(card for card in listed if card.period.day_on > today)),
    }
    return render(request, "provider/day.html", names)


def _ahead(request: Request) -> Period:
    """Return the time from the beginning of today on that the list shows."""
    return Period.of(walltime.midnight(walltime.day_of(request.at)), LISTED)


def _by_day(listed: Iterable[Card]) -> Iterable[Day]:
    for on, same in groupby(listed, key=lambda card: card.period.day_on):
        yield Day(on, list(same))
