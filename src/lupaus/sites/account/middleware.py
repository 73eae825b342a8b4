"""Who is present, and until when: every request learns its actor and its time."""

from collections.abc import Callable
from typing import cast

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from lupaus.accounts import actors, devices, factors, lifetimes, sessions
from lupaus.foundation import clock
from lupaus.promises import Actor
from lupaus.sites.account import recency
from lupaus.sites.account.visits import SignedIn

type Answer = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_FACTOR = frozenset(
    {
        "account_logout",
        "account_signed_out",
        "account_reauthenticate",
        "account_reauthenticate_by_mail",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
"""What staff reach before they have shown a second factor: the way to show it, and the way out."""
ENROLMENT = frozenset({"mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"})
"""What staff reach who have no second factor yet. Whoever has one shows it first: a session from before it was
enrolled may not add another."""


class Present:
    """Sets `request.at` (business time) and `request.actor`, and ends sign-ins whose time is over.

    Staff who have not shown a second factor in this sign-in go to the page where they can, and nowhere else.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as whoever is present."""
        present = cast("SignedIn", request)
        present.at = clock.now()
        present.actor = Actor.visitor()
        _describe(present)
        if present.user.is_authenticated:
            present.actor = actors.actor_of(present.user, at=present.at)
            _end_or_touch(present)
        return self._to_second_factor(present) or self.get_response(request)

    def _to_second_factor(self, request: SignedIn) -> HttpResponse | None:
        if not request.actor.is_staff or recency.used_second_factor(request):
            return None
        has_one = factors.has_one(request.user)
        if _is_open(request.path_info, has_one=has_one):
            return None
        page = "mfa_reauthenticate" if has_one else "mfa_index"
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")


def _describe(request: SignedIn) -> None:
    """Let the session know, reduced, where it is used from; it is written only when somebody signs in."""
    request.session.network = devices.network_of(get_adapter(request).get_client_ip(request))
    request.session.browser = devices.browser_of(request.META.get("HTTP_USER_AGENT", ""))


def _end_or_touch(request: SignedIn) -> None:
    row, now = request.session.row, clock.wall()
    if row is None or lifetimes.is_over(row, lifetimes.of(request.actor), now):
        request.session.flush()
        request.user = AnonymousUser()  # type: ignore[assignment]  # from here on it is nobody
        request.actor = Actor.visitor()
    else:
        sessions.touch(row, now)


def _is_open(path: str, *, has_one: bool) -> bool:
    try:
        return resolve(path).url_name in (OPEN_WITHOUT_FACTOR if has_one else OPEN_WITHOUT_FACTOR | ENROLMENT)
    except Resolver404:
        return True  # there is nothing to see there
