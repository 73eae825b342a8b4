"""Forms about people, roles and the confidentiality agreement."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import confidentiality
from lupaus.accounts.models import Agreement
from lupaus.kernel import walltime
from lupaus.promises import Role
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.forms import Form

ROLES: Final = {
    Role.OFFICE: _("Asiakaspalvelu"),
    Role.OWNER: _("Omistaja"),
    Role.PRIVACY: _("Tietosuojavastaava"),
}
OPENS: Final = {
    Role.OFFICE: _("näkee asiakkaat, käynnit ja laskut työtehtävissään"),
    Role.OWNER: _("päättää yrityksen asetuksista, hinnoista ja käyttöoikeuksista"),
    Role.PRIVACY: _("näkee, kuka on katsonut kenenkin tietoja ja pitääkö seloste"),
}


class RoleForm(Form):
    """Which role, and until when."""

    role = choices.OneOf(
        label=_("Rooli"),
        options=[(role.value, words) for role, words in ROLES.items()],
        coerce=Role,
        missing=_("Valitse rooli"),
    )
    last_day = amounts.Day(label=_("Viimeinen päivä"), help_text=_("Jätä tyhjäksi, jos rooli on toistaiseksi."))
    ends = amounts.TimeOfDay(label=_("Kellonaika"), help_text=_("Jätä tyhjäksi, jos rooli kestää päivän loppuun."))

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Make the form; a role for a time ends within ten years."""
        super().__init__(*args, today=today, **kwargs)
        self.fields["last_day"].least = today  # type: ignore[attr-defined]  # our Day
        self.fields["last_day"].most = today + timedelta(days=3660)  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Ask for the day when only a time was given."""
        if self.cleaned_data.get("ends") and not self.cleaned_data.get("last_day"):
            self.add_error("last_day", say("Anna myös päivä"))

    def until(self) -> datetime | None:
        """Return the first moment at which the role is gone, None when it has no end."""
        return moment_after(self.cleaned_data["last_day"], self.cleaned_data["ends"] or None)


class ProposalForm(RoleForm):
    """Somebody who is to work in the office."""

    email = fields.Email(
        label=_("Sähköposti"),
        help_text=_("Hän kirjautuu tähän osoitteeseen tulevalla koodilla."),
        missing=_("Anna sähköpostiosoite, esimerkiksi tiina@yritys.fi"),
    )
    field_order = ("email", "role", "last_day", "ends")


class AgreementForm(Form):
    """A version of the confidentiality agreement."""

    text = fields.Lines(
        label=_("Sitoumuksen teksti"),
        missing=_("Kirjoita sitoumuksen teksti"),
        longest=confidentiality.LONGEST_TEXT,
        rows=18,
    )
    valid_days = amounts.Whole(
        label=_("Allekirjoitus on voimassa, päivää"),
        least=1,
        most=1830,
        missing=_("Anna voimassaolo päivinä, esimerkiksi 365"),
    )
    binding_on = amounts.Day(
        label=_("Kaikki allekirjoittavat uudelleen viimeistään"),
        help_text=_("Jätä tyhjäksi, jos vanhat allekirjoitukset saavat olla voimassa loppuun."),
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Make the form; earlier signatures end tomorrow at the earliest, so that nobody stands outside at once."""
        super().__init__(*args, today=today, **kwargs)
        self.fields["binding_on"].least = today + timedelta(days=1)  # type: ignore[attr-defined]  # our Day
        self.fields["binding_on"].most = today + timedelta(days=366)  # type: ignore[attr-defined]

    @classmethod
    def typed(cls, version: Agreement | None) -> dict[str, object]:
        """Return what the form shows first: the version in force."""
        if version is None:
            return {"valid_days": confidentiality.USUAL_DAYS}
        return {"text": version.text, "valid_days": version.valid_days}

    def binding_from(self) -> datetime | None:
        """Return the moment at which earlier signatures end."""
        day = self.cleaned_data["binding_on"]
        return walltime.midnight(day) if day else None


def moment_after(last_day: date | None, ends: time | None) -> datetime | None:
    """Return the end of a day, or the time on it; None without a day."""
    if not last_day:
        return None
    return walltime.combine(last_day, ends) if ends else walltime.midnight(last_day + timedelta(days=1))
