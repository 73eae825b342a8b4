"""Where allauth meets our house: addresses become handles, mail goes to the outbox, words are Finnish."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context as allauth_context
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages as toasts
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import actors, claims, devices
from lupaus.accounts.models import User
from lupaus.communication import messages
from lupaus.journal import entries
from lupaus.promises import Purpose
from lupaus.sites.account import addresses, browsers, letters, recency
from lupaus.sites.account.landing import landing_page
from lupaus.sites.account.visits import SignedIn

_PROVES_ADDRESS = frozenset({"code", "password_reset"})
"""Ways of signing in that show that the person reads the mailbox."""


class Adapter(DefaultAccountAdapter):
    """allauth's account adapter (ACCOUNT_ADAPTER)."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tämä tili on suljettu. Ota yhteyttä asiakaspalveluun."),
        "email_password_mismatch": _("Sähköposti tai salasana ei täsmää. Yritä uudelleen tai pyydä koodi."),
        "email_taken": _("Tällä sähköpostiosoitteella on jo tili. Kirjaudu sillä tai anna toinen osoite."),
        "duplicate_email": _("Tämä on jo osoitteesi. Anna toinen osoite."),
        "enter_current_password": _("Nykyinen salasana ei täsmää. Kirjoita se uudelleen."),
        "incorrect_code": _("Koodi ei täsmää. Tarkista se viestistä tai pyydä uusi."),
        "incorrect_password": _("Salasana ei täsmää. Kirjoita se uudelleen."),
        "invalid_login": _("Kirjautuminen ei onnistunut. Yritä uudelleen."),
        "invalid_password_reset": _("Koodi on vanhentunut. Pyydä uusi."),
        "rate_limited": _("Yrityksiä on ollut monta lyhyessä ajassa. Odota hetki ja yritä uudelleen."),
        "same_as_current": _("Tämä on jo osoitteesi. Anna toinen osoite."),
        "too_many_login_attempts": _("Yrityksiä on ollut monta lyhyessä ajassa. Odota hetki ja pyydä uusi koodi."),
        "unverified_primary_email": _("Vahvista ensin sähköpostiosoitteesi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed: an account comes from an order, an invitation or the owner."""
        del request
        return False

    def clean_email(self, email: str) -> str:
        """Turn what was typed into its handle."""
        return addresses.remember(allauth_context.request, email)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer as JSON only where a passkey is asked for; everywhere else a page is a page."""
        match = request.resolver_match
        return bool(match and match.url_name == "mfa_login_webauthn" and super().is_ajax(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # Any: as allauth gives
        """Write the letter that stands for allauth's template; `email` is a handle."""
        request = allauth_context.request
        kind, letter = letters.letter_for(template_prefix, context)
        user = User.objects.filter(email=email).first() or request.user
        messages.send(
            kind,
            letter,
            to=user.subject_id,
            address=addresses.address_of(request, email, at=request.at),
            by=request.actor,
            at=request.at,
        )

    def add_message(  # allauth's signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # Any: as allauth gives
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show our words for what happened; what we have no words for needs none."""
        del message_context, extra_tags
        words = message or _TOASTS.get((message_template or "").rpartition("/")[2].removesuffix(".txt"))
        if words:
            toasts.add_message(request, level, str(words))

    def get_login_redirect_url(self, request: SignedIn) -> str:
        """Send people to where their work or their visits are."""
        return landing_page(actors.actor_of(request.user, at=request.at))

    def get_login_stages(self) -> list[str]:
        """Leave the second factor out for a development link, in development."""
        stages: list[str] = super().get_login_stages()
        if recency.came_by_development_link(allauth_context.request):
            stages.remove("allauth.mfa.stages.AuthenticateStage")
        return stages

    def post_login(self, request: SignedIn, user: User, **kwargs: Any) -> HttpResponse:  # Any: as allauth gives
        """Journal the sign-in and hand over what belongs to a proven address."""
        request.actor = actors.actor_of(user, at=request.at)
        _note("account.signed_in", request, user)
        if any(record["method"] in _PROVES_ADDRESS for record in get_authentication_records(request, user)):
            claims.claim(user, by=request.actor, at=request.at)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return browsers.note(request, user, answer)

    def authentication_failed(self, request: SignedIn, **credentials: Any) -> None:  # Any: as allauth gives
        """Journal a wrong password, without saying for whom when there is nobody."""
        _note("account.sign_in_failed", request, User.objects.filter(email=credentials.get("email", "")).first())

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, str]]:
        """Return how somebody can show again who they are; a mailed code is always possible."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = str(_METHODS[method["id"]])
        if user.is_authenticated and not methods:
            methods.append(
                {
                    "id": "mail",
                    "description": str(_METHODS["mail"]),
                    "url": reverse("account_reauthenticate_by_mail"),
                }
            )
        return methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # Any: as allauth gives
        """Say whether somebody must show again who they are: always, unless they did within five minutes.

        allauth asks nothing of an account that has neither password nor second factor; we ask for a mailed code.

        Raises:
            ReauthenticationRequired: such an account has not shown it lately.
        """
        del app, kwargs
        request = allauth_context.request
        if recency.is_recent(request):
            return False
        if not get_reauthentication_flows(request.user):
            raise ReauthenticationRequired
        return True

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # Any: as allauth gives
        """Count failures by address and network, so that nobody can lock anybody else out."""
        return f"{credentials.get('email', '')}|{devices.network_of(self.get_client_ip(request))}"


_METHODS = {
    "reauthenticate": _("Salasanalla"),
    "mfa_reauthenticate": _("Tunnistautumissovelluksen koodilla"),
    "mfa_reauthenticate:webauthn": _("Pääsyavaimella"),
    "mail": _("Sähköpostiin tulevalla koodilla"),
}

_TOASTS = {
    "email_confirmed": _("Sähköpostiosoitteesi on vahvistettu."),
    "login_code_sent": _("Jos osoitteella on tili, lähetimme koodin."),
    "email_confirmation_sent": _("Lähetimme koodin uuteen osoitteeseen."),
    "password_changed": _("Salasana vaihdettu."),
    "password_set": _("Salasana asetettu."),
    "totp_activated": _("Tunnistautumissovellus on käytössä."),
    "totp_deactivated": _("Tunnistautumissovellus on poistettu käytöstä."),
    "webauthn_added": _("Pääsyavain lisätty."),
    "webauthn_removed": _("Pääsyavain poistettu."),
}


def _note(action: str, request: SignedIn, user: User | None) -> None:
    entries.record(
        action,
        by=request.actor,
        purpose=Purpose.SECURITY,
        at=request.at,
        subjects=[user.subject_id] if user else [],
        about=("account", user.pk if user else None),
    )
