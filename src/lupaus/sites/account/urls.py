"""Addresses of the account pages, below /account/. allauth knows its pages by these names."""

from collections.abc import Callable

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from lupaus.promises import Purpose
from lupaus.sites.account import agreement, flows, registration, views
from lupaus.sites.furniture.doors import door


def _enter(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponse]:
    return door(Purpose.IDENTIFICATION)(view)


def _register(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponse]:
    return door(Purpose.REGISTRATION)(view)


urlpatterns = [
    path("", _enter(views.home), name="account_home"),
    path("confidentiality/", _enter(agreement.agreement), name="account_confidentiality"),
    path("sessions/", _enter(views.list_sessions), name="account_sessions"),
    path("link/<slug:token>/", _enter(views.link), name="account_link"),
    # Asking for an account without ordering
    path("register/", _register(registration.registration), name="account_registration"),
    path("register/sent/", _register(registration.sent), name="account_registration_sent"),
    # Signing in and out
    path("login/", _enter(flows.RequestCode.as_view()), name="account_login"),
    path("login/code/", _enter(account_views.confirm_login_code), name="account_confirm_login_code"),
    path("login/password/", _enter(flows.PasswordLogin.as_view()), name="account_password_login"),
    path("login/passkey/", _enter(passkey_views.login_webauthn), name="mfa_login_webauthn"),
    path("login/factor/", _enter(factor_views.authenticate), name="mfa_authenticate"),
    path("logout/", _enter(flows.SignOut.as_view()), name="account_logout"),
    path("signed-out/", _enter(views.signed_out), name="account_signed_out"),
    path("closed/", _enter(account_views.account_inactive), name="account_inactive"),
    # Showing again who one is
    path("again/password/", _enter(account_views.reauthenticate), name="account_reauthenticate"),
    path("again/mail/", _enter(flows.reauthenticate_by_mail), name="account_reauthenticate_by_mail"),
    path("again/factor/", _enter(factor_views.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", _enter(passkey_views.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # Address and password
    path("email/", _enter(flows.NewAddress.as_view()), name="account_email"),
    path("email/code/", _enter(flows.ConfirmNewAddress.as_view()), name="account_email_verification_sent"),
    path("password/", _enter(account_views.password_change), name="account_change_password"),
    path("password/first/", _enter(account_views.password_set), name="account_set_password"),
    path("password/forgotten/", _enter(account_views.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/code/",
        _enter(account_views.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/forgotten/new/",
        _enter(account_views.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/forgotten/done/",
        _enter(account_views.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    # Second factors
    path("factors/", _enter(views.list_factors), name="mfa_index"),
    path("factors/app/", _enter(flows.ActivateTotp.as_view()), name="mfa_activate_totp"),
    path("factors/app/removal/", _enter(flows.or_factors(totp_views.deactivate_totp)), name="mfa_deactivate_totp"),
    path(
        "factors/codes/", _enter(flows.or_factors(recovery_views.view_recovery_codes)), name="mfa_view_recovery_codes"
    ),
    path("factors/codes/new/", _enter(recovery_views.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("factors/passkeys/", _enter(flows.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/removal/", _enter(passkey_views.remove_webauthn), name="mfa_remove_webauthn"),
    # allauth asks for these names; they lead to the pages above
    path("login/", _enter(flows.RequestCode.as_view()), name="account_request_login_code"),
    path("factors/", _enter(views.list_factors), name="mfa_list_webauthn"),
]
