"""The page behind the link of a test letter: whoever has the letter in hand says so."""

from http import HTTPMethod

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lupaus.privacy import live
from lupaus.privacy.channel import probes
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door


@door(Purpose.SELF_SERVICE)
def channel(visit: Visit, token: str) -> HttpResponse:
    """Show a button, so that a scanner of links confirms nothing; pressed, note that the letter has arrived."""
    probe = probes.awaited(token)
    if probe is None:
        raise Http404
    if visit.method == HTTPMethod.POST:
        probes.confirm(token, at=visit.at)
        live.run("channel", at=visit.at)
        return redirect("public:channel", token)
    return render(visit, "public/channel.html", {"probe": probe})
