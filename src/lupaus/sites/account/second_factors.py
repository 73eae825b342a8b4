"""allauth's second factors in our house: secrets sealed with their owner's key, labels a person recognises."""

from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import factors, handles
from lupaus.accounts.models import User


class Adapter(DefaultMFAAdapter):
    """allauth's adapter for second factors (MFA_ADAPTER)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Työtehtäväsi vaatii toisen tunnisteen. Lisää ensin toinen, poista sitten tämä."
        ),
        "cannot_generate_recovery_codes": _("Ota ensin käyttöön tunnistautumissovellus tai pääsyavain."),
        "incorrect_code": _("Koodi ei täsmää. Odota seuraavaa koodia ja yritä uudelleen."),
        "unverified_email": _("Vahvista ensin sähköpostiosoitteesi."),
    }

    def encrypt(self, text: str) -> str:
        """Keep a secret under the key of who is signed in; return the token that stands for it."""
        request = allauth_context.request
        return factors.seal_secret(text, request.user, at=request.at)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret behind a token."""
        return factors.secret_behind(encrypted_text, at=allauth_context.request.at)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let staff remove a second factor only when another one is left."""
        if not allauth_context.request.actor.is_staff:
            return True
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user=authenticator.user, type__in=kinds).exclude(pk=authenticator.pk)
        return bool(others.exists())

    def _get_user_identifier(self, user: User) -> str:
        """Name the account by its address, which leaves only for the person's own device."""
        return handles.address_behind(user.email, at=allauth_context.request.at)

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, object]:
        """Name the account on the person's own device by its address."""
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": entity["name"]}
