"""Addresses that machines know: whom to tell of a hole, and that no data is sold.

Source: RFC 9116 (security.txt); Global Privacy Control, "GPC Support Resource".
"""

from datetime import UTC, timedelta
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from lupaus.privacy.notice import inputs
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door

GOOD_FOR: Final = timedelta(days=180)
"""How long a reader may rely on it; RFC 9116 asks for less than a year."""
GPC_SINCE: Final = "2026-11-22"


@require_safe
@door(Purpose.SECURITY)
def security(request: Visit) -> HttpResponse:
    """Say whom to tell of a hole; the end is reckoned from the clock, so that it is never over."""
    given = inputs.at(request.at)
    address = given.contact.email if given.contact else given.profile.email if given.profile else ""
    if not address:
        raise Http404
    expires = (request.at + GOOD_FOR).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{address}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        f"Policy: {request.build_absolute_uri('/tietosuoja')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@door(Purpose.SECURITY)
def gpc(request: Visit) -> HttpResponse:  # noqa: ARG001 -- a view
    """Say that the wish not to be followed is obeyed: nobody is followed here."""
    return JsonResponse({"gpc": True, "lastUpdate": GPC_SINCE})


urlpatterns = [
    path(".well-known/security.txt", security, name="security_txt"),
    path(".well-known/gpc.json", gpc, name="gpc"),
]
