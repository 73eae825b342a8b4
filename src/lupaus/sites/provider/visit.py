"""One visit: what to do, how to get in, whom to call, each in its window."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.kernel import spoken
from lupaus.scheduling import series_queries, series_words
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider.cards import Card, Revealed
from lupaus.sites.provider.found import work_door
from lupaus.vault.reading import is_withheld


@work_door
def visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Show the visit; what is sensitive stays closed until it is pressed open."""
    return page(request, Card(found.visit(request, visit_id), at=request.at))


@require_POST
@work_door
def code(request: Request, visit_id: UUID) -> HttpResponse:
    """Open the door code and the way in, now, on this answer only; the customer sees that it was opened."""
    card = Card(found.visit(request, visit_id), at=request.at)
    values = (card.address.access_code, card.address.access_instructions) if card.has_code else ()
    return _revealed(request, card, "code", values)


@require_POST
@work_door
def health(request: Request, visit_id: UUID) -> HttpResponse:
    """Open the health note, now, on this answer only; the customer sees that it was opened."""
    card = Card(found.visit(request, visit_id), at=request.at)
    note = card.health_note
    return _revealed(request, card, "health", (note.note,) if note else ())


def page(
    request: Request, card: Card, *, refusal: str = "", status: int = 200, opened: Mapping[str, Revealed] | None = None
) -> HttpResponse:
    """Return the page of a visit, with what was opened or why something was refused."""
    series = series_queries.series_of_visit(card.visit)
    names = {"card": card, "refusal": refusal, "pace": series_words.pace(series) if series else "", **(opened or {})}
    return render(request, "provider/visit.html", names, status=status)


def _revealed(request: Request, card: Card, name: str, values: tuple[object, ...]) -> HttpResponse:
    words = tuple(str(value) for value in values if value and not is_withheld(value))
    if not words:
        return page(request, card, refusal=_closed(card), status=409)
    return page(request, card, opened={name: Revealed(words, request.at, card.closes_at)})


def _closed(card: Card) -> str:
    if card.opens_later:
        return _("Tämä aukeaa %(when)s.") % {"when": spoken.when(card.opens_at, now=card.at)}
    return _("Tämä ei enää aukea. Jos tarvitset sitä vielä, soita toimistoon.")
