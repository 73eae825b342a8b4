"""Today and what is coming."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.kernel import walltime
from lupaus.scheduling import queries
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import cards, found
from lupaus.sites.provider.cards import Card
from lupaus.sites.provider.found import work_door


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list."""

    on: date
    cards: list[Card]


@work_door
def day(request: Request) -> HttpResponse:
    """Show today's visits, the one to work with first, and the days ahead."""
    provider = found.provider(request)
    listed = [Card(each, at=request.at) for each in queries.coming(provider, at=request.at)]
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


def _by_day(listed: Iterable[Card]) -> Iterable[Day]:
    for on, same in groupby(listed, key=lambda card: card.period.day_on):
        yield Day(on, list(same))
