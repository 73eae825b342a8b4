"""Words of one meaning in three languages, as stems: what a rule looks for in a sentence."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Words:
    r"""One meaning. Each language is a regular expression of lower-case stems that begin at a word's beginning.

    "säilyt|arkistoi" finds "säilytetään" and "arkistoimme". What stands in the middle of a Finnish compound is
    written with `\w*` before it. Every pattern is linear: no repetition inside a repetition.
    """

    fi: str
    sv: str
    en: str

    def find(self, low: str, language: str) -> re.Match[str] | None:
        """Return the first place in a lower-case text where the meaning stands."""
        return _compiled(self._in(language)).search(low)

    def all(self, low: str, language: str) -> list[str]:
        """Return every stem that stands in a lower-case text, in order, repeated as it repeats."""
        return [match.group() for match in _compiled(self._in(language)).finditer(low)]

    def knows(self, language: str) -> bool:
        """Say whether the meaning has words in a language at all."""
        return bool(self._in(language))

    def _in(self, language: str) -> str:
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]

    def __or__(self, other: "Words") -> "Words":
        """Return either meaning."""
        return Words(*(_either(a, b) for a, b in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[str, str, str]:
        return self.fi, self.sv, self.en


def _either(one: str, other: str) -> str:
    return "|".join(part for part in (one, other) if part)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})" if pattern else r"(?!)")
