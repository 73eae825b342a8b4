"""Take the cancellation of a visit back, within ten minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.scheduling import undo
from lupaus.sites.customer import found, visits
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture.doors import Visit as Request


@require_POST
@visit_door
def restoration(request: Request, visit_id: UUID) -> HttpResponse:
    """Give a cancelled visit back as it was."""
    visit = found.visit(request, visit_id)
    try:
        undo.restore(visit, by=request.actor, at=request.at)
    except Refused as no:
        return visits.page(request, visit_id, refusal=str(no), status=409)
    messages.success(request, say("Käynti on taas voimassa. Peruminen ei maksa mitään."))
    return redirect("customer:visit", visit_id)
