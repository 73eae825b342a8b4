"""Forms about providers."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue.models import Service
from lupaus.company.models import Weekday
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.providers.models import LeaveKind, WorkingHours
from lupaus.providers.providers import LONGEST_NAME, Person, Shift
from lupaus.register.geocoding import table
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.forms import Form
from lupaus.sites.furniture.why import Why
from lupaus.sites.staff.setup_hours_forms import PairsForm

STRETCHES = ("", "b")
"""A day's working hours come in up to two stretches, for example before and after noon."""


class PersonForm(Form):
    """Who a provider is."""

    first_name = fields.PersonName(
        label=_("Etunimi"),
        longest=LONGEST_NAME,
        autocomplete="off",
        missing=_("Anna etunimi"),
        help_text=_("Asiakas näkee etunimen ja sukunimen ensimmäisen kirjaimen."),
        why=Why("providers.Provider", "first_name"),
    )
    last_name = fields.PersonName(
        label=_("Sukunimi"), longest=LONGEST_NAME, autocomplete="off", missing=_("Anna sukunimi")
    )
    email = fields.Email(
        label=_("Sähköposti"),
        autocomplete="off",
        missing=_("Anna sähköposti, esimerkiksi siiri@esimerkki.fi"),
        help_text=_("Kutsu ja käyntitarjoukset lähetetään tähän."),
        why=Why("providers.Provider", "email"),
    )
    phone = fields.Phone(
        label=_("Puhelin"),
        autocomplete="off",
        missing=_("Anna puhelinnumero, esimerkiksi 040 123 4567"),
        why=Why("providers.Provider", "phone"),
    )

    def person(self) -> Person:
        """Return what was typed, for `providers.register`."""
        return Person(**{name: self.cleaned_data[name] for name in ("first_name", "last_name", "email", "phone")})


class HomeForm(Form):
    """Where a provider's day begins, as coarsely as planning needs it."""

    postcode = fields.Postcode(
        label=_("Kotipostinumero"),
        autocomplete="off",
        why=Why("providers.Provider", "home_row"),
        help_text=_("Talletamme vain 500 metrin ruudun postinumeroalueen keskeltä. Tyhjä poistaa tiedon."),
    )

    def clean_postcode(self) -> str:
        """Refuse a postcode that we do not know the place of."""
        typed: str = self.cleaned_data["postcode"]
        if typed and table.area(typed) is None:
            self.add_error("postcode", say("Emme tunne tätä postinumeroa. Anna lähin tunnettu tai jätä tyhjäksi."))
        return typed

    def home(self) -> GridPoint | None:
        """Return the grid square, None when there is to be none."""
        area = table.area(self.cleaned_data["postcode"]) if self.cleaned_data["postcode"] else None
        return area.coordinates.grid() if area else None


class SkillsForm(Form):
    """What a provider can do."""

    services = choices.AnyOf(label=_("Palvelut"), coerce=UUID, wide=True)

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, sold: Iterable[Service], **kwargs: Any) -> None:
        """Make the form with the services there are."""
        super().__init__(*args, **kwargs)
        self.sold = list(sold)
        self.fields["services"].choices = [(str(each.id), each.name) for each in self.sold]  # type: ignore[attr-defined]

    def chosen(self) -> list[Service]:
        """Return the services that were ticked."""
        ticked = set(self.cleaned_data["services"])
        return [each for each in self.sold if each.id in ticked]


class AreasForm(Form):
    """Where a provider works."""

    areas = fields.Lines(
        label=_("Postinumerot tai niiden alut"),
        longest=1_500,
        rows=4,
        help_text=_("Erota pilkulla tai rivinvaihdolla. 005 tarkoittaa kaikkia, jotka alkavat 005."),
        missing=_("Anna ainakin yksi postinumero tai sen alku, esimerkiksi 005"),
    )

    def clean_areas(self) -> list[str]:
        """Return the prefixes, whatever they are parted by."""
        prefixes = [each for each in re.split(r"[\s,;]+", self.cleaned_data["areas"]) if each]
        wrong = [each for each in prefixes if not re.fullmatch(r"[0-9]{2,5}", each)]
        if wrong or not prefixes:
            self.add_error("areas", say("Anna alueet 2–5 numerolla, esimerkiksi 005 tai 02100."))
        return prefixes


class HoursForm(PairsForm):
    """The week of a provider: up to two stretches a day."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, week: Iterable[WorkingHours] = (), **kwargs: Any) -> None:
        """Make the form, with the hours that hold now."""
        super().__init__(*args, **kwargs)
        rows = list(week)
        for day in Weekday:
            held = [row for row in rows if row.weekday == day]
            for number, part in enumerate(STRETCHES):
                row = held[number] if number < len(held) else None
                for name, words in (("starts", say("alkaa")), ("ends", say("päättyy"))):
                    label = f"{str(day.label).capitalize()}: {number + 1}. {say('jakso')} {words}"
                    field = amounts.TimeOfDay(label=label, initial=getattr(row, name, None))
                    self.fields[f"{name}_{day.value}{part}"] = field

    def rows(self) -> list[tuple[str, list[Any]]]:
        """Return the days with their four fields, for the template. Any: bound fields."""
        return [(str(day.label).capitalize(), self._times(day)) for day in Weekday]

    def _times(self, day: Weekday) -> list[Any]:  # Any: bound fields
        return [self[f"{name}_{day.value}{part}"] for part in STRETCHES for name in ("starts", "ends")]

    def clean(self) -> None:
        """Read the pairs; a half pair and stretches that overlap are told of beside their field."""
        shifts = []
        for day in Weekday:
            stretches = [self.hours(f"starts_{day.value}{part}", f"ends_{day.value}{part}") for part in STRETCHES]
            held = [Shift(day.value, hours.opens, hours.closes) for hours in stretches if hours is not None]
            if any(other.starts < one.ends for one, other in pairwise(sorted(held))):
                self.add_error(f"starts_{day.value}b", say("Anna jaksot, jotka eivät mene päällekkäin"))
            shifts += held
        self.cleaned_data["shifts"] = shifts


class LeaveForm(Form):
    """Whole days on which a provider is away."""

    first = amounts.Day(label=_("Ensimmäinen päivä"), missing=_("Anna ensimmäinen päivä, esimerkiksi 24.12.2026"))
    last = amounts.Day(label=_("Viimeinen päivä"), help_text=_("Jätä tyhjäksi, jos poissaolo kestää päivän."))
    kind = choices.OneOf(
        label=_("Syy"),
        options=LeaveKind.choices,
        coerce=LeaveKind,
        missing=_("Valitse syy"),
        help_text=_("Sairautta ei kirjata erikseen: syy olisi terveystieto."),
    )

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Make the form; a leave may begin yesterday, when somebody was away and it is written afterwards."""
        super().__init__(*args, today=today, **kwargs)
        for name in ("first", "last"):
            self.fields[name].least = today - timedelta(days=31)  # type: ignore[attr-defined]  # our Day
            self.fields[name].most = today + timedelta(days=366 * 2)  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Check the order of the days."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", say("Anna viimeinen päivä, joka on ensimmäisen jälkeen tai sama"))

    def period(self) -> Period:
        """Return the days from the first midnight to the one after the last."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"] or self.cleaned_data["first"]
        return Period(walltime.midnight(first), walltime.midnight(last + timedelta(days=1)))
