"""A text as sentences: abbreviations, clause numbers, headings, bullets and tables do not confuse it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lupaus.privacy.linter.sections import Section, section_of
from lupaus.privacy.linter.words import Words

LONGEST: Final = 1200
"""Characters of one sentence; a longer one is cut, so that looking at it takes a bounded time."""
_ABBREVIATED: Final = (
    "esim mm ym yms jne ks tms puh vrt ns em ko ao os s n y klo nro mukl art kpl alv tel sähk osv bl a t ex "
    "m fl fr o kl "
    "nr enl f d dvs ca st resp etc e g i no ltd inc mr mrs dr vs approx incl co corp para sec p v u.s e.g "
    "i.e t.ex bl.a "
    "m.m s.k d.v.s o.s.v fr.o.m f.d m.fl p.g.a"
)
ABBREVIATIONS: Final = frozenset(_ABBREVIATED.split())


class Kind(StrEnum):
    """How a sentence stands on the page."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, item, table row or heading of a notice; `low` is what rules look at."""

    text: str
    low: str
    index: int
    kind: Kind
    section: Section
    heading: str
    part: int
    language: str

    def has(self, *meanings: Words) -> bool:
        """Say whether every one of the meanings stands in the sentence."""
        return all(words.find(self.low, self.language) for words in meanings)

    def has_any(self, *meanings: Words) -> bool:
        """Say whether at least one of the meanings stands in the sentence."""
        return any(words.find(self.low, self.language) for words in meanings)

    def under(self, *meanings: Words) -> bool:
        """Say whether one of the meanings stands in the heading above the sentence."""
        return any(words.find(self.heading, self.language) for words in meanings)

    @property
    def is_text(self) -> bool:
        """Say whether it says something, and does not only announce it."""
        return self.kind is not Kind.HEADING


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    kind: Kind
    level: int = 0
    """How deep a marked or numbered heading lies; 0 where nothing says so."""
    is_marked: bool = False


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, each with its section and the register it speaks of."""
    return tuple(_numbered(_blocks(tidy(text), language), language))


def tidy(text: str) -> str:
    """Return a text without what is invisible: soft hyphens, direction marks, odd spaces and quotes."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return composed.translate(_TIDY)


_INVISIBLE: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES: Final = "\x00\t\x0b\x1f\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"
_QUOTES: Final = "\u2018\u2019\u201b\u2032"
_TIDY: Final = {
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _QUOTES), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\x0c\x85\u2028\u2029"), "\n"),
}


def _numbered(blocks: Iterable[_Block], language: str) -> Iterator[Sentence]:
    place = _Place(language)
    index = 0
    for block in blocks:
        for kind, text in place.read(block):
            for said in split(text) if kind in {Kind.TEXT, Kind.ITEM} else list(_cut(text)):
                yield Sentence(said, said.lower(), index, kind, place.section, place.heading, place.part, language)
                index += 1


class _Place:
    """Where in the notice the reading is: under which heading, in which register's part."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.section = Section.OTHER
        self.heading = ""
        self.part = 0
        self._seen: set[Section] = set()
        self._level = 0
        self._is_known = True
        self._is_headed = False

    def read(self, block: _Block) -> Iterator[tuple[Kind, str]]:
        """Yield the block, with a label before its colon as a heading of its own."""
        label, colon, rest = block.text.partition(":")
        is_line = block.kind is Kind.TEXT or (block.kind is Kind.HEADING and not block.is_marked)
        if is_line and colon and len(label) <= _LABEL and rest[:1] in {"", " "} and self._labels(label, rest):
            yield Kind.HEADING, f"{label}:"
            if rest.strip():
                yield Kind.TEXT, rest.strip()
        elif block.kind is Kind.HEADING and (self._enter(block.text, block.level) or block.level):
            self._leave(block.level)
            self._is_headed = True
            yield Kind.HEADING, block.text
        else:
            yield (Kind.TEXT if block.kind is Kind.HEADING else block.kind), block.text

    def _labels(self, label: str, rest: str) -> bool:
        """Enter a label before a colon; below a real heading only those that stand for a part of their own."""
        section = _section(label, self.language)
        if self._is_headed and rest.strip() and section in _WITHIN:
            return False
        return self._enter(label)

    def _leave(self, level: int) -> None:
        """Leave the section at a heading of the same or a higher level that announces nothing known."""
        if not self._is_known and level and level <= self._level:
            self.section, self._level = Section.OTHER, level

    def _enter(self, heading: str, level: int = 0) -> bool:
        low = bare_heading(heading).lower()
        section = section_of(low, self.language)
        self._is_known = section is not None
        if section is None:
            self.heading = low if level else self.heading
            return False
        self._level = level or self._level
        if section in {Section.CONTROLLER, Section.REGISTER} and section in self._seen:
            self.part += 1
            self._seen.clear()
        self._seen.add(section)
        self.section, self.heading = section, low
        return True


_LABEL: Final = 70
_WITHIN: Final = frozenset(
    {Section.SECURITY, Section.PURPOSES, Section.DATA, Section.RIGHTS, Section.COOKIES, Section.SUBJECTS, Section.TITLE}
)
"""Parts that a line such as "Protection of the service: legitimate interest" does not begin."""


def bare_heading(heading: str) -> str:
    """Return a heading without its number, mark and closing colon."""
    return _NUMBER.sub("", heading.lstrip("#*•-–— ")).strip(" :*.")


_NUMBER: Final = re.compile(r"^(?:§\s?)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Za-zÄÖÅäöå])[.)]?:?\s+(?=\S)")
_ITEM: Final = re.compile(r"^\s*(?:[•●▪‣◦·*+–—-]|o(?=\s)|[a-zåäö]\)|\d{1,2}\))\s+(?=\S)")
_CLOSED: Final = (".", "!", "?", ":", ";")
_HEADING_LONGEST: Final = 90
_LABEL_ALONE: Final = 25
_WRAPPED: Final = 45
"""A line at least so long, without an end, goes on in the next line."""


def _blocks(text: str, language: str) -> Iterator[_Block]:
    waiting = ""
    waiting_kind = Kind.TEXT
    for line in [*text.split("\n"), ""]:
        stripped = " ".join(line.split())
        if waiting and _goes_on(waiting, stripped, line) and not _announces(waiting, stripped, language):
            waiting = f"{waiting} {stripped}"
            continue
        if waiting:
            yield _block(waiting, waiting_kind, language)
        waiting = stripped
        waiting_kind = Kind.ITEM if _ITEM.match(line) else Kind.TEXT
    if waiting:
        yield _block(waiting, waiting_kind, language)


def _announces(before: str, stripped: str, language: str) -> bool:
    """Say whether a line is a heading, so that a sentence after it begins anew."""
    return stripped[:1].isupper() and _may_be_heading(before, language) and _section(before, language) is not None


def _goes_on(before: str, stripped: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the line before."""
    if not stripped or before.endswith(_CLOSED) or len(before) > LONGEST or before.startswith("#"):
        return False
    if _ITEM.match(line) or stripped.startswith("#") or "|" in stripped or "|" in before:
        return False
    return stripped[0].islower() or (
        len(before) >= _WRAPPED and not _NUMBER.match(stripped) and len(stripped) > _LABEL_ALONE
    )


