"""What the program cannot see, and somebody vouches for: attested on a day, to be attested again by another.

Source: notice, "Henkilötietojen suojauksen periaatteet": papers are kept in a locked place (S78).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.models import Attestation
from lupaus.promises import Actor, Purpose, Role, Text


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to be attested: the promise it carries, what exactly is said, how often."""

    code: str
    row: str
    words: Text
    every: timedelta


MATTERS: Final[Mapping[str, Matter]] = {
    matter.code: matter
    for matter in (
        Matter(
            "locked_archive",
            "S78",
            Text(
                "Asiakkaiden paperit ja avaimet ovat lukitussa tilassa. Olen käynyt katsomassa.",
                "Kundernas papper och nycklar finns i ett låst utrymme. Jag har varit och sett efter.",
                "Customers' papers and keys are in a locked place. I went and looked.",
            ),
            timedelta(days=180),
        ),
    )
}


class NotYours(Refused):
    """Somebody else than the person in charge of registers, or an owner, vouches."""

    message = _("Vakuutuksen antaa rekisteriasioiden hoitaja tai omistaja.")


class NoSuchMatter(Refused):
    """There is nothing of this name to vouch for."""

    message = _("Tällaista vakuutusta ei ole. Valitse jokin luettelosta.")


@transaction.atomic
def attest(code: str, *, by: Actor, at: datetime) -> Attestation:
    """Record that somebody vouches for a matter today.

    Raises:
        NoSuchMatter: nothing is called `code`.
        NotYours: the actor may not.
    """
    matter = MATTERS.get(code)
    if matter is None:
        raise NoSuchMatter
    if not by.has(Role.PRIVACY, Role.OWNER):
        raise NotYours
    made = Attestation.objects.create(
        code=code, role=by.role.value, attested_at=at, attested_by=by.id, due_at=at + matter.every
    )
    entries.record("attestation.given", by=by, purpose=Purpose.SECURITY, at=at, about=("attestation", made.pk))
    return made


def newest() -> dict[str, Attestation]:
    """Return the newest attestation of each matter that was ever attested."""
    return {each.code: each for each in Attestation.objects.newest_of_each() if each.code in MATTERS}


def look(at: datetime) -> list[Finding]:
    """Return the matters whose attestation has run out; one that was never attested is promised to nobody."""
    return [
        Finding(f"attestation {code} is overdue", (MATTERS[code].row,))
        for code, given in newest().items()
        if given.due_at <= at
    ]


CHECK: Final = LiveCheck(
    "attestations",
    tuple(matter.row for matter in MATTERS.values()),
    Text(
        "Ovatko ihmisten antamat vakuutukset ajan tasalla?",
        "Är människornas försäkringar aktuella?",
        "Are the words that people gave up to date?",
    ),
    look,
    remedy=Text(
        "Käymme katsomassa ja annamme vakuutuksen uudelleen.",
        "Vi går och ser efter och ger försäkran på nytt.",
        "We go and look, and give our word anew.",
    ),
    mend="Käy katsomassa ja anna vakuutus uudelleen tällä työpöydällä.",
)
