"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sentences import Sentence
from lupaus.promises.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a notice, in the language of its reader."""

    rule: str
    sentence: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Why something is wrong, with its source in law, and how to mend it; `{names}` are filled in by the rule."""

    why: Text
    mend: Text


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a rule points at."""

    sentence: Sentence
    advice: Advice
    details: Mapping[str, str] = field(default_factory=dict)

    def finding(self, rule: str, language: str) -> Finding:
        """Return what the reader is told."""
        why, mend = (text.in_language(language).format(**self.details) for text in (self.advice.why, self.advice.mend))
        return Finding(rule, self.sentence.text, why, mend)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the linter; `of_whole` rules need a whole notice, because they say what is missing."""

    code: str
    name: Text
    check: Callable[[Notice], Iterator[Hit]]
    of_whole: bool = False
