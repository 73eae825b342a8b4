"""What a provider's page is about: the provider who acts, and things that are theirs. Anything else is not there."""

from uuid import UUID

from django.http import Http404

from lupaus.promises import Purpose, Role
from lupaus.providers import queries as providers
from lupaus.providers.models import Provider
from lupaus.scheduling import queries
from lupaus.scheduling.models import Offer, Visit
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.doors import door

work_door = door(Purpose.SERVICE_DELIVERY, roles={Role.PROVIDER})
own_door = door(Purpose.WORKFORCE, roles={Role.PROVIDER})


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
