"""Stars, and words if one likes."""

from django.utils.translation import gettext_lazy as _

from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.why import Why

STARS = tuple((str(star), str(star)) for star in range(1, 6))


class RatingForm(forms.Form):
    """How the visit went."""

    stars = choices.OneOf(
        label=_("Miten käynti meni?"),
        options=STARS,
        coerce=int,
        missing=_("Valitse 1–5 tähteä"),
        help_text=_("1 = huonosti, 5 = erinomaisesti. Tekijä näkee keskiarvon, ei yksittäistä arviotasi."),
    )
    text = fields.Lines(label=_("Haluatko kertoa lisää?"), longest=1000, why=Why("scheduling.Rating", "text"))
