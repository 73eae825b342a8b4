"""Forms about partners: what they are, what was agreed, how they were assessed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.partners import countries
from lupaus.partners.first_day import LEARNS
from lupaus.partners.models import LONGEST_NAME, Details, Ground, Item
from lupaus.partners.papers import LARGEST, Terms
from lupaus.partners.partners import Profile
from lupaus.partners.questions import Answer, Question
from lupaus.promises import Category, Recipient
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.forms import Form

KINDS: Final = [(each.code, capfirst(each.say())) for each in LEARNS]
GIVEN: Final = [each for each in Category if any(each in categories for _why, categories in LEARNS.values())]
"""What can be given to some kind of partner."""


class Paper(forms.FileField):
    """A signed paper, as a PDF or a picture; its bytes."""

    # Any: passed through to Django's field.
    def __init__(self, *, missing: fields.Words = "", **kwargs: Any) -> None:
        """Make the field; required when `missing` says what to answer to emptiness."""
        self.why = None
        words = missing or _("Lisää tiedosto")
        errors = dict.fromkeys(("required", "invalid", "missing", "empty", "max_length"), words)
        super().__init__(required=bool(missing), error_messages=errors, **kwargs)

    def content(self, uploaded: UploadedFile | None) -> bytes | None:  # type: ignore[type-arg]  # generic in stubs
        """Return the bytes; one more than allowed is enough to know that it is too much."""
        return uploaded.read(LARGEST + 1) if uploaded else None


def _countries() -> list[tuple[str, str]]:
    return [("", say("Valitse maa")), *sorted(((code, countries.name(code)) for code in countries.NAMES), key=_named)]


def _named(pair: tuple[str, str]) -> str:
    return pair[1]


class PartnerForm(Form):
    """Step one: who it is, where the data is, and on what ground."""

    recipient = choices.OneOf(
        label=_("Mikä kumppani on?"), options=KINDS, missing=_("Valitse, mikä kumppani on"), wide=True
    )
    name = fields.Line(
        label=_("Nimi"), help_text=_("Näkyy tietosuojaselosteessa."), missing=_("Anna kumppanin nimi"),
        longest=LONGEST_NAME, plain=True,
    )  # fmt: skip
    country = choices.Dropdown(label=_("Maa, jossa tiedot ovat"), options=_countries, missing=_("Valitse maa"))
    ground = choices.OneOf(
        label=_("Siirtoperuste"), options=Ground.choices[1:], missing=_("Valitse siirtoperuste"), wide=True
    )
    certificate = fields.Line(
        label=_("Todistus, jos päätös koskee vain sertifioituja yrityksiä"),
        help_text=_("Esimerkiksi luettelo ja päivä, jona tarkistit sen."), longest=LONGEST_NAME, plain=True,
    )  # fmt: skip
    transfer_assessed_on = amounts.Day(
        label=_("Milloin siirto arvioitiin"), help_text=_("Vain vakiolausekkeiden kanssa.")
    )
    categories = choices.AnyOf(
        label=_("Mitä tietoja se saa"), help_text=_("Muuta sille ei lähetetä."),
        options=[(each.code, capfirst(each.say())) for each in GIVEN],
        wide=True,
        missing=_("Valitse ainakin yksi tieto"),
    )  # fmt: skip
    hosts = fields.Lines(
        label=_("Palvelimet, joihin saa ottaa yhteyden"),
        help_text=_("Yksi riville, esimerkiksi smtp.yritys.fi. Muihin ohjelma ei ota yhteyttä."),
        longest=1000, rows=2,
    )  # fmt: skip
    subprocessors = fields.Lines(
        label=_("Alikäsittelijät"), help_text=_("Yksi riville: nimi, pilkku ja maa."), longest=3000, rows=2
    )

    def clean_subprocessors(self) -> tuple[tuple[str, str], ...]:
        """Read each line as a name and a country."""
        by_name = {countries.name(code).lower(): code for code in countries.NAMES}
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["subprocessors"].splitlines())):
            name, _comma, country = line.rpartition(",")
            code = by_name.get(country.strip().lower(), country.strip().upper())
            if not name.strip() or code not in countries.NAMES:
                raise forms.ValidationError(
                    _("Kirjoita jokaiselle riville nimi, pilkku ja maa, esimerkiksi Pilvi Oy, Suomi")
                )
            found.append((name.strip(), code))
        return tuple(found)

    def profile(self) -> Profile:
        """Return what the partner is."""
        typed = self.cleaned_data
        return Profile(
            name=typed["name"],
            purpose=LEARNS[self.kind()][0],
            categories=[Category[each.upper()] for each in typed["categories"]],
            country=typed["country"],
            ground=Ground(typed["ground"]),
            certificate=typed["certificate"],
            transfer_assessed_on=typed["transfer_assessed_on"],
            hosts=tuple(filter(None, map(str.strip, typed["hosts"].splitlines()))),
            subprocessors=typed["subprocessors"],
        )

    def kind(self) -> Recipient:
        """Return what the partner is in the notice's words."""
        return Recipient[self.cleaned_data["recipient"].upper()]


