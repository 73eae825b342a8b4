"""A visit as a file for one's calendar."""

from uuid import UUID

from django.http import HttpResponse

from lupaus.communication import calendars
from lupaus.scheduling.models import VisitState
from lupaus.sites.customer import found
from lupaus.sites.customer.found import visit_door
from lupaus.sites.furniture.doors import Visit as Request


@visit_door
def calendar(request: Request, visit_id: UUID) -> HttpResponse:
    """Return the event; a later download carries a higher sequence, and a cancelled visit says so."""
    visit = found.visit(request, visit_id)
    address = visit.order.address
    event = calendars.invitation(
        visit.id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=visit.order.service.name,
        place=f"{address.street}, {address.postcode} {address.city}",
        written_at=request.at,
        sequence=visit.sequence,
        is_cancelled=visit.state == VisitState.CANCELLED,
    )
    disposition = f'attachment; filename="{event.name}"'
    return HttpResponse(event.content, content_type=event.mime, headers={"Content-Disposition": disposition})