def _block(text: str, kind: Kind, language: str) -> _Block:
    if text.startswith("#"):
        return _Block(text.lstrip("# ").rstrip("# "), Kind.HEADING, len(text) - len(text.lstrip("#")), is_marked=True)
    if kind is Kind.ITEM:
        return _Block(_ITEM.sub("", text, count=1), Kind.ITEM)
    if text.startswith("|") or " | " in text:
        return _Block(text.strip("| "), Kind.ROW)
    is_heading = _may_be_heading(text, language)
    return _Block(text, Kind.HEADING if is_heading else Kind.TEXT, _level(text) if is_heading else 0)


def _level(text: str) -> int:
    """Return the depth of a numbered heading: 2 for "3. Rekisterin nimi", 3 for "3.1 Tiedot"."""
    number = _NUMBERED.match(text)
    return 2 + number.group().count(".", 0, -1) if number else 0


_NUMBERED: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s)")


def _may_be_heading(text: str, language: str) -> bool:
    """Say whether a line is as short as a heading and no sentence."""
    if len(text) > _HEADING_LONGEST or text.endswith((".", "!", ";", ",")):
        return False
    if text.endswith("?") or not _VERB.search(text.lower()):
        return True
    asks = _NUMBERED.match(text) or _QUESTION.match(text.lower())
    return bool(asks) and _section(text, language) is not None


def _section(text: str, language: str) -> Section | None:
    return section_of(bare_heading(text).lower(), language)


_QUESTION: Final = re.compile(
    r"(?:kenelle|kuinka|miten|mitä|mistä|miksi|mihin|keiden|kuka|vem|hur|vad|varför|varifrån|vilka|who|how"
    r"|what|why|where)\b"
)


_VERB: Final = re.compile(
    r"\b(?:on|ovat|voi|voit|voidaan|ei|emme|eivät|perustuu|käsitellään|kerätään|luovutetaan|säilytetään"
    r"|käytetään|keräämme"
    r"|är|kan|inte|finns|behandlas|sparas|lagras|is|are|may|can|not|will|shall)\b"
)


_END: Final = re.compile(r"[.!?…]+[\"'”»)]*\s+(?=[\"'“”«(]?[A-ZÅÄÖÀ-Þ0-9])")


def split(text: str) -> list[str]:
    """Return the sentences of one block; numbers, abbreviations and initials do not end one."""
    found, start = [], 0
    for match in _END.finditer(text):
        if _ends(text, match):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [piece for each in found for piece in _cut(each) if piece]


def _ends(text: str, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return True
    word = text[max(0, match.start() - 24) : match.start()].rsplit(" ", maxsplit=1)[-1].lstrip("(\"'").lower()
    follows = text[match.end() : match.end() + 1]
    if word.isdigit() and len(word) <= len("31"):
        return False
    if len(word) == 1 and word.isalpha():
        return False
    return word not in ABBREVIATIONS or (word in _MAY_END and follows.isupper())


_MAY_END: Final = frozenset(
    {"jne", "ym", "yms", "tms", "osv", "etc", "ltd", "inc", "co", "corp", "m.m", "o.s.v", "m.fl"}
)


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    yield sentence
