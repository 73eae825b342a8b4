"""The language that is spoken now, and its words.

The kernel knows no framework, so whoever does (`foundation`) tells it once whom to ask.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

type Language = Literal["fi", "sv", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("fi", "sv", "en")


@dataclass(slots=True)
class _Asked:
    """Whom to ask; by itself the kernel speaks Finnish."""

    language: Callable[[], str | None]
    text: Callable[[str], str]


_asked = _Asked(language=lambda: "fi", text=str)


def ask(*, language: Callable[[], str | None], text: Callable[[str], str]) -> None:
    """Ask these from now on: for the code of the active language, and for a Finnish text in it."""
    _asked.language, _asked.text = language, text


def spoken() -> Language:
    """Return the language that is active; Finnish for any that we do not speak."""
    code = (_asked.language() or "fi")[:2]
    return code if code in LANGUAGES else "fi"


@dataclass(frozen=True, slots=True)
class Names:
    """What a company calls something it sells, in each language; Finnish stands in for one it has not given."""

    fi: str
    sv: str = ""
    en: str = ""

    def __str__(self) -> str:
        """Return the name in the active language."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[spoken()] or self.fi

    @classmethod
    def of(cls, stored: Mapping[str, str] | str) -> "Names":
        """Return the names from JSON: as an object by language, or one Finnish text of before there were others."""
        return cls(stored) if isinstance(stored, str) else cls(**stored)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Finnish text that is said in the active language when it is read; `_("…")` in the kernel."""

    finnish: str

    def __str__(self) -> str:
        """Return the text in the active language."""
        return _asked.text(self.finnish)
