"""Which promise carries each sentence of the compiled notice, and whether the sentence is true now.

A sentence comes from declarations (`notice.sentences`); the promise beside it says which tests and live checks stand
behind it. A finding may name the very sentences that it makes untrue; else those of its promises are.
"""

import re
from dataclasses import dataclass
from typing import Final

from lupaus.privacy.notice.sentences import Sentence
from lupaus.privacy.proof.now import Line, Stand
from lupaus.privacy.proof.rug import Strip

CARRIED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"controller\.contact", ("S1", "S2")),
    (r"controller\.", ("S1",)),
    (r"viewers\.lead", ("S69", "S76")),
    (r"viewers\.provider\..*\.at_the_door\.", ("S37",)),
    (r"viewers\.provider\..*\.meeting\.", ("S24",)),
    (r"viewers\.provider\..*\.assigned\.", ("S22",)),
    (r"viewers\.", ("S52", "S69")),
    (r"recipients\.transfers", ("S65", "S75")),
    (r"recipients\.others", ("S63",)),
    (r"(recipients|disclosure)\.", ("S63", "S73")),
    (r"(periods|stores\..*\.retention)", ("S66",)),
    (r"cookies\.", ("S47",)),
    (r"security\.access", ("S52", "S53")),
    (r"security\.looks", ("S76",)),
    (r"security\.secrecy", ("S70", "S71")),
    (r"(security|stores)\.", ("S77",)),
    (r"rights\.access", ("S54",)),
    (r"rights\.rectification", ("S59", "S60")),
    (r"rights\.consent", ("S16",)),
    (r"rights\.complaint", ("S79",)),
    (r"rights\.", ("S55",)),
    (r"(interests|unused)\.", ("S16",)),
    (r"statements\.from_others", ("S45",)),
    (r"statements\.", ("S80",)),
    (r".*\.purpose\..*\.basis", ("S16",)),
    (r".*\.source", ("S45",)),
    (r".*\.recipients", ("S63",)),
    (r".*\.retention", ("S66",)),
    (r".*\.(people|data|why)", ("S3", "S16")),
)
"""Beginnings and kinds of sentence ids, the first that fits counts; the rest is the notice itself (S80)."""

_WEAKEST_FIRST: Final = (
    Strip.BROKEN, Strip.NOT_YET, Strip.PARTLY, Strip.DECLARED, Strip.EVIDENCED, Strip.ENFORCED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """One sentence with the promises that carry it; `strip` is how the weakest of them stands."""

    sentence: Sentence
    lines: tuple[Line, ...]
    strip: Strip

    @property
    def is_red(self) -> bool:
        """Say whether the sentence is not true now."""
        return self.strip is Strip.BROKEN


def rows_of(sentence: Sentence) -> tuple[str, ...]:
    """Return the promises that carry a sentence; one of the summary is carried by what it sums up."""
    codes = sentence.of or (sentence.id,)
    found = [row for code in codes for row in _rows(code)]
    return tuple(dict.fromkeys(found))


def carried(sentence: Sentence, stand: Stand) -> Carried:
    """Return a sentence with how it stands now."""
    lines = tuple(stand.lines[int(row[1:]) - 1] for row in rows_of(sentence))
    if _is_untrue(sentence, lines, stand):
        return Carried(sentence, lines, Strip.BROKEN)
    strips = [line.strip if line.strip is not Strip.BROKEN else Strip.PARTLY for line in lines]
    return Carried(sentence, lines, min(strips, key=_WEAKEST_FIRST.index))


def _is_untrue(sentence: Sentence, lines: tuple[Line, ...], stand: Stand) -> bool:
    codes, rows = {sentence.id, *sentence.of}, {line.row.name for line in lines}
    if any(line.standing.broken for line in lines):
        return True
    return any(
        codes & set(defect.sentences) if defect.sentences else rows & set(defect.rows) for defect in stand.live.defects
    )


def _rows(code: str) -> tuple[str, ...]:
    return next((rows for pattern, rows in CARRIED if re.match(pattern, code)), ("S80",))
