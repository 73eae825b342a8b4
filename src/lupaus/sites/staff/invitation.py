"""Where a provider opens their account with the link they were mailed."""

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.foundation import clock
from lupaus.promises import Purpose
from lupaus.providers import invitations
from lupaus.providers.invitations import HasAccount, InvitationIsSpent
from lupaus.sites.account.entrance import sign_in
from lupaus.sites.furniture.doors import Visit, door


@door(Purpose.IDENTIFICATION)
def invitation(request: Visit, token: str) -> HttpResponse:
    """Show what the link does; only the button uses it up, since mail scanners open links."""
    now = clock.wall()
    if request.method == "POST":
        try:
            user = invitations.accept(token, at=request.at, now=now)
        except (InvitationIsSpent, HasAccount) as no:
            return _spent(request, str(no))
        return sign_in(request, user, how="invitation", next_url="/work/")
    if not invitations.is_usable(token, now=now):
        return _spent(request, str(InvitationIsSpent()))
    return render(request, "staff/setup/invitation.html")


def _spent(request: Visit, sentence: str) -> HttpResponse:
    return render(request, "staff/setup/invitation.html", {"sentence": sentence}, status=410)
