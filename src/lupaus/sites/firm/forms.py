"""What a firm says of its people."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.providers.providers import LONGEST_NAME, Person
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.forms import Form


class AttestationForm(Form):
    """Until when secrecy binds somebody, and that the firm stands by it."""

    last_day = amounts.Day(
        label=_("Viimeinen voimassaolopäivä"), missing=_("Anna viimeinen päivä, esimerkiksi 31.12.2027")
    )
    sure = choices.Tick(
        label=_("Vakuutan yritykseni puolesta, että salassapitositoumus sitoo tätä työntekijää."),
        missing=_("Rastita vakuutus"),
    )
    field_order: tuple[str, ...] = ("last_day", "sure")

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Make the form; what is attested holds today at least, and ten years at most."""
        super().__init__(*args, today=today, **kwargs)
        self.fields["last_day"].least = today  # type: ignore[attr-defined]  # our Day
        self.fields["last_day"].most = today + timedelta(days=3660)  # type: ignore[attr-defined]

    def until(self) -> datetime:
        """Return the first moment at which it holds no more."""
        return walltime.midnight(self.cleaned_data["last_day"] + timedelta(days=1))


class ProposalForm(AttestationForm):
    """Somebody whom the firm proposes as a provider."""

    first_name = fields.PersonName(
        label=_("Etunimi"), longest=LONGEST_NAME, autocomplete="off", missing=_("Anna etunimi")
    )
    last_name = fields.PersonName(
        label=_("Sukunimi"), longest=LONGEST_NAME, autocomplete="off", missing=_("Anna sukunimi")
    )
    email = fields.Email(
        label=_("Sähköposti"),
        autocomplete="off",
        missing=_("Anna sähköposti, esimerkiksi siiri@esimerkki.fi"),
        help_text=_("Työntekijän oma osoite: siihen tulevat kutsu ja työtarjoukset."),
    )
    phone = fields.Phone(
        label=_("Puhelin"), autocomplete="off", missing=_("Anna puhelinnumero, esimerkiksi 040 123 4567")
    )
    knows = choices.Tick(
        label=_("Hän tietää, että annan hänen tietonsa."), missing=_("Kerro ensin hänelle ja rastita sitten")
    )
    field_order = ("first_name", "last_name", "email", "phone", "last_day", "sure", "knows")

    def person(self) -> Person:
        """Return who it is, as it was typed."""
        return Person(**{name: self.cleaned_data[name] for name in ("first_name", "last_name", "email", "phone")})


class WithdrawalForm(Form):
    """Nothing is asked; the button is the answer."""
