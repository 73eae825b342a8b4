"""The forms for a contact and for a task."""

from django.utils.translation import gettext_lazy

from lupaus.care.models import Way
from lupaus.register.texts import LONGEST_NOTE
from lupaus.sites.furniture import amounts, choices, fields, forms


class ContactForm(forms.Form):
    """What was spoken of."""

    way = choices.OneOf(
        label=gettext_lazy("Miten oltiin yhteydessä?"), options=Way.choices, missing=gettext_lazy("Valitse, miten"),
        wide=True,
    )  # fmt: skip
    text = fields.Lines(
        label=gettext_lazy("Mistä puhuttiin?"),
        help_text=gettext_lazy("Asiakas voi lukea tämän omista tiedoistaan. Älä kirjoita terveystietoja."),
        missing=gettext_lazy("Kirjoita, mistä puhuttiin"),
        longest=LONGEST_NOTE,
    )


class TaskForm(forms.Form):
    """What is to be done, and by when."""

    todo = fields.Line(
        label=gettext_lazy("Mitä pitää tehdä?"), missing=gettext_lazy("Kirjoita, mitä pitää tehdä"), longest=200
    )
    due_on = amounts.Day(
        label=gettext_lazy("Mihin mennessä?"), missing=gettext_lazy("Anna päivä, esimerkiksi 24.12.2026")
    )
