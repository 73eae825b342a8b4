"""Forms about firms and what they attest."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.providers.firms import LONGEST, FirmDetails
from lupaus.providers.models import Firm
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.forms import Form


class _ForATime(Form):
    """Something that holds until the end of a day."""

    last_day = amounts.Day(
        label=_("Viimeinen voimassaolopäivä"), missing=_("Anna viimeinen päivä, esimerkiksi 31.12.2027")
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Make the form; it holds today at least, and ten years at most."""
        super().__init__(*args, today=today, **kwargs)
        self.fields["last_day"].least = today  # type: ignore[attr-defined]  # our Day
        self.fields["last_day"].most = today + timedelta(days=3660)  # type: ignore[attr-defined]

    def until(self) -> datetime:
        """Return the first moment at which it holds no more."""
        return walltime.midnight(self.cleaned_data["last_day"] + timedelta(days=1))


class CommitmentForm(_ForATime):
    """A firm's promise of secrecy, renewed."""

    contact = fields.PersonName(
        label=_("Kuka sitoutui yrityksen puolesta?"),
        missing=_("Anna allekirjoittajan nimi"),
        longest=LONGEST,
        autocomplete="off",
    )
    field_order: tuple[str, ...] = ("contact", "last_day")


class FirmForm(CommitmentForm):
    """A firm with its promise of secrecy."""

    name = fields.Line(label=_("Yrityksen nimi"), missing=_("Anna yrityksen nimi"), longest=LONGEST)
    business_id = fields.BusinessId(label=_("Y-tunnus"), missing=_("Anna Y-tunnus, esimerkiksi 1234567-1"))
    field_order = ("name", "business_id", "contact", "last_day")

    def details(self) -> FirmDetails:
        """Return which firm it is."""
        typed = self.cleaned_data
        return FirmDetails(name=typed["name"], business_id=typed["business_id"], contact=typed["contact"])


class AttestationForm(_ForATime):
    """What a firm attests for one of its people."""

    given_by = fields.PersonName(
        label=_("Kuka vakuutti yrityksen puolesta?"),
        missing=_("Anna vakuutuksen antajan nimi"),
        longest=LONGEST,
        autocomplete="off",
    )
    field_order = ("given_by", "last_day")


class FirmPersonForm(Form):
    """Who answers for a firm."""

    name = fields.PersonName(label=_("Nimi"), missing=_("Anna nimi"), longest=LONGEST, autocomplete="off")
    email = fields.Email(
        label=_("Sähköposti"),
        autocomplete="off",
        missing=_("Anna sähköpostiosoite, esimerkiksi tiina@yritys.fi"),
        help_text=_("Hän kirjautuu tähän osoitteeseen tulevalla koodilla."),
    )


class EmployerForm(Form):
    """Which firm somebody works for; the first choice is ourselves."""

    firm = choices.Dropdown(label=_("Työnantaja"))

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, firms: Collection[Firm], **kwargs: Any) -> None:
        """Offer the firms by name."""
        super().__init__(*args, **kwargs)
        self.firms = {str(firm.id): firm for firm in firms}
        names = [(id_, str(firm.name)) for id_, firm in self.firms.items()]
        self.fields["firm"].choices = [("", _("Meidän palveluksessamme")), *names]  # type: ignore[attr-defined]

    def chosen(self) -> Firm | None:
        """Return the firm, None for ourselves."""
        return self.firms.get(self.cleaned_data["firm"])
