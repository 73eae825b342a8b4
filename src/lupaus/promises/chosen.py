"""Where rooms below the notice ask what the company has chosen: how long it keeps, which purposes it uses.

Without anybody who knows, everything is as declared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lupaus.promises.words import Purpose


@dataclass(frozen=True, slots=True)
class Policy:
    """Who knows the choices: days kept by the code of a ground (None: as declared), and whether a purpose is used."""

    kept_days: Callable[[str, datetime], int | None]
    is_used: Callable[[Purpose, datetime], bool]


_known: list[Policy] = []


def provide(policy: Policy) -> None:
    """Say who knows the choices; the privacy room does, when the program starts."""
    _known[:] = [policy]


def days(ground: str, declared: int, at: datetime) -> int:
    """Return how many days data of a ground is kept: what was chosen, never more than `declared`."""
    found = [kept for each in _known if (kept := each.kept_days(ground, at)) is not None]
    return min([declared, *found])


def is_used(purpose: Purpose, at: datetime) -> bool:
    """Say whether data is processed for a purpose at a moment."""
    return all(each.is_used(purpose, at) for each in _known)
