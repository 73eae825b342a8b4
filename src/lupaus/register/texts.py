"""What people type as names, streets and notes, kept below the forms too: seeds, imports and interfaces pass here.

Everything a person may be called is kept: capitals, apostrophes, hyphens, Sámi letters. Only signs that cannot be
seen, and that can turn a page around, are taken away (`kernel.typed`).
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from lupaus.kernel import typed
from lupaus.kernel.refused import Refused

LONGEST_NAME: Final = 80
LONGEST_STREET: Final = 120
LONGEST_CITY: Final = 60
LONGEST_NOTE: Final = 1000
MOST_CODE_POINTS: Final = 5
"""Code points allowed per sign that a reader counts, so that a short text is no long string."""


class TooLong(Refused):
    """When a text is longer than its field, or its letters carry more marks than any language needs."""

    message = _("Lyhennä tekstiä: tähän mahtuu %(limit)s merkkiä.")


class NotText(Refused):
    """When there is something in a text that is not text: NUL, a lone surrogate."""

    message = _("Tekstissä on merkkejä, joita emme voi tallentaa. Kirjoita se uudelleen.")


def line(text: str, *, limit: int = LONGEST_NAME) -> str:
    """Return one line of text: NFC, single spaces, nothing invisible; empty when nothing can be seen.

    Raises:
        TooLong, NotText: see each.
    """
    return _within(" ".join(_seen(text).split()), limit)


def city(text: str) -> str:
    """Return the name of a town, which lands in a plain column: every code point counts.

    Raises:
        TooLong, NotText: see each.
    """
    town = line(text, limit=LONGEST_CITY)
    if len(town) > LONGEST_CITY:
        raise TooLong(limit=LONGEST_CITY)
    return town


def lines(text: str, *, limit: int = LONGEST_NOTE) -> str:
    """Return several lines of text, each as `line` leaves it; empty when nothing can be seen.

    Raises:
        TooLong, NotText: see each.
    """
    rows = [" ".join(row.split()) for row in _seen(text).split("\n")]
    return _within("\n".join(rows).strip(), limit)


def _seen(text: str) -> str:
    if not typed.is_storable(text):
        raise NotText
    return "" if typed.looks_blank(text) else typed.tidy(text)


def _within(text: str, limit: int) -> str:
    if typed.graphemes(text) > limit or len(text) > limit * MOST_CODE_POINTS or typed.is_overloaded(text):
        raise TooLong(limit=limit)
    return text
