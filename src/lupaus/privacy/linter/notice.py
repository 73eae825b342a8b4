"""A notice as the rules see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from lupaus.privacy.linter.dates import IDENTIFIER, IN_FORCE, OF_NOTICE, VERSION, dates
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Kind, Sentence, sentences
from lupaus.privacy.linter.vocabulary import LAW
from lupaus.privacy.linter.words import Words

_MARKS: Final = (
    Words(
        r"henkilö(?:tie|rekist)|(?:\w*asiakas|jäsen|potilas)(?:tieto|tiedo|rekister)",
        r"personuppgift|(?:kund|personal|medlems)(?:uppgift|register)",
        r"personal(?:ly)? (?:data|info|ident)|customer (?:data|register|info)",
    ),
    Words(
        r"rekisterin ?pitäj|rekisteriasio|rekisterivastaav",
        r"personuppgiftsansvarig|registeransvarig|registerärend",
        r"(?:data )?controller|register matters",
    ),
    Words(
        r"\w*tietosuoja|\w*rekisteriselos|gdpr|yksityisyydensuoj",
        r"dataskydd|integritet(?:spolicy|sskydd)|registerbeskriv|gdpr",
        r"privacy|data protection|gdpr",
    ),
    Words(
        r"rekisteröidy|rekisteröity(?!ä|mi|mä)|tarkastusoikeu|oikeu\w* (?:tarkas|tarkis|saada pääsy|saada tie)",
        r"(?:den )?registrerade|rätt till insyn|registerutdrag",
        r"data subject|right (?:of|to) access|access request",
    ),
    Words(r"säily[st]|säilö", r"lagra|spara|bevara|förvara|gallra", r"retain|retention|store[ds]?\b|keep"),
    Words(
        r"luovut|siirre|siirto|vastaanottaj|kolman",
        r"lämna\w* (?:\w+ )?ut|utlämn|överför|mottagar|tredje",
        r"disclos|transfer|recipient|third part|share",
    ),
    Words(
        r"käsittelyn? (?:tarkoitu|perust)|käyttötarkoitu|oikeusperust|oikeutet\w+ et|suostumu",
        r"ändamål|rättslig grund|samtyck|berättig",
        r"purpose|legal basis|legitimate|consent",
    ),
    Words(r"evästee?(?:t|n|i|s)", r"cookies|kakor", r"cookies? (?!dough|cutter|sheet|recipe)"),
    Words(
        r"tietosisäl|kerättävä|kerä(?:ämme|tään|tä\b|ä\b)|tallennamme|käsittelemme",
        r"samlar in|behandlar|insamlad",
        r"we (?:collect|process|use|store)|(?:collect|process)(?:ed|ing)?\b",
    ),
)
"""What privacy notices speak of; a text that has none of it is something else."""
_STRONG: Final = 3
"""How many of the marks above, from the first on, speak of nothing but privacy."""
_WHOLE_MARKS: Final = 5
_WHOLE_WORDS: Final = 60
_TITLED_WORDS: Final = 45
_ALONE: Final = 60
"""Signs of a line that holds a date and nothing else."""
_EXTRACT: Final = 5
"""Sentences; so short a text is an extract, of which one mark is enough."""
_RECIPE: Final = Words(
    r"\w*(?:uuni|taikina|jauho|ruokalusik|teelusik|paistoa)",
    r"\w*(?:ugn|deg\b|mjöl|matsked|tesked)",
    r"oven|dough|flour|tablespoon|teaspoon",
)


@dataclass(frozen=True)
class Notice:
    """A text with its sentences; `is_whole` when it is a notice and not an extract of one."""

    text: str
    language: str
    on: date
    """The day on which it is read; stands for the notice's own day when it bears none."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return everything it says, in order."""
        return sentences(self.text, self.language)

    @cached_property
    def is_about_privacy(self) -> bool:
        """Say whether it speaks of personal data at all."""
        if any(self.mentions(mark) for mark in _MARKS[:_STRONG]):
            return True
        needed = 1 if len(self.sentences) <= _EXTRACT else 2
        return self._marks >= needed and not self.mentions(_RECIPE)

    @cached_property
    def holds_nothing(self) -> bool:
        """Say whether it states that no personal data is collected at all; then it owes little."""
        return any(
            each.is_text and each.has(_NOTHING, _OURSELVES) and not each.has(_SCOPED_NOTHING) for each in self.sentences
        )

    @cached_property
    def is_whole(self) -> bool:
        """Say whether it is a notice of data that is held, so that what it does not say is missing."""
        if self.holds_nothing:
            return False
        words = sum(len(sentence.text.split()) for sentence in self.sentences)
        strong = sum(self.mentions(mark) for mark in _MARKS[:_STRONG])
        if self.title is not None and strong and words >= _TITLED_WORDS and self._marks > _STRONG:
            return True
        return words >= _WHOLE_WORDS and self._marks >= _WHOLE_MARKS and strong >= 2  # noqa: PLR2004 -- personal data and one more

    @cached_property
    def title(self) -> Sentence | None:
        """Return the heading that says what the text is, when one does."""
        early = self.sentences[:40]
        return next((each for each in early if each.kind is Kind.HEADING and each.section is Section.TITLE), None)

    @cached_property
    def beginning(self) -> Sentence:
        """Return the sentence that stands for the whole: its title, or what it begins with."""
        return self.title or self.sentences[0]

    @cached_property
    def dated_on(self) -> date | None:
        """Return the latest day that the notice says it was made or changed on."""
        found = [day for each in self._dating for day in dates(each.low) if day.year >= 1999]  # noqa: PLR2004 -- earlier ones are of laws
        return max((day for day in found if day <= self.on), default=None)

    @property
    def is_dated(self) -> bool:
        """Say whether it bears a date or a version."""
        named = any(VERSION.search(each.low) or IDENTIFIER.search(each.low) for each in self._dating)
        return self.dated_on is not None or named or any(dates(each.low) for each in self._dating)

    @cached_property
    def _dating(self) -> list[Sentence]:
        """Return the sentences that may date it: those that speak of its date, and short ones at its two ends."""
        every = self.sentences
        near = [each for each in (*every[:12], *every[-8:]) if len(each.text) <= _ALONE]
        spoken = [each for each in every if self._is_dating(each)]
        return [*near, *spoken]

    def _is_dating(self, sentence: Sentence) -> bool:
        """Say whether a sentence speaks of the notice's date, or stands below a line that does."""
        if sentence.has_any(OF_NOTICE, _IDENTIFIES) or (sentence.has(IN_FORCE) and not sentence.has(LAW)):
            return True
        before = self.sentences[max(0, sentence.index - 1)]
        return before.has_any(OF_NOTICE, IN_FORCE) and len(before.text) <= _ALONE and not dates(before.low)

    @cached_property
    def _marks(self) -> int:
        return sum(self.mentions(mark) for mark in _MARKS)

    def having(self, *meanings: Words) -> list[Sentence]:
        """Return the sentences in which all the meanings stand, headings left out."""
        return [each for each in self.sentences if each.is_text and each.has(*meanings)]

    def mentions(self, *meanings: Words) -> bool:
        """Say whether one sentence or heading holds all the meanings."""
        return any(each.has(*meanings) for each in self.sentences)

    def of(self, *sections: Section) -> list[Sentence]:
        """Return what stands under these headings, headings left out."""
        return [each for each in self.sentences if each.is_text and each.section in sections]

    def heading(self, *sections: Section) -> Sentence | None:
        """Return the first heading of one of the sections, in the order asked."""
        found = (
            each for section in sections for each in self.sentences if not each.is_text and each.section is section
        )
        return next(found, None)

    def near(self, sentence: Sentence, before: int = 1, after: int = 1) -> Iterator[Sentence]:
        """Yield the sentences around one, itself included."""
        yield from self.sentences[max(0, sentence.index - before) : sentence.index + after + 1]


