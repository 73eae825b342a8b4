"""What a provider's page is about: the provider who acts, and things that are theirs. Anything else is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from lupaus.promises import Purpose, Role
from lupaus.providers import queries as providers
from lupaus.providers.models import Provider
from lupaus.scheduling import queries
from lupaus.scheduling.models import Offer, Visit
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door

type Page[**P] = Callable[Concatenate[Request, P], HttpResponseBase]


def work_door[**P](view: Page[P]) -> Callable[..., HttpResponse]:
    """Open what the work needs, to providers."""
    return door(Purpose.SERVICE_DELIVERY, roles={Role.PROVIDER})(_with_counts(view))


def own_door[**P](view: Page[P]) -> Callable[..., HttpResponse]:
    """Open a provider's own details, to providers."""
    return door(Purpose.WORKFORCE, roles={Role.PROVIDER})(_with_counts(view))


def provider(request: Request) -> Provider:
    """Return the provider who acts.

    Raises:
        Http404: the account belongs to no provider.
    """
    found = providers.provider_of(request.actor)
    if found is None:
        raise Http404
    return found


def visit(request: Request, visit_id: UUID) -> Visit:
    """Return one of the provider's own visits.

    Raises:
        Http404: it is nobody's or somebody else's.
    """
    try:
        return queries.visit_for(provider(request), visit_id)
    except Visit.DoesNotExist as none:
        raise Http404 from none


def offer(request: Request, offer_id: UUID) -> Offer:
    """Return one of the provider's own offers, answered or not.

    Raises:
        Http404: it is nobody's or somebody else's.
    """
    try:
        return queries.offer_for(provider(request), offer_id)
    except Offer.DoesNotExist as none:
        raise Http404 from none


def _with_counts[**P](view: Page[P]) -> Page[P]:
    """Let the menu say how many offers wait."""

    @wraps(view)
    def counting(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.menu_counts = {"provider:offers": lambda: queries.offers_waiting(request.actor, at=request.at)}
        return view(request, *args, **kwargs)

    return counting
