"""The notice as it is published now: its languages, its fingerprint, what it lacks."""

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.company import queries as company
from lupaus.privacy.notice import fingerprint
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit


@officer_door
def notice(request: Visit) -> HttpResponse:
    """Show where the notice is read and which text it is."""
    profile = company.profile_or_none(request.at)
    return render(request, "desk/notice.html", {"profile": profile, "fingerprint": fingerprint.current(request.at)})