_NOTHING: Final = Words(
    r"(?:ei|emme)\b(?: \w+){0,2} (?:kerää|kerätä|tallenna|tallenneta|käsittele"
    r"|käsitellä),?(?: \S+){0,6} (?:henkilötietoja|henkilökohtaisia tietoja|käyttäjätietoja"
    r"|tietoja käyttäjästä)",
    r"(?:samlar|lagrar|behandlar|hanterar)\b(?: \S+){0,2} inte(?: \S+){0,6} (?:personuppgifter"
    r"|personlig information|personliga uppgifter)|(?:samlar|behandlar"
    r"|lagrar) (?:inte )?(?:in )?inga personuppgifter",
    r"(?:not|never)\b(?: \w+){0,1} (?:collect|store|process|gather),?(?: \S+){0,6} personal (?:data"
    r"|information)|collects? no personal (?:data|information)",
)
_OURSELVES: Final = Words(
    r"emme|\w*sovellu|\w*palvelu|\w*sivusto|\w*ohjelm|\w*peli|\w*laajennu",
    r"vi\b|\w*app\b|\w*appen|\w*tjänst|\w*webbplats|\w*spel|\w*program",
    r"we\b|apps?\b|application|extension|(?:web)?site|service|game|software|plug-?in",
)
_SCOPED_NOTHING: Final = Words(
    r"alle\b|laps|laitto|arkaluon|erityi|muita|muihin|muuhun|ilman|tarkoitu|kolman|eväst|tarpe|enemp|lisäksi"
    r"|kauem|pidem|muulla|muutoin|ellei|paitsi|kotisivukäy|vain|kuin\b|verkkosivu|sivusto|markkinoin|jos\b"
    r"|mikäli",
    r"under \d|barn|känslig|särskild|andra|utan\b|ändamål|tredje|cookie|kakor|mer än|längre|övrig|om inte"
    r"|utöver|webbplats|marknad|om du|för att|i syfte",
    r"under (?:the|\d)|child|minor|sensitive|special|other|without|purpose|third|cookie|more than|longer"
    r"|unless|except|beyond|website|site\b|marketing|if you|for\b|knowingly|from (?:anyone|persons|people)"
    r"|about (?:you|your) (?:from|if)",
)
_IDENTIFIES: Final = Words(
    r"(?:selosteen )?(?:tunniste|versio)", r"(?:beskrivningens )?(?:identifierare|version)", r"(?:identifier|version)"
)
