"""The cookie by which a browser is known again, and the letter about one that is not."""

from django.conf import settings
from django.http import HttpResponse

from lupaus.accounts import handles, known_devices
from lupaus.accounts.models import User
from lupaus.communication import addresses, messages
from lupaus.foundation import clock
from lupaus.sites.account import letters
from lupaus.sites.account.visits import SignedIn


def note(request: SignedIn, user: User, answer: HttpResponse) -> HttpResponse:
    """Let the browser keep its token, and write to the account's owner when it is a new one."""
    sent = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    known = known_devices.recognise(user, sent, browser=request.session.browser, now=clock.wall())
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        known.token,
        max_age=int(known_devices.KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if known.is_new:
        _tell(request, user)
    return answer


def _tell(request: SignedIn, user: User) -> None:
    with addresses.writing_to(user.subject_id):
        letter = letters.new_device(request.session.browser, request.at)
    messages.send(
        letters.CHANGED,
        letter,
        to=user.subject_id,
        address=handles.address_behind(user.email, at=request.at),
        by=request.actor,
        at=request.at,
    )