def typed_again(recipient: str, details: Details) -> dict[str, Any]:
    """Return what the form is filled with when a partner is changed."""
    return {
        "recipient": recipient,
        "name": details.name,
        "country": details.country,
        "ground": details.ground,
        "certificate": details.certificate,
        "transfer_assessed_on": details.transfer_assessed_on,
        "categories": details.categories,
        "hosts": "\n".join(details.hosts),
        "subprocessors": "\n".join(f"{name}, {countries.name(code)}" for name, code in details.subprocessors),
    }


class AgreementForm(Form):
    """Step two: the written agreement, its paper, and the promise of secrecy."""

    signed_on = amounts.Day(label=_("Allekirjoitettu"), missing=_("Anna allekirjoituspäivä, esimerkiksi 2.11.2026"))
    last_day = amounts.Day(
        label=_("Viimeinen voimassaolopäivä"), help_text=_("Tyhjä, jos sopimus on toistaiseksi voimassa.")
    )
    items = choices.AnyOf(
        label=_("Mitä sopimuksessa on"), help_text=_("Laki vaatii kaikki. Jos jokin puuttuu, kumppani ei saa tietoja."),
        options=Item.choices, missing=_("Valitse ne kohdat, jotka sopimuksessa ovat"), wide=True,
    )  # fmt: skip
    paper = Paper(
        label=_("Allekirjoitettu sopimus"), help_text=_("PDF tai kuva, enintään 10 Mt. Säilytetään salattuna.")
    )
    given_by = fields.PersonName(
        label=_("Kuka sitoutui salassapitoon kumppanin puolesta?"), missing=_("Anna sitoutujan nimi"),
        longest=100, autocomplete="off",
    )  # fmt: skip
    secret_until = amounts.Day(
        label=_("Salassapitositoumuksen viimeinen päivä"), missing=_("Anna viimeinen päivä, esimerkiksi 31.12.2030")
    )

    def terms(self) -> Terms:
        """Return what was agreed."""
        typed = self.cleaned_data
        items = [Item(each) for each in typed["items"]]
        return Terms(signed_on=typed["signed_on"], ends_at=after(typed["last_day"]), items=items)

    def content(self) -> bytes | None:
        """Return the paper, None when none was added."""
        field = self.fields["paper"]
        return field.content(self.cleaned_data["paper"]) if isinstance(field, Paper) else None

    def secrecy_ends(self) -> datetime:
        """Return the first moment at which the promise of secrecy holds no more."""
        return walltime.midnight(self.cleaned_data["secret_until"] + timedelta(days=1))


class PaperForm(Form):
    """The paper of an agreement that has none."""

    paper = Paper(
        label=_("Allekirjoitettu sopimus"), help_text=_("PDF tai kuva, enintään 10 Mt."),
        missing=_("Lisää allekirjoitettu sopimus"),
    )  # fmt: skip

    def content(self) -> bytes:
        """Return the paper."""
        field = self.fields["paper"]
        return (field.content(self.cleaned_data["paper"]) if isinstance(field, Paper) else None) or b""


class AssessmentForm(Form):
    """Step three: the questions, what the answers rest on, and when they are asked again."""

    rests_on = fields.Lines(
        label=_("Mihin arviointi perustuu?"), missing=_("Kerro, mihin arviointi perustuu"), longest=4000, rows=3
    )
    review_on = amounts.Day(label=_("Arvioidaan uudelleen viimeistään"), missing=_("Anna päivä, esimerkiksi 1.11.2027"))

    # Any: Django's own arguments pass through.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask every question of the assessment."""
        super().__init__(*args, **kwargs)
        asked = {
            question.value: choices.OneOf(
                label=question.label, options=Answer.choices, missing=_("Vastaa tähän kysymykseen")
            )
            for question in Question
        }
        self.fields = asked | self.fields

    def answers(self) -> Mapping[Question, Answer]:
        """Return the answers."""
        return {question: Answer(self.cleaned_data[question.value]) for question in Question}


class PeriodForm(Form):
    """From which day until which."""

    from_on = amounts.Day(label=_("Ensimmäinen päivä"), missing=_("Anna ensimmäinen päivä, esimerkiksi 1.11.2026"))
    last_on = amounts.Day(label=_("Viimeinen päivä"), missing=_("Anna viimeinen päivä, esimerkiksi 30.11.2026"))

    def clean(self) -> None:
        """Check that the days are in order."""
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", say("Anna viimeinen päivä, joka ei ole ennen ensimmäistä"))


def after(day: date | None) -> datetime | None:
    """Return the first moment after a day, None without one."""
    return walltime.midnight(day + timedelta(days=1)) if day else None
