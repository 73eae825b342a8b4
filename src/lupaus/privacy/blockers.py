"""What stands in the way of publishing a notice: everything in it that is missing or contradicts itself.

Rooms and checks add their own when the program starts: `blockers.register(check)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason not to publish; `sentences` are the ids of those that are concerned, `mend` what the officer does."""

    code: str
    sentences: tuple[str, ...]
    text: str
    mend: str


type Check = Callable[[datetime], Iterable[Blocker]]

_CHECKS: Final[list[Check]] = []


def register(check: Check) -> None:
    """Add a check that looks for reasons."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def found(at: datetime) -> tuple[Blocker, ...]:
    """Return every reason not to publish at a moment."""
    return tuple(blocker for check in _CHECKS for blocker in check(at))
