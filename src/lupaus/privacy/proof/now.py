"""How every promise stands now: what the tests showed of this code, and what the running installation finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lupaus.privacy.live import attestations
from lupaus.privacy.live.registry import CHECKS
from lupaus.privacy.live.state import State as LiveState
from lupaus.privacy.live.state import checks_of, state
from lupaus.privacy.models import Attestation
from lupaus.privacy.proof import rug, standing
from lupaus.privacy.proof.promise import State
from lupaus.privacy.proof.rows import ROWS, Row
from lupaus.privacy.proof.rug import Rug, Strip
from lupaus.privacy.proof.standing import Standing
from lupaus.promises import Text

THE_TEST = Text(
    "Lupauksen testi epäonnistuu tällä ohjelmaversiolla.",
    "Löftets test misslyckas med den här programversionen.",
    "The promise's test fails on this version of the program.",
)
NOT_LOOKED = Text(
    "Ohjelma ei ole tarkistanut itseään yli vuorokauteen.",
    "Programmet har inte kontrollerat sig självt på över ett dygn.",
    "The program has not checked itself for more than a day.",
)
WE_MEND = Text("Korjaamme sen.", "Vi rättar det.", "We are mending it.")


@dataclass(frozen=True, slots=True)
class Look:
    """One live check as it last came out for one promise; `ran_at` None means not yet, in this installation."""

    code: str
    title: Text
    ran_at: datetime | None
    is_red: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One promise as it stands now. `why` and `remedies` say why it is broken, and what we do; else they are empty."""

    row: Row
    strip: Strip
    standing: Standing
    since: datetime | None
    looks: tuple[Look, ...]
    why: tuple[Text, ...]
    remedies: tuple[Text, ...]

    @property
    def is_red(self) -> bool:
        """Say whether it does not hold now."""
        return self.strip is Strip.BROKEN


@dataclass(frozen=True, slots=True)
class Stand:
    """All eighty, S1 first, and the live checks behind them."""

    lines: tuple[Line, ...]
    live: LiveState
    is_tested: bool

    @property
    def red(self) -> tuple[Line, ...]:
        """Return what does not hold now, the longest broken first."""
        return tuple(sorted((line for line in self.lines if line.is_red), key=lambda line: line.since or self.live.at))

    @property
    def rug(self) -> Rug:
        """Return the strips; none when no test has run on this code, red or not."""
        return rug.drawn((line.row, line.strip) for line in self.lines) if self.is_tested else Rug()

    @property
    def tested_at(self) -> datetime | None:
        """Return when a test last ran on this code."""
        return max((line.standing.ran_at for line in self.lines if line.standing.ran_at), default=None)


def now(at: datetime) -> Stand:
    """Return how things stand: three queries, and the file that the tests wrote."""
    found, live = standing.standings(), state(at)
    words = {attestations.MATTERS[code].row: given for code, given in attestations.newest().items()}
    checks, red = checks_of(), live.red
    lines = tuple(
        _line(row, each, live, red, checks.get(row.name, []), words) for row, each in zip(ROWS, found, strict=True)
    )
    return Stand(lines, live, any(each.tree for each in found))


def _line(
    row: Row,
    each: Standing,
    live: LiveState,
    red: Mapping[str, datetime],
    checks: list[str],
    words: Mapping[str, Attestation],
) -> Line:
    given = words.get(row.name)
    strip = Strip.BROKEN if row.name in red or each.broken else _strip(each, given)
    since = min((moment for moment in (red.get(row.name), each.since if each.broken else None) if moment), default=None)
    if not since:
        since = given.attested_at if given and strip is Strip.DECLARED else each.since
    broken = {defect.code for defect in live.of_row(row.name)}
    looks = tuple(Look(code, CHECKS[code].title, live.ran.get(code), code in broken) for code in checks)
    reasons = [CHECKS[code] for code in sorted(broken)]
    why, remedies = [check.title for check in reasons], [check.remedy for check in reasons]
    if each.broken:
        why, remedies = [*why, THE_TEST], [*remedies, WE_MEND]
    if row.name in red and not broken:
        why, remedies = [*why, NOT_LOOKED], [*remedies, WE_MEND]
    return Line(row, strip, each, since, looks, tuple(why), tuple(dict.fromkeys(remedies)))


def _strip(each: Standing, given: Attestation | None) -> Strip:
    """Return what tests and words make of it: somebody's word counts where nothing better is shown."""
    if given is not None and each.state is State.NOT_YET:
        return Strip.DECLARED
    return rug.strip_of(each)
