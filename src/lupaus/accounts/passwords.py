"""Passwords, for those who want one: how they are hashed and which are refused.

Source: trust, 6.2.1 to 6.2.12; OWASP Password Storage Cheat Sheet (argon2id, m = 46 MiB, t = 1, p = 1).
"""

import re

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 256
CONTEXT = (
    "lupaus", "serfino", "siivous", "siivooja", "kotipalvelu", "kotisiivous", "malli", "puhtaus", "koti",
    "salasana", "password", "kirjautuminen", "asiakas", "tervetuloa", "suomi", "helsinki",
)  # fmt: skip
_FEWEST_OWN_LETTERS = 6


class Argon2id(Argon2PasswordHasher):
    """Argon2id at the strength of OWASP's first choice."""

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1


class LengthValidator:
    """Refuses passwords below 12 characters and above 256: long enough to be strong, short enough to be hashed."""

    def __init__(self, shortest: int = 12) -> None:
        self.shortest = shortest

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a length outside the bounds."""
        del user
        if len(password) < self.shortest:
            raise ValidationError(
                _("Salasanassa on oltava vähintään %(shortest)d merkkiä.") % {"shortest": self.shortest}
            )
        if len(password) > LONGEST:
            raise ValidationError(_("Salasanassa saa olla enintään %(longest)d merkkiä.") % {"longest": LONGEST})

    def get_help_text(self) -> str:
        """Return what the field's hint says."""
        return ngettext(
            "Vähintään %(shortest)d merkki. Välilyönnit ja kaikki merkit käyvät.",
            "Vähintään %(shortest)d merkkiä. Välilyönnit ja kaikki merkit käyvät.",
            self.shortest,
        ) % {"shortest": self.shortest}


class ContextValidator:
    """Refuses passwords that are little more than a word everybody here would guess, such as "Siivous2026!"."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when too few letters remain without guessable words, digits and signs."""
        del user
        letters = re.sub(r"[\W\d_]+", "", password.casefold())
        word = next((word for word in CONTEXT if word in letters), None)
        if word is not None and len(_without(letters)) < _FEWEST_OWN_LETTERS:
            raise ValidationError(
                _("Salasana perustuu sanaan ”%(word)s”, joka on täällä helppo arvata. Valitse neljä muuta sanaa.")
                % {"word": word}
            )

    def get_help_text(self) -> str:
        """Return what the field's hint says."""
        return _("Ei sanoja, jotka liittyvät tähän palveluun.")


def _without(letters: str) -> str:
    for word in sorted(CONTEXT, key=len, reverse=True):
        letters = letters.replace(word, "")
    return letters
