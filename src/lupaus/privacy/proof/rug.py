"""The rug: one strip per promise, drawn from live results or not at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.rows import ROWS, Row
from lupaus.privacy.proof.standing import Standing
from lupaus.promises.text import Text


class Strip(StrEnum):
    """What a strip says; carried by word and shape, colour comes last."""

    ENFORCED = "enforced"
    EVIDENCED = "evidenced"
    DECLARED = "declared"
    PARTLY = "partly"
    BROKEN = "broken"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Thread:
    """One strip of the rug: the promise, how it stands, its place."""

    row: str
    strip: Strip
    text: Text
    place: int


@dataclass(frozen=True, slots=True)
class Rug:
    """All strips with their sums; empty when nothing has been shown on the running code."""

    threads: tuple[Thread, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything to draw."""
        return bool(self.threads)

    def count(self, strip: Strip) -> int:
        """Return how many strips are `strip`."""
        return Counter(thread.strip for thread in self.threads)[strip]


def drawn(strips: Iterable[tuple[Row, Strip]]) -> Rug:
    """Return the rug of all eighty promises, S1 first."""
    return Rug(tuple(Thread(row.name, strip, row.text, place) for place, (row, strip) in enumerate(strips)))


def of(found: Sequence[Standing]) -> Rug:
    """Return the rug as the tests alone left it; an empty one when no test has run on this code."""
    if not any(each.tree for each in found):
        return Rug()
    return drawn((row, strip_of(each)) for row, each in zip(ROWS, found, strict=True))


def strip_of(each: Standing) -> Strip:
    """Return what the strip of a promise says."""
    if each.broken:
        return Strip.BROKEN
    return Strip.NOT_YET if each.state is State.NOT_YET else Strip(each.state.value)
