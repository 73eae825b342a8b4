"""Account pages that are ours alone: the overview, sessions, one-time links."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.accounts import factors, queries, sessions, sign_in_links
from lupaus.foundation import clock
from lupaus.kernel.refused import Refused
from lupaus.promises.actors import BOUND
from lupaus.sites.account.entrance import sign_in
from lupaus.sites.account.factor_forms import PASSKEY_NAMES
from lupaus.sites.account.visits import Entrance, SignedIn

_RECOVERY_CODES = 10


@login_required
def home(request: SignedIn) -> HttpResponse:
    """Show what one's account is signed in with, and where it can be changed."""
    return render(
        request,
        "account/home.html",
        {
            "address": queries.own_address(request.user),
            "has_factor": factors.has_one(request.user),
            "is_bound": request.actor.has(*BOUND),
            "must_sign": request.actor.must_sign(request.at),
        },
    )


@login_required
def list_sessions(request: SignedIn) -> HttpResponse:
    """Show where the account is signed in; end one of these sign-ins, or all others."""
    if request.method == "POST":
        return _end_sessions(request)
    current = request.session.row.pk if request.session.row else None
    found = queries.sessions_of(request.user, clock.wall())
    return render(request, "account/sessions.html", {"sessions": found, "current": current})


@login_required
def list_factors(request: SignedIn) -> HttpResponse:
    """Show the second factors of the account."""
    found = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    return render(
        request,
        "account/factors.html",
        {
            "totp": next((each for each in found if each.type == Authenticator.Type.TOTP), None),
            "passkeys": [_passkey(each) for each in found if each.type == Authenticator.Type.WEBAUTHN],
            "codes_left": next((_codes_left(each) for each in found if _is_codes(each)), None),
            "is_required": request.actor.is_staff,
            "has_one": factors.has_one(request.user),
            "next": request.GET.get("next", ""),
        },
    )


def link(request: Entrance, token: str) -> HttpResponse:
    """Show a button for a one-time link, and sign in when it is pressed: a mail scanner that looks uses nothing up."""
    now = clock.wall()
    if request.method != "POST":
        usable = sign_in_links.is_usable(token, now=now)
        return render(request, "account/link.html", {"is_usable": usable}, status=200 if usable else 404)
    try:
        used = sign_in_links.use(token, by=request.actor, at=request.at, now=now)
    except Refused as no:
        return render(request, "account/link.html", {"is_usable": False, "sentence": str(no)}, status=404)
    return sign_in(request, used.user, how="link", counts_as_second_factor=sign_in_links.counts_as_second_factor(used))


def signed_out(request: Entrance) -> HttpResponse:
    """Say that the sign-out is done; the browser forgets what it kept of our pages."""
    if request.user.is_authenticated:
        return redirect("account_home")
    return render(request, "account/signed_out.html")


def _end_sessions(request: SignedIn) -> HttpResponse:
    if "others" in request.POST:
        count = sessions.end_others(request.user, request.session.session_key)
        toasts.success(request, _("Kirjasimme sinut ulos muualta (%(count)d).") % {"count": count})
    elif sessions.end(request.user, _id(request.POST.get("session", ""))):
        toasts.success(request, _("Kirjautuminen on lopetettu."))
    else:
        raise Http404
    return redirect("account_sessions")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _passkey(authenticator: Authenticator) -> dict[str, Any]:  # Any: what the template shows
    name = dict(PASSKEY_NAMES).get(authenticator.data.get("name"), PASSKEY_NAMES[-1][1])
    return {"id": authenticator.pk, "name": name, "created_at": authenticator.created_at}


def _is_codes(authenticator: Authenticator) -> bool:
    return bool(authenticator.type == Authenticator.Type.RECOVERY_CODES)


def _codes_left(authenticator: Authenticator) -> int:
    return _RECOVERY_CODES - int(authenticator.data["used_mask"]).bit_count()
