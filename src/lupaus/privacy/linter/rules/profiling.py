"""Profiling and personalisation without logic and the right to object (L19)."""

from collections.abc import Iterator
from typing import Final

from lupaus.privacy.linter.finding import Advice, Hit
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.sections import Section
from lupaus.privacy.linter.sentences import Sentence
from lupaus.privacy.linter.vocabulary import CONSENT, NOT
from lupaus.privacy.linter.words import Words
from lupaus.promises.text import Text

PROFILING: Final = Advice(
    Text(
        "Profilointi tai personointi mainitaan, mutta sen logiikkaa ja oikeutta vastustaa sitä ei löytynyt "
        "(tietosuoja-asetus 13(2)(f), 21 art., johdanto-osa 60).",
        "Profilering eller personanpassning nämns, men varken logiken eller rätten att invända mot den "
        "hittades (dataskyddsförordningen art. 13.2 f, 21, skäl 60).",
        "Profiling or personalisation is named, but neither its logic nor the right to object to it was "
        "found (GDPR art. 13(2)(f), 21, recital 60).",
    ),
    Text(
        "Kerro, mistä tiedoista päätellään mitä, mitä siitä seuraa ja miten sen saa pois päältä.",
        "Berätta vilka uppgifter som leder till vad, vad det innebär och hur det stängs av.",
        "Say what is inferred from which data, what follows from it, and how to switch it off.",
    ),
)
PROFILES: Final = Words(
    r"\w*profiloi|\w*personoi|personointi|\w*kohdenne|\w*kohdentam|kohdistettu\w* (?:main|markk)"
    r"|räätälöi\w* (?:\w+ )?(?:sisäl|main|markk|viest|suosit|tarjou)|segmento",
    r"\w*profiler|personanpass|personalis|personligt anpassa|målinrikta"
    r"|riktad\w* (?:reklam|annons|marknads|innehåll|erbjud)"
    r"|skräddarsy\w* (?:innehåll|reklam|annons|erbjud|marknads)|segmenter",
    r"profiling|personali[sz]|targeted (?:ad|market|content)|target (?:ad|market)"
    r"|tailor\w* (?:\w+ )?(?:content|ad|market|offer|recommend)|segmentation",
)
_LOGIC: Final = Words(
    r"perustu(?:u|vat) (?!oikeut|suostu|sopim|laki|lain)|logiik|päätel"
    r"|(?:osto|tilaus|käyttö|selaus)\w*(?:historia|tieto|käyttäyt)\w* (?:\S+ ){0,3}perust|perusteella"
    r"|esimerkiksi|siten, että|tarkoittaa|näet|hyödyn",
    r"bygger på|grundar sig på (?!berättig|samtyck|avtal)|logik|utifrån|baserat på|på basis|till exempel"
    r"|innebär|härled",
    r"based on (?!(?:our |your )?(?:legitimate|consent|contract))|logic|infer|deriv"
    r"|by (?:using|looking|analy)|for example|means that|which is used",
)
_OBJECT: Final = Words(
    r"vastust|kieltä|kiell|kielto|pois päältä|peru(?:a|t|ut|ma|ttaa)\b|estä|oikeus olla joutumatta",
    r"invänd|motsätt|förbjud|stäng|avreg|tacka nej|återkall",
    r"object|opt[- ]?out|switch|turn (?:it )?off|withdraw|unsubscrib|disable",
)


def profiling(notice: Notice) -> Iterator[Hit]:
    """Yield the first profiling that is named, when neither its logic nor the right to object to it is."""
    named = [each for each in notice.sentences if each.is_text and each.has(PROFILES)]
    doing = [
        each
        for each in named
        if not each.has_any(NOT, _OF_RIGHTS, CONSENT, _LEAVE) and each.section is not Section.RIGHTS
    ]
    if doing and not any(_is_explained(notice, each) for each in named) and not _may_object(notice):
        yield Hit(doing[0], PROFILING)


_LEAVE: Final = Words(r"lupa\b|lupaa|luvan|luvalla", r"tillstånd|godkänn", r"permission|opt(?:ed)? in")
_OF_RIGHTS: Final = Words(r"oikeus|vastusta", r"rätt att", r"right to")


def _is_explained(notice: Notice, sentence: Sentence) -> bool:
    return any(each.has(_LOGIC) and each.has(PROFILES) for each in notice.near(sentence, 0, 0)) or sentence.has(_OBJECT)


def _may_object(notice: Notice) -> bool:
    """Say whether the right to object is told at all, and not to direct marketing alone."""
    return any(each.has(_RIGHT_TO_OBJECT) and not each.has(_MARKETING_ONLY) for each in notice.sentences)


_RIGHT_TO_OBJECT: Final = Words(
    r"\w*vastust|kieltää (?:\S+ ){0,4}(?:käsittel|profil)|21 ?(?:artikla|art)|15\s?[-–]\s?2[12]|22 artikl",
    r"invänd|motsätt|art\w*\.? ?21|15\s?[-–]\s?2[12]",
    r"object|opt[- ]?out|article 21|art\.? 21|15\s?(?:[-–]|to)\s?2[12]",
)
_MARKETING_ONLY: Final = Words(
    r"suoramarkkinoin(?!\w* ja \w*prof)(?!.{0,80}profil)",
    r"direktmarknadsföring(?!.{0,80}profil)",
    r"direct marketing(?!.{0,80}profil)",
)
