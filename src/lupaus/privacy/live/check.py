"""What a live check is, and what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lupaus.promises import Text

type Looking = Callable[[datetime], list["Finding"]]

WE_MEND: Final = Text(
    "Selvitämme syyn ja korjaamme sen.",
    "Vi utreder orsaken och rättar den.",
    "We are finding out why, and putting it right.",
)
"""What we do while a check is red, where nothing better can be said."""

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


class BadCheck(ValueError):
    """A live check is declared in a way that it cannot be kept or shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not so now.

    `what` names it for the person in charge, in words or ids of ours ("orders.sweep_drafts", "table x_y"): never
    personal data, never a text from outside. `rows` are the promises that it makes untrue, all of the check's when
    empty; `sentences` the ids of sentences of the compiled notice.
    """

    what: str
    rows: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """One small look at the running installation.

    `title` says to everybody what is looked at, without a word that helps an attacker; `remedy` what we do while it
    is red; `mend` tells the person in charge, in Finnish, what to do. `look` is called with business time, in a
    transaction of its own, and changes nothing. `rows` are all the promises that it stands for.

    Raises:
        BadCheck: the code or a row is none.
    """

    code: str
    rows: tuple[str, ...]
    title: Text
    look: Looking
    remedy: Text = WE_MEND
    mend: str = "Pyydä ylläpitäjää korjaamaan vika."

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        if not _CODE.fullmatch(self.code):
            message = f"{self.code!r} is no code of a live check: small letters, digits and _"
            raise BadCheck(message)
        wrong = [row for row in self.rows if not re.fullmatch(r"S([1-9]|[1-7][0-9]|80)", row)]
        if wrong or not self.rows:
            message = f"{self.code}: it stands for no promise, or for {wrong}"
            raise BadCheck(message)
