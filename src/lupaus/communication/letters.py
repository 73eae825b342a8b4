"""Letters: what a message says, as values. Structure comes from code, so what people wrote can never become markup."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value: ("Aika", "to 26.11. klo 9.00–12.00")."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """The one act a letter asks for; `path` is a path of our own site ("/my/")."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code to be typed, shown large."""

    text: str


type Part = Words | Facts | Items | Button | Code


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and what follows it; greeting, signature and the company's particulars are added around it."""

    subject: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    mime: str
    content: bytes
