"""What a partner lacks, and what is about to be lacking: each with a sentence that says what to do.

Source: check E009; notice, rows S65, S71, S72, S73, S75.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Gap(StrEnum):
    """One thing that is missing. The code is stable: it stands in records of checks."""

    UNDECLARED = "undeclared"
    ENDED = "ended"
    NO_COUNTRY = "no_country"
    NO_AGREEMENT = "no_agreement"
    AGREEMENT_ENDED = "agreement_ended"
    ITEMS_MISSING = "items_missing"
    NO_FILE = "no_file"
    NO_GROUND = "no_ground"
    NO_TRANSFER_ASSESSMENT = "no_transfer_assessment"
    STRICT = "strict"
    NO_ASSESSMENT = "no_assessment"
    NOT_APPROVED = "not_approved"
    REVIEW_LATE = "review_late"
    NO_SECRECY = "no_secrecy"
    NOT_FOR_THIS = "not_for_this"


SAYS: Final[dict[Gap, Promise]] = {
    Gap.UNDECLARED: _("Kumppania ei ole nimetty. Lisää se kumppaneihin."),
    Gap.ENDED: _("Yhteistyö on päättynyt."),
    Gap.NO_COUNTRY: _("Maa puuttuu. Kerro, missä maassa tiedot ovat."),
    Gap.NO_AGREEMENT: _("Kirjallinen sopimus puuttuu. Lisää sopimus."),
    Gap.AGREEMENT_ENDED: _("Sopimus on päättynyt. Lisää uusi sopimus."),
    Gap.ITEMS_MISSING: _("Sopimuksesta puuttuu kohtia, joita laki vaatii."),
    Gap.NO_FILE: _("Sopimuksen tiedosto puuttuu. Lisää allekirjoitettu sopimus."),
    Gap.NO_GROUND: _("Tiedot menisivät EU- ja ETA-alueen ulkopuolelle ilman siirtoperustetta."),
    Gap.NO_TRANSFER_ASSESSMENT: _("Siirron arviointi puuttuu. Arvioi siirto ja merkitse päivä."),
    Gap.STRICT: _(
        "Tiedot eivät saa lähteä EU- ja ETA-alueelta, ja kumppani tai sen alikäsittelijä on sen ulkopuolella."
    ),
    Gap.NO_ASSESSMENT: _("Kumppania ei ole arvioitu. Tee arviointi."),
    Gap.NOT_APPROVED: _("Arviointia ei ole hyväksytty. Pyydä toista hyväksymään se."),
    Gap.REVIEW_LATE: _("Arvioinnin uusiminen on myöhässä yli sallitun. Tee uusi arviointi."),
    Gap.NO_SECRECY: _("Salassapitositoumus puuttuu tai on päättynyt."),
    Gap.NOT_FOR_THIS: _("Kumppanille ei ole merkitty näitä tietoja."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One gap of one partner, and since when, where that is known."""

    gap: Gap
    since: datetime | None = None

    def __str__(self) -> str:
        """Return the sentence."""
        return str(SAYS[self.gap])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a partner may receive data, why not, and what will stop it soon.

    `provisional_until` is set when it may receive only because papers are being filled in.
    """

    ok: bool
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[str, ...] = ()
    provisional_until: datetime | None = None

    @property
    def codes(self) -> frozenset[Gap]:
        """Return the gaps alone."""
        return frozenset(reason.gap for reason in self.reasons)

    @property
    def since(self) -> datetime | None:
        """Return since when something has been missing, None where no moment is known."""
        return min((reason.since for reason in self.reasons if reason.since), default=None)
