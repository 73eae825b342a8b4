"""allauth's forms with our fields, our words and handles instead of addresses."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context as allauth_context
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import claims, passwords
from lupaus.accounts.models import User
from lupaus.sites.account import addresses, decoy, limits
from lupaus.sites.account.addresses import Address
from lupaus.sites.furniture import fields
from lupaus.sites.furniture.forms import Form


class Secret(fields.Field):
    """A password: any signs, kept as they are typed."""

    widget = forms.PasswordInput

    # Any: passed through to the field.
    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        """Make the field; `autocomplete` tells password managers which password is meant."""
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "maxlength": passwords.LONGEST})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value: object) -> str:
        """Return the password; one that is longer than any we accept is refused before it is hashed."""
        text = str(super().clean(value) or "")
        if len(text) > passwords.LONGEST:
            raise self.refuse(_("Salasanassa saa olla enintään %(longest)d merkkiä.") % {"longest": passwords.LONGEST})
        return text


class NewSecret(Secret):
    """A password that somebody chooses."""

    # Any: passed through to the field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field with the hint that says what a good password is."""
        super().__init__(
            autocomplete="new-password",
            missing=_("Valitse salasana"),
            help_text=_("Vähintään 12 merkkiä. Esimerkiksi neljä sanaa, jotka eivät liity toisiinsa."),
            **kwargs,
        )
        self.user: User | None = None  # set by allauth's form

    def clean(self, value: object) -> str:
        """Return the password.

        Raises:
            ValidationError: it is too short, too common, or built on a word that everybody here would guess.
        """
        text = super().clean(value)
        password_validation.validate_password(text, self.user)
        return text


class CodeField(fields.Line):
    """A code as it came by mail or from an application; letter case, spaces and dashes do not matter."""

    # Any: passed through to the field.
    def __init__(self, *, inputmode: str = "text", **kwargs: Any) -> None:
        """Make the field so that phones offer the code."""
        super().__init__(
            label=kwargs.pop("label", _("Koodi")),
            missing=_("Anna koodi"),
            longest=20,
            inputmode=inputmode,
            autocomplete="one-time-code",
            short=True,
            **kwargs,
        )


class RequestCode(Form, allauth_forms.RequestLoginCodeForm):
    """Ask for a sign-in code. What happens looks the same whether or not the address has an account."""

    email = Address()

    def clean_email(self) -> str:
        """Return the handle; the account behind it, if any, is found or opened for who may claim one.

        Raises:
            ValidationError: too many codes were asked for.
        """
        request = allauth_context.request
        address = self.cleaned_data["email"]
        handle = addresses.remember(request, address)
        if not limits.may_ask_code(request, handle):
            raise get_adapter().validation_error("too_many_login_attempts")
        user = claims.account_for(address, handle, by=request.actor, at=request.at)
        self._user = user if user is not None and user.is_active else None
        if self._user is None:
            decoy.write(request, handle)
        return handle


class ConfirmCode(Form, allauth_forms.ConfirmLoginCodeForm):
    """The code that came by mail."""

    code = CodeField(help_text=_("Kahdeksan kirjainta, esimerkiksi BCDF-GHJK"))


class ConfirmNewAddress(Form, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that came to the new address."""

    code = CodeField()


class ConfirmPasswordCode(Form, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that lets somebody choose a new password."""

    code = CodeField()


class PasswordLogin(Form, allauth_forms.LoginForm):
    """Sign in with a password, for those who chose one."""

    password = Secret(label=_("Salasana"), autocomplete="current-password", missing=_("Anna salasana"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.fields["login"] = Address()
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Return the handle."""
        return addresses.remember(allauth_context.request, self.cleaned_data["login"])


class NewAddress(Form, allauth_forms.AddEmailForm):
    """Another address to sign in with."""

    email = Address(label=_("Uusi sähköpostiosoite"))


class ChangePassword(Form, allauth_forms.ChangePasswordForm):
    """A new password instead of the present one."""

    oldpassword = Secret(
        label=_("Nykyinen salasana"), autocomplete="current-password", missing=_("Anna nykyinen salasana")
    )
    password1 = NewSecret(label=_("Uusi salasana"))
    password2 = Secret(
        label=_("Uusi salasana toisen kerran"),
        autocomplete="new-password",
        missing=_("Kirjoita salasana toisen kerran"),
    )


class SetPassword(Form, allauth_forms.SetPasswordForm):
    """A first password."""

    password1 = NewSecret(label=_("Salasana"))
    password2 = Secret(
        label=_("Salasana toisen kerran"), autocomplete="new-password", missing=_("Kirjoita salasana toisen kerran")
    )


class NewPassword(Form, allauth_forms.ResetPasswordKeyForm):
    """A new password instead of a forgotten one."""

    password1 = NewSecret(label=_("Uusi salasana"))
    password2 = Secret(
        label=_("Uusi salasana toisen kerran"),
        autocomplete="new-password",
        missing=_("Kirjoita salasana toisen kerran"),
    )


class ForgottenPassword(Form, allauth_forms.ResetPasswordForm):
    """Ask for a code that lets one choose a new password."""

    email = Address()

    def clean_email(self) -> str:
        """Return the handle; `users` are the active accounts behind it.

        Raises:
            ValidationError: too many codes were asked for.
        """
        request = allauth_context.request
        handle = addresses.remember(request, self.cleaned_data["email"])
        if not limits.may_ask_code(request, handle):
            raise get_adapter().validation_error("too_many_login_attempts")
        self.users = filter_users_by_email(handle, is_active=True, prefer_verified=True, for_login=True)
        if not self.users:
            decoy.write(request, handle)
        return handle


class Reauthenticate(Form, allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = Secret(label=_("Salasana"), autocomplete="current-password", missing=_("Anna salasana"))
