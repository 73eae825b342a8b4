"""How plainly a notice speaks: the length of its sentences, and chains of passives.

Source: the rules for every screen, 17: a median of at most 12 words a sentence; sentences of more than 25 words and
passive chains are flagged.
"""

import re
from dataclasses import dataclass
from statistics import median
from typing import Final

from lupaus.privacy.linter.finding import Finding
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sentences import Kind, Sentence
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

MEDIAN: Final = 12
LONGEST: Final = 25
CHAIN: Final = 3
"""Passives in one sentence that make a chain."""
_FEWEST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_][\w'’:-]*|\d[\d.,:]*")
_PASSIVE: Final = Words(
    r"\w{2,}(?:taan|tään|daan|dään|laan|lään|naan|nään|raan|rään|staan|stään|ttiin|etaan|etään|ttu\b|tty\b)",
    r"(?:\w{2,}(?:as|ts|ds|rs|ls|ns|des)\b|(?:blir|blev|är|var|har|kan|ska|får) (?:\w+ )?\w+(?:ats|ad|at|its|tts)\b)",
    r"(?:is|are|was|were|been|be|being) (?:\w+ly )?(?:\w+ed|kept|given|held|sent|made|taken|done|sold|shown|stored)\b",
)
LONG: Final = Text(
    "Virkkeessä on {count} sanaa; yli 25 on liikaa.",
    "Meningen har {count} ord; fler än 25 är för många.",
    "The sentence has {count} words; more than 25 are too many.",
)
PASSIVES: Final = Text(
    "Virkkeessä on {count} passiivia peräkkäin.",
    "Meningen har {count} passiver i rad.",
    "The sentence has a chain of {count} passives.",
)
SPLIT: Final = Text(
    "Jaa se kahdeksi: pääasia ensin.", "Dela den i två: huvudsaken först.", "Split it in two: the main point first."
)
WHO: Final = Text("Sano, kuka tekee.", "Säg vem som gör.", "Say who does it.")


@dataclass(frozen=True, slots=True)
class Plainness:
    """How plainly a text speaks; `findings` are of rule "P1" (long) and "P2" (passives)."""

    language: str
    sentences: int
    median_words: float
    findings: tuple[Finding, ...]

    @property
    def is_plain(self) -> bool:
        """Say whether half of the sentences have at most 12 words and nothing is flagged."""
        return self.median_words <= MEDIAN and not self.findings


def plainness(notice: Notice) -> Plainness:
    """Return how long the sentences of a notice are, and which are too long or chains of passives.

    Headings, list items without a verb of their own and table rows are no sentences and are not counted.
    """
    said = [each for each in notice.sentences if each.kind is Kind.TEXT and _count(each) >= _FEWEST]
    lengths = [_count(each) for each in said]
    found = [finding for each in said for finding in _findings(each)]
    return Plainness(notice.language, len(said), float(median(lengths)) if lengths else 0.0, tuple(found))


def _findings(sentence: Sentence) -> list[Finding]:
    words = _count(sentence)
    passives = len(_PASSIVE.all(sentence.low, sentence.language))
    found = []
    if words > LONGEST:
        found.append(_finding("P1", sentence, LONG, SPLIT, words))
    if passives >= CHAIN:
        found.append(_finding("P2", sentence, PASSIVES, WHO, passives))
    return found


def _finding(rule: str, sentence: Sentence, why: Text, mend: Text, count: int) -> Finding:
    language = sentence.language
    return Finding(rule, sentence.text, why.in_language(language).format(count=count), mend.in_language(language))


def _count(sentence: Sentence) -> int:
    return sum(1 for _ in _WORD.finditer(sentence.text))
