"""allauth's pages where its own leave something out for us."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from lupaus.accounts import claims, handles, queries, users
from lupaus.accounts.models import User
from lupaus.communication import messages
from lupaus.sites.account import addresses, letters, limits
from lupaus.sites.account.forms import CodeField
from lupaus.sites.account.visits import SignedIn
from lupaus.sites.furniture.forms import Form

_STATE = "reauthentication_by_mail"
_SECONDS = 600
_TRIES = 3


class _StartsOver:
    """Lets somebody who mistyped the address begin again, where allauth would lead back to the code."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        del stage
        clear_login(request)


class RequestCode(_StartsOver, account_views.RequestLoginCodeView):
    """Ask for a sign-in code."""


class PasswordLogin(_StartsOver, account_views.LoginView):
    """Sign in with a password."""


class NewAddress(account_views.EmailView):
    """Ask for another address to sign in with."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the address under the person's own key until it is proven or replaced; send the code.

        Raises:
            ReauthenticationRequired: the person has not shown lately who they are; then nothing is kept.
        """
        request: SignedIn = self.request
        reauthentication.raise_if_reauthentication_required(request, app="allauth.account")
        address = addresses.address_of(request, form.cleaned_data["email"], at=request.at)
        handles.seal_address(address, request.user.subject, at=request.at)
        answer: HttpResponse = super().form_valid(form)
        return answer


class ConfirmNewAddress(account_views.ConfirmEmailVerificationCodeView):
    """Take the code from the new address; then the old one is forgotten and the rooms are told."""

    def _verify_form_valid(self, form: Form) -> HttpResponse:
        user, before = self._process.user, self._process.user.email
        response: HttpResponse = super()._verify_form_valid(form)
        user = User.objects.get(pk=user.pk)
        if user.email != before:
            address = handles.address_behind(user.email, at=self.request.at)
            here = self.request.session.session_key
            users.note_moved(user, by=self.request.actor, at=self.request.at, keep=here)
            claims.tell_moved(user, address, by=self.request.actor, at=self.request.at)
        return response


class ActivateTotp(totp_views.ActivateTOTPView):
    """Set up a code application; its first code counts as this sign-in's second factor."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the application and note that its code was shown."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp", reauthenticated=True)
        return response


class AddPasskey(passkey_views.AddWebAuthnView):
    """Set up a passkey; making it counts as this sign-in's second factor."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the passkey and note that it was shown."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="webauthn", reauthenticated=True)
        return response


def or_factors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead to the list of second factors where somebody has none of the kind that a page is about."""

    @wraps(view)
    def show(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: the view's own
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return redirect("mfa_index")

    return show


class SignOut(account_views.LogoutView):
    """Sign out, and let the browser forget what it kept of our pages, but not that it has been here.

    The cookie by which it is known again stays, or every sign-in would be told of as one with a new device.
    """

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: Django's own
        """End the session."""
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            response.delete_cookie(cookie, samesite="Lax")
        return response


class MailedCode(Form):
    """The code that came by mail, before something that matters."""

    code = CodeField()


@login_required
def reauthenticate_by_mail(request: SignedIn) -> HttpResponse:
    """Let somebody without password and second factor show again who they are, by a mailed code."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if methods[0]["id"] != "mail":
        return redirect(methods[0]["url"])
    state = request.session.get(_STATE)
    if request.method != "POST":
        return _page(request, MailedCode(), is_sent=state is not None)
    if "code" not in request.POST:
        return _send(request)
    return _check(request, state or {})


def _send(request: SignedIn) -> HttpResponse:
    user = request.user
    if not limits.may_ask_code(request, user.email):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    code = get_adapter(request).generate_login_code()
    letter = letters.code_letter(*letters.REAUTHENTICATION, code)
    messages.send(
        letters.REAUTHENTICATION_CODE,
        letter,
        to=user.subject_id,
        address=queries.own_address(user),
        by=request.actor,
        at=request.at,
    )
    request.session[_STATE] = {"code": code, "at": time.time(), "tries": 0}
    return HttpResponseRedirect(request.get_full_path())


def _check(request: SignedIn, state: dict[str, Any]) -> HttpResponse:  # Any: what the session holds
    form = MailedCode(request.POST)
    is_alive = bool(state) and time.time() - state["at"] < _SECONDS
    if form.is_valid() and is_alive and compare_user_code(actual=form.cleaned_data["code"], expected=state["code"]):
        del request.session[_STATE]
        record_authentication(request, request.user, method="code", reauthenticated=True)
        resumed: HttpResponse | None = reauthentication.resume_request(request)
        return resumed or redirect(get_next_redirect_url(request) or "account_home")
    if form.is_valid():
        form.add_error("code", get_adapter(request).error_messages["incorrect_code"])
    return _page(request, form, is_sent=_count(request, state) and is_alive)


def _count(request: SignedIn, state: dict[str, Any]) -> bool:  # Any: what the session holds
    """Count a wrong code; say whether the code that was sent still works."""
    tries = state.get("tries", _TRIES) + 1
    if tries >= _TRIES:
        request.session.pop(_STATE, None)
        return False
    request.session[_STATE] = state | {"tries": tries}
    return True


def _page(request: SignedIn, form: Form, *, is_sent: bool) -> HttpResponse:
    return render(request, "account/reauthenticate_by_mail.html", {"form": form, "is_sent": is_sent})
