"""Why a field is asked, who sees the answer and when it goes: read from the declaration of the column it lands in."""

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.promises import Category, Holds, Role
from lupaus.promises.access import ACCESS, Relation
from lupaus.promises.declaration import After

VIEWERS: Final = {
    (Role.PROVIDER, Relation.OFFERED): lazy("tekijä, jolle käyntiä tarjotaan"),
    (Role.PROVIDER, Relation.ASSIGNED): lazy("käynnin tekijä otettuaan käynnin vastaan"),
    (Role.PROVIDER, Relation.MEETING): lazy("käynnin tekijä 2 tuntia ennen käyntiä"),
    (Role.PROVIDER, Relation.AT_THE_DOOR): lazy("vain käynnin tekijä, 2 tuntia ennen käyntiä ja käynnin ajan"),
    (Role.PROVIDER, Relation.PERFORMED): lazy("käynnin tekijä"),
    (Role.OFFICE, Relation.ANY): lazy("toimisto"),
    (Role.OWNER, Relation.ANY): lazy("toimiston johto"),
}
"""How the reader is told of a row of the access table; rows about the person themselves are left out."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The three lines of the chip."""

    purpose: str
    viewers: str
    goes: str


@dataclass(frozen=True, slots=True)
class Why:
    """A pointer to a declaration: the model ("register.Address") and the column ("street")."""

    model: str
    column: str

    def reason(self) -> Reason:
        """Return the three lines in the language that is active now.

        Raises:
            LookupError: the model or the column is not there; a slip in the form, found by its first test.
        """
        holds: Holds = getattr(apps.get_model(self.model), "holds")  # noqa: B009 -- mypy does not know the attribute
        return Reason(_purpose(holds), _viewers(holds.category_of(self.column)), _goes(holds.retention))


def _purpose(holds: Holds) -> str:
    language = get_language() or "fi"
    purposes = _list([purpose.say(language) for purpose in holds.purposes])
    basis = holds.basis.say(language) if holds.basis else ""
    return _("%(purposes)s. Peruste: %(basis)s.") % {"purposes": _capital(purposes), "basis": basis}


def _viewers(category: Category) -> str:
    seen = [(row.role, row.relation) for row in ACCESS if category in row.categories]
    named = [str(words) for key, words in VIEWERS.items() if key in seen]
    return f"{_capital(_list(named))}." if named else _("Vain sinä.")


def _goes(retention: After | None) -> str:
    if retention is None:
        return _("Heti kun poistat tiedon.")
    language = get_language() or "fi"
    trigger = retention.trigger.say(language)
    parts = []
    if retention.years:
        parts.append(ngettext("%(count)s vuosi", "%(count)s vuotta", retention.years) % {"count": retention.years})
    if retention.days:
        parts.append(ngettext("%(count)s päivä", "%(count)s päivää", retention.days) % {"count": retention.days})
    return _capital(f"{' '.join(parts) or _('heti')} {trigger}.")


def _list(words: list[str]) -> str:
    """Return the words as one phrase: "a, b ja c"."""
    return _(" ja ").join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
