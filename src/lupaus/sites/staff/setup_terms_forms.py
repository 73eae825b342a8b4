"""Forms of the terms: cancelling and moving, times, paying. Each asks from which day they hold."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.billing import terms as paying
from lupaus.orders.tiers import MOST_TIERS, WHOLE_PRICE, Tier, Tiers
from lupaus.scheduling import time_terms
from lupaus.scheduling.models import TimeTerms
from lupaus.sites.furniture import amounts, choices
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_fields import Notice, Percent

ROWS = range(1, MOST_TIERS + 1)


# Any: passed through to the field.
def _term(name: str, **kwargs: Any) -> amounts.Whole:
    """Return the field of a term of time, between its bounds."""
    least, most = time_terms.BOUNDS[name]
    return amounts.Whole(least=least, most=most, **kwargs)


class DatedForm(Form):
    """Terms with the day from which they hold."""

    from_on = amounts.Day(label=_("Voimassa alkaen"), missing=_("Anna päivä, esimerkiksi 1.1.2027"))


class TiersForm(DatedForm):
    """What cancelling and moving cost, step by step. An empty step does not count."""

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, now: Tiers, **kwargs: Any) -> None:
        """Make the form, with the steps that hold now."""
        super().__init__(*args, **kwargs)
        for at in ROWS:
            step = now.steps[at - 1] if at <= len(now.steps) else None
            self.fields[f"before_{at}"] = Notice(label=say("%(step)s. porras: aikaa käyntiin") % {"step": at})
            self.fields[f"cancel_{at}"] = _whole(say("%(step)s. porras: peruminen, %% hinnasta") % {"step": at})
            self.fields[f"move_{at}"] = _whole(say("%(step)s. porras: siirtäminen, %% hinnasta") % {"step": at})
            if step is not None:
                known = {"before": step.before, "cancel": step.cancel_percent, "move": step.move_percent}
                self.initial.update({f"{name}_{at}": value for name, value in known.items()})

    def rows(self) -> Iterator[tuple[int, list[Any]]]:  # Any: bound fields
        """Yield the steps with their three fields, for the template."""
        for at in ROWS:
            yield at, [self[f"{name}_{at}"] for name in ("before", "cancel", "move")]

    def clean(self) -> None:
        """Read the steps; half a step is an error beside the half that is missing."""
        steps = [step for at in ROWS if (step := self._step(at)) is not None]
        if not self.errors:
            self.cleaned_data["tiers"] = Tiers(tuple(sorted(steps, key=lambda step: -step.before)))

    def tiers(self) -> Tiers:
        """Return the tiers that were typed, the farthest from the visit first."""
        tiers: Tiers = self.cleaned_data["tiers"]
        return tiers

    def _step(self, at: int) -> Tier | None:
        before, cancel, move = (self.cleaned_data.get(f"{name}_{at}") for name in ("before", "cancel", "move"))
        if before is None and cancel is None and move is None:
            return None
        if before is None and f"before_{at}" not in self.errors:
            self.add_error(f"before_{at}", say("Anna myös aika ennen käyntiä, esimerkiksi 48 h"))
        if cancel is None and f"cancel_{at}" not in self.errors:
            self.add_error(f"cancel_{at}", say("Anna myös perumisen hinta prosentteina, 0 jos se on maksutonta"))
        return Tier(before or timedelta(), cancel or 0, move)


class ServiceTiersForm(TiersForm):
    """The same for one service, which may follow the terms of all services instead."""

    follows = choices.OneOf(
        label=_("Kumpia ehtoja tämä palvelu noudattaa?"),
        options=(("general", _("Kaikkien palvelujen ehtoja")), ("own", _("Omia ehtoja"))),
        missing=_("Valitse, kumpia ehtoja palvelu noudattaa"),
    )

    @property
    def follows_general(self) -> bool:
        """Say whether the service is to follow the terms of all services."""
        return bool(self.cleaned_data["follows"] == "general")


class TimeTermsForm(DatedForm):
    """What the company has decided about time."""

    lead_hours = _term(
        "lead_hours",
        label=_("Tilaus viimeistään ennen käyntiä, tuntia"),
        missing=_("Anna tunnit, esimerkiksi 18"),
    )
    start_step_minutes = choices.OneOf(
        label=_("Käynnit alkavat"),
        options=(("15", _("15 minuutin välein")), ("30", _("30 minuutin välein")), ("60", _("Tasatunnein"))),
        coerce=int,
        missing=_("Valitse, kuinka usein käynti voi alkaa"),
    )
    changeover_minutes = _term(
        "changeover_minutes",
        label=_("Tekijän aika käynnin jälkeen, minuuttia"),
        help_text=_("Aika pakata ja kirjata työ ennen lähtöä seuraavaan paikkaan."),
        missing=_("Anna minuutit, esimerkiksi 10"),
    )
    travel_fixed_minutes = _term(
        "travel_fixed_minutes",
        label=_("Jokaiseen matkaan lisätään, minuuttia"),
        help_text=_("Pysäköinti, portti ja ovi."),
        missing=_("Anna minuutit, esimerkiksi 5"),
    )
    travel_km_per_hour = _term(
        "travel_km_per_hour", label=_("Matkan keskinopeus, km/h"), missing=_("Anna nopeus, esimerkiksi 30")
    )
    hold_minutes = _term(
        "hold_minutes",
        label=_("Valittu aika odottaa tilaajaa, minuuttia"),
        missing=_("Anna minuutit, esimerkiksi 10"),
    )
    offer_hours = _term(
        "offer_hours",
        label=_("Tekijä vastaa tarjoukseen, tuntia"),
        help_text=_("Sen jälkeen tarjous menee seuraavalle."),
        missing=_("Anna tunnit, esimerkiksi 4"),
    )
    quiet_from = amounts.TimeOfDay(
        label=_("Yörauha alkaa"),
        help_text=_("Yöllä tarjouksen tunnit eivät kulu. Sama aika molempiin tarkoittaa, ettei yörauhaa ole."),
        missing=_("Anna kellonaika, esimerkiksi 21"),
    )
    quiet_until = amounts.TimeOfDay(label=_("Yörauha päättyy"), missing=_("Anna kellonaika, esimerkiksi 7"))
    acceptance_hours = _term(
        "acceptance_hours",
        label=_("Asiakas voi huomauttaa työstä, tuntia"),
        help_text=_("Sen jälkeen työ on hyväksytty ja lasku lähtee."),
        missing=_("Anna tunnit, esimerkiksi 48"),
    )
    rating_days = _term("rating_days", label=_("Arviota voi muuttaa, päivää"), missing=_("Anna päivät, esimerkiksi 14"))
    field_order: tuple[str, ...] = (
        "lead_hours", "start_step_minutes", "changeover_minutes", "travel_fixed_minutes", "travel_km_per_hour",
        "hold_minutes", "offer_hours", "quiet_from", "quiet_until", "acceptance_hours", "rating_days",
    )  # fmt: skip

    @classmethod
    def known(cls, terms: TimeTerms) -> dict[str, object]:
        """Return what the form begins with."""
        return {name: getattr(terms, name) for name in ("start_step_minutes", *time_terms.CLOCKS, *time_terms.BOUNDS)}

    @classmethod
    def facts(cls, terms: TimeTerms) -> list[tuple[object, object]]:
        """Return the terms with the form's own words, for reading."""
        fields, known = cls.base_fields, cls.known(terms)
        steps = dict(fields["start_step_minutes"].choices)  # type: ignore[attr-defined]  # a choice field
        clocks = {name: f"{clock:%-H.%M}" for name, clock in known.items() if isinstance(clock, time)}
        shown = known | clocks | {"start_step_minutes": steps[str(terms.start_step_minutes)]}
        return [(field.label, shown[name]) for name, field in fields.items() if name in shown]

    def terms(self) -> TimeTerms:
        """Return what was typed, for `time_terms.decide`."""
        return TimeTerms(**{name: value for name, value in self.cleaned_data.items() if name != "from_on"})


class PaymentTermsForm(DatedForm):
    """How long an invoice may be paid, and what being late costs."""

    term_days = amounts.Whole(
        label=_("Maksuaika, päivää"),
        help_text=_("Laskun päiväyksestä eräpäivään."),
        least=paying.SHORTEST,
        most=paying.LONGEST,
        missing=_("Anna maksuaika päivinä, esimerkiksi 14"),
    )
    late_interest = Percent(
        label=_("Viivästyskorko, % vuodessa"),
        help_text=_("Jätä tyhjäksi, jos korko on korkolain mukainen. Kuluttajalta ei saa periä sitä enempää."),
        most=paying.MOST_INTEREST,
    )
    field_order: tuple[str, ...] = ("term_days", "late_interest")

    def terms(self) -> paying.Terms:
        """Return what was typed, for `terms.change`."""
        return paying.Terms(timedelta(days=self.cleaned_data["term_days"]), self.cleaned_data["late_interest"])


def from_today(today: date) -> dict[str, object]:
    """Return what the day of beginning begins with."""
    return {"from_on": today}


def _whole(label: str) -> amounts.Whole:
    return amounts.Whole(label=label, least=0, most=WHOLE_PRICE)
