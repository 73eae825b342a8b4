"""What a person may ask of us: to whom outside the house my data has been given, what, why, when and how.

Source: GDPR art. 15(1)(c); notice, "Henkilötietojen luovuttaminen kolmansille osapuolille" (S64).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lupaus.partners import countries, disclosures
from lupaus.partners.disclosures import Shown
from lupaus.partners.models import Disclosure, Way
from lupaus.promises import Basis, Category, Purpose, Recipient
from lupaus.register import merging


@dataclass(frozen=True, slots=True)
class Given:
    """One time when data left for a partner, in the words of the notice."""

    at: datetime
    name: str
    country: str
    to: str
    what: tuple[str, ...]
    why: str
    basis: str
    how: str


def rows(subjects: Collection[UUID]) -> QuerySet[Disclosure]:
    """Return what was given of a person, newest first; of a customer who was merged into them, too."""
    return disclosures.of([*subjects, *merging.also_known(subjects)])


def told(found: Iterable[Disclosure], language: str) -> list[Given]:
    """Return disclosures in words; one query for the names of the partners, however many there are."""
    return [_given(shown, language) for shown in disclosures.told(found)]


def _given(shown: Shown, language: str) -> Given:
    row = shown.row
    return Given(
        at=row.at,
        name=shown.name,
        country=countries.name(shown.country, language) if shown.country else "",
        to=Recipient[row.partner.recipient.upper()].say(language),
        what=tuple(category.say(language) for category in Category if category.code in row.categories),
        why=Purpose[row.purpose.upper()].say(language),
        basis=Basis[row.basis.upper()].say(language),
        how=str(Way(row.way).label),
    )
