"""Forms of the week, a holiday and a closure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.company.calendar import HolidayOn
from lupaus.company.hours import Hours
from lupaus.company.models import ClosureKind, OpeningHours, Treatment, Weekday
from lupaus.sites.furniture import amounts, choices
from lupaus.sites.furniture.forms import Form


class PairsForm(Form):
    """A form of pairs of times, each with a beginning and an end that belong together."""

    def hours(self, opens: str, closes: str) -> Hours | None:
        """Return the pair of two fields, None when both are empty; half a pair is an error beside its other half."""
        begins, ends = self.cleaned_data.get(opens), self.cleaned_data.get(closes)
        if begins is not None and ends is not None:
            if ends <= begins:
                self.add_error(closes, say("Anna loppuaika, joka on alkuajan jälkeen"))
            return Hours(begins, ends)
        if begins is not None and closes not in self.errors:
            self.add_error(closes, say("Anna myös loppuaika, esimerkiksi 16.00"))
        if ends is not None and opens not in self.errors:
            self.add_error(opens, say("Anna myös alkuaika, esimerkiksi 8.00"))
        return None


class WeekForm(PairsForm):
    """Opening hours for each day of the week; an empty day is closed."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, week: Mapping[int, OpeningHours] | None = None, **kwargs: Any) -> None:
        """Make the form, with the hours that hold now."""
        super().__init__(*args, **kwargs)
        for day in Weekday:
            row = (week or {}).get(day)
            for name, words in (("opens", say("avataan")), ("closes", say("suljetaan"))):
                field = amounts.TimeOfDay(
                    label=f"{str(day.label).capitalize()}: {words}", initial=getattr(row, name, None)
                )
                self.fields[f"{name}_{day.value}"] = field

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Return the days with their two fields, for the template. Any: bound fields."""
        return [
            (str(day.label).capitalize(), self[f"opens_{day.value}"], self[f"closes_{day.value}"]) for day in Weekday
        ]

    def clean(self) -> None:
        """Read the pairs, so that a half one is told of."""
        pairs = {day: self.hours(f"opens_{day.value}", f"closes_{day.value}") for day in Weekday}
        self.cleaned_data["week"] = {day: hours for day, hours in pairs.items() if hours is not None}
        if not self.errors and not self.cleaned_data["week"]:
            self.add_error(None, say("Anna ainakin yhden päivän aukioloajat. Muuten kukaan ei voi tilata."))


class HolidayForm(PairsForm):
    """What is done on a holiday."""

    treatment = choices.OneOf(
        label=_("Mitä tehdään?"),
        options=Treatment.choices,
        coerce=Treatment,
        missing=_("Valitse, mitä sinä päivänä tehdään"),
    )
    opens = amounts.TimeOfDay(label=_("Lyhyt päivä alkaa"))
    closes = amounts.TimeOfDay(label=_("Lyhyt päivä päättyy"))

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, now: HolidayOn, **kwargs: Any) -> None:
        """Make the form, with what holds now."""
        initial = {"treatment": now.treatment, "opens": now.opens, "closes": now.closes}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> None:
        """Ask for the hours of a short day, and of no other."""
        if self.cleaned_data.get("treatment") != Treatment.SHORT:
            self.cleaned_data["hours"] = None
            return
        self.cleaned_data["hours"] = self.hours("opens", "closes")
        if self.cleaned_data["hours"] is None and not self.errors:
            self.add_error("opens", say("Anna lyhyen päivän alkuaika, esimerkiksi 8.00"))


class ClosureForm(Form):
    """Days on which the company is closed."""

    first = amounts.Day(
        label=_("Ensimmäinen päivä"),
        least=date(2020, 1, 1),
        missing=_("Anna ensimmäinen päivä, esimerkiksi 24.12.2026"),
    )
    last = amounts.Day(
        label=_("Viimeinen päivä"), help_text=_("Tämäkin päivä on suljettu. Jätä tyhjäksi, jos tauko kestää päivän.")
    )
    kind = choices.OneOf(label=_("Syy"), options=ClosureKind.choices, coerce=ClosureKind, missing=_("Valitse syy"))
