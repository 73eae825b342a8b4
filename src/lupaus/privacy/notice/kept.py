"""The live part of the notice: which promise stands how, under which heading. It changes without the notice's text."""

from dataclasses import dataclass
from typing import Final

from lupaus.privacy.notice.headings import STRIPS
from lupaus.privacy.proof.rug import Rug, Strip, Thread

SHOWN: Final = frozenset({Strip.ENFORCED, Strip.EVIDENCED, Strip.DECLARED, Strip.BROKEN})
"""What stands in serif: what we are bound by. A promise that is kept in part is not among them."""

CLASSES: Final = {Strip.EVIDENCED: "seen", Strip.DECLARED: "word", Strip.BROKEN: "broken"}
PICTURES: Final = {Strip.ENFORCED: "check", Strip.EVIDENCED: "doc", Strip.DECLARED: "word", Strip.BROKEN: "alert"}
TAGS: Final = {
    Strip.ENFORCED: "ok",
    Strip.EVIDENCED: "info",
    Strip.DECLARED: "",
    Strip.PARTLY: "warn",
    Strip.BROKEN: "no",
    Strip.NOT_YET: "",
}

_VIEWERS = frozenset({22, 24, 31, 32, 33, 37, 52, 53, 69, 70, 71, 76, 77, 78})
_SECTIONS: Final = (
    ("controller", 1, 3),
    ("use", 4, 20),
    ("data", 21, 46),
    ("cookies", 47, 51),
    ("rights", 54, 62),
    ("recipients", 63, 65),
    ("retention", 66, 68),
    ("recipients", 72, 75),
    ("controller", 79, 80),
)
BRIEFLY: Final = ("S76", "S22", "S50", "S40", "S16", "S59", "S42")
"""The promises that the short summary draws from, most telling first."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise as the page shows it."""

    row: str
    sentence: str
    state: str
    meaning: str
    css: str
    picture: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many promises stand in one way."""

    state: str
    meaning: str
    tag: str
    picture: str
    count: int


def section_of(row: str) -> str:
    """Return the part of the page that a promise belongs to."""
    number = int(row[1:])
    if number in _VIEWERS:
        return "viewers"
    return next(name for name, first, last in _SECTIONS if first <= number <= last)


def by_section(rug: Rug, language: str) -> dict[str, list[PromiseLine]]:
    """Return the promises that may be shown, by part of the page, in the notice's order."""
    found: dict[str, list[PromiseLine]] = {}
    for thread in rug.threads:
        if thread.strip in SHOWN:
            found.setdefault(section_of(thread.row), []).append(_line(thread, language))
    return found


def unfinished(rug: Rug, language: str) -> list[PromiseLine]:
    """Return the promises that are kept in part."""
    return [_line(thread, language) for thread in rug.threads if thread.strip is Strip.PARTLY]


def briefly(rug: Rug, language: str, most: int = 4) -> list[str]:
    """Return the few sentences that say most, of those that are kept on the running code."""
    kept = {thread.row: thread for thread in rug.threads if thread.strip in {Strip.ENFORCED, Strip.EVIDENCED}}
    return [kept[row].text.in_language(language) for row in BRIEFLY if row in kept][:most]


def sums(rug: Rug, language: str) -> list[Sum]:
    """Return every state with its count, best first."""
    return [
        Sum(
            name.in_language(language),
            meaning.in_language(language),
            TAGS[strip],
            PICTURES.get(strip, ""),
            rug.count(strip),
        )
        for strip, (name, meaning) in STRIPS.items()
    ]


def is_swept(rug: Rug) -> bool:
    """Say whether the program itself erases when a retention ends: whether S66 and S67 are kept."""
    kept = {thread.row for thread in rug.threads if thread.strip is Strip.ENFORCED}
    return {"S66", "S67"} <= kept


def _line(thread: Thread, language: str) -> PromiseLine:
    name, meaning = STRIPS[thread.strip]
    return PromiseLine(
        thread.row,
        thread.text.in_language(language),
        name.in_language(language),
        meaning.in_language(language),
        CLASSES.get(thread.strip, ""),
        PICTURES.get(thread.strip, ""),
    )
