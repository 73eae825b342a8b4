"""What differs between two notices, sentence by sentence and word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lupaus.privacy.notice import sentences
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.sentences import Sentence


class Fate(StrEnum):
    """What became of a sentence."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, marked when only one of the two has it."""

    words: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that differs, under the heading of its section; `was` or `now` is empty where there is none."""

    id: str
    heading: str
    fate: Fate
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Return every sentence that differs, in the order of the new notice, those that are gone last."""
    before = {each.id: each for each in sentences.of(old)}
    after = {each.id: each for each in sentences.of(new)}
    headings = {section.id: section.heading for document in (old, new) for section in document.sections}
    found = [_changed(before.get(code), each, headings) for code, each in after.items() if _differs(before, each)]
    gone = [each for code, each in before.items() if code not in after]
    return (*found, *(Change(each.id, headings[each.part], Fate.REMOVED, _whole(each), ()) for each in gone))


def _differs(before: dict[str, Sentence], now: Sentence) -> bool:
    return now.id not in before or before[now.id].text != now.text


def _changed(was: Sentence | None, now: Sentence, headings: dict[str, str]) -> Change:
    heading = headings[now.part]
    if was is None:
        return Change(now.id, heading, Fate.ADDED, (), _whole(now))
    words = was.text.split(), now.text.split()
    codes = SequenceMatcher(None, *words, autojunk=False).get_opcodes()
    old = tuple(_pieces(words[0], ((first, last, tag != "equal") for tag, first, last, _, _ in codes)))
    new = tuple(_pieces(words[1], ((first, last, tag != "equal") for tag, _, _, first, last in codes)))
    return Change(now.id, heading, Fate.CHANGED, old, new)


def _pieces(words: Sequence[str], runs: Iterator[tuple[int, int, bool]]) -> Iterator[Piece]:
    for first, last, is_marked in runs:
        if first < last:
            yield Piece(" ".join(words[first:last]), is_marked)


def _whole(sentence: Sentence) -> tuple[Piece, ...]:
    return (Piece(sentence.text, is_marked=True),)
