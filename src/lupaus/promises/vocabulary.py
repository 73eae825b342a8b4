"""What a word of the notice is: its text in three languages and its names in other vocabularies."""

from dataclasses import dataclass
from enum import Enum

from lupaus.promises.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """What one word of the notice says and what other vocabularies call it."""

    text: Text
    fides: str = ""
    dpv: str = ""


class Vocabulary(Enum):
    """Base of the vocabularies: every member's value is a `Word`."""

    value: Word

    def say(self, language: str = "fi") -> str:
        """Return the word as the notice says it in `language`."""
        return self.value.text.in_language(language)

    @property
    def code(self) -> str:
        """Return the stable lower-case name that is stored in rows and shown to machines."""
        return self.name.lower()


def word(fi: str, sv: str, en: str, fides: str = "", dpv: str = "") -> Word:
    """Return a word from its texts and the names that other vocabularies have for it."""
    return Word(Text(fi, sv, en), fides, dpv)
