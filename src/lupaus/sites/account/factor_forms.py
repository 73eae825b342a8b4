"""allauth's forms for second factors with our fields and words."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from lupaus.sites.account.forms import CodeField
from lupaus.sites.furniture import choices
from lupaus.sites.furniture.forms import Form

_REMEMBERED_SECONDS = 120
"""Longer than any code of an application is accepted (30 s, with one step of tolerance each way)."""

PASSKEY_NAMES = (
    ("phone", _("Puhelin")),
    ("computer", _("Tietokone")),
    ("key", _("Turva-avain")),
    ("other", _("Muu laite")),
)
"""Names are chosen, not written: a name somebody writes would be personal data in a plain column."""


class _OnceOnly:
    """Refuses a code that was used, from whichever worker: the cache is shared by all.

    allauth remembers a code for 30 seconds only, which is shorter than it accepts it.

    Source: RFC 6238, 5.2; trust, 6.5.1.
    """

    def clean_code(self) -> str:
        """Return the code, used up now.

        Raises:
            ValidationError: it does not match, or was used before.
        """
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        owner = self.user.pk  # type: ignore[attr-defined]  # of the form it is mixed into
        if not cache.add(f"second-factor:{owner}:{code.strip()}", 1, timeout=_REMEMBERED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Authenticate(Form, _OnceOnly, base_forms.AuthenticateForm):
    """The second factor at sign-in."""

    code = CodeField(inputmode="numeric", help_text=_("Kuusi numeroa sovelluksesta tai yksi varakoodeistasi"))


class ReauthenticateByCode(Form, _OnceOnly, base_forms.ReauthenticateForm):
    """The second factor once more, before something that matters."""

    code = CodeField(inputmode="numeric", help_text=_("Kuusi numeroa sovelluksesta tai yksi varakoodeistasi"))


class ActivateTotp(Form, totp_forms.ActivateTOTPForm):
    """The first code of a newly set-up application."""

    code = CodeField(label=_("Koodi sovelluksesta"), inputmode="numeric", help_text=_("Kuusi numeroa"))


class DeactivateTotp(Form, totp_forms.DeactivateTOTPForm):
    """Stop using the application."""


class GenerateRecoveryCodes(Form, recovery_forms.GenerateRecoveryCodesForm):
    """New recovery codes instead of the old ones."""


class AddPasskey(Form, passkey_forms.AddWebAuthnForm):
    """A new passkey, made by the browser."""

    name = choices.OneOf(label=_("Missä avain on?"), options=PASSKEY_NAMES)
    passwordless = choices.Tick(label=_("Haluan kirjautua pelkällä tällä avaimella, ilman koodia"))
    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Selain ei antanut avainta. Yritä uudelleen."),
            "invalid": _("Avainta ei voitu lukea. Yritä uudelleen."),
        },
    )

    def clean_name(self) -> str:
        """Return the chosen name; the ceremony in the browser is over, so a missing one is "other"."""
        return self.cleaned_data.get("name") or PASSKEY_NAMES[-1][0]
