"""What the journal is read for: the form, and the session's memory of the reason. It ends by itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.privacy.inspection import Inquiry
from lupaus.promises import Purpose
from lupaus.register import merging
from lupaus.register.models import Customer
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form

LENGTH: Final = timedelta(hours=1)
"""How long a reason holds; then it is asked again."""
_KEY: Final = "inquiry"
_DAY: Final = timedelta(days=1)


class Search(Form):
    """Why, whom, and over which days."""

    purpose = choices.OneOf(
        label=_("Miksi katsot lokia?"),
        options=(
            (Purpose.SELF_SERVICE.code, _("Asiakas kysyi, kuka on katsonut hänen tietojaan")),
            (Purpose.SECURITY.code, _("Tarkistan, onko tietoja katsottu ilman syytä")),
        ),
        missing=_("Valitse, miksi katsot lokia"),
        wide=True,
    )
    text = fields.Line(
        label=_("Nimi, osoite, puhelin, sähköposti tai numero"),
        help_text=_("Kolme ensimmäistä kirjainta tai neljä viimeistä numeroa riittää. Näet vain asiakasnumerot."),
        missing=_("Anna nimi, osoite, puhelin, sähköposti tai asiakasnumero"),
        longest=254,
    )
    from_on = amounts.Day(label=_("Ensimmäinen päivä"), missing=_("Anna ensimmäinen päivä, esimerkiksi 1.11.2026"))
    last_on = amounts.Day(label=_("Viimeinen päivä"), missing=_("Anna viimeinen päivä, esimerkiksi 30.11.2026"))

    def clean(self) -> None:
        """Check that the days are in order."""
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", say("Anna viimeinen päivä, joka ei ole ennen ensimmäistä"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: of whom, why, and over which days."""

    customers: tuple[UUID, ...]
    purpose: Purpose
    first: date
    last: date
    until_at: datetime

    def inquiry(self, customer: Customer) -> Inquiry:
        """Return the question to the journal about one of them."""
        period = Period(walltime.midnight(self.first), walltime.midnight(self.last + _DAY))
        own = frozenset({customer.user_id} if customer.user_id else ())
        former = merging.also_known([customer.subject_id])
        return Inquiry(customer.subject_id, former, customer.pk, own, period)


def remember(request: Visit, form: Search, hits: list[Customer]) -> None:
    """Keep in the session what was asked: ids, a code and days, no name and no address."""
    request.session[_KEY] = {
        "customers": [str(hit.pk) for hit in hits],
        "purpose": form.cleaned_data["purpose"],
        "first": form.cleaned_data["from_on"].isoformat(),
        "last": form.cleaned_data["last_on"].isoformat(),
        "until": (request.at + LENGTH).isoformat(),
    }


def asked_about(request: Visit, customer: Customer) -> Asked | None:
    """Return what was asked, None when it was not about this customer or its time is over."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    asked = Asked(
        tuple(UUID(each) for each in kept["customers"]),
        Purpose[kept["purpose"].upper()],
        date.fromisoformat(kept["first"]),
        date.fromisoformat(kept["last"]),
        datetime.fromisoformat(kept["until"]),
    )
    return asked if customer.pk in asked.customers and request.at < asked.until_at else None
