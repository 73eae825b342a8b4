"""Key tags of a customer: the number, and nothing that leads a finder of the key to a door."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from lupaus.billing import key_tags
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import cases
from lupaus.sites.staff.customers import care_door, known


@care_door
def tags(request: Request, customer_id: UUID) -> HttpResponse:
    """Return a sheet to print."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    headers = {"Content-Disposition": 'inline; filename="avainlaput.pdf"'}
    return HttpResponse(key_tags.typeset(row.number, at=request.at), content_type="application/pdf", headers=headers)
