"""Take the cancellation of a visit back, within ten minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.scheduling import undo
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import visits
from lupaus.sites.staff.day import day_door


@require_POST
@day_door
def restoration(request: Request, visit_id: UUID) -> HttpResponse:
    """Give a cancelled visit back as it was."""
    visit = visits.found(visit_id)
    try:
        undo.restore(visit, by=request.actor, at=request.at)
    except Refused as no:
        return visits.page(request, visit, refusal=str(no), status=409)
    messages.success(request, say("Käynti on taas voimassa. Kenellekään ei lähtenyt viestiä perumisesta."))
    return redirect("staff:visit", visit_id)
