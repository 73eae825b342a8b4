"""How every promise of the notice stands now: three pages, and JSON. Made for anybody, so it tells no attacker how."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation

from lupaus.privacy import versions
from lupaus.privacy.notice import kept
from lupaus.privacy.notice import sentences as notice
from lupaus.privacy.notice.compiler import LANGUAGES
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.headings import STRIPS
from lupaus.privacy.proof import carried as carrying
from lupaus.privacy.proof import tree
from lupaus.privacy.proof.means import MEANS
from lupaus.privacy.proof.now import Line, Stand, now
from lupaus.privacy.proof.rug import Strip
from lupaus.promises import Purpose, Text
from lupaus.sites.furniture.doors import Visit, door

PAGES: Final = {"fi": "public:proof", "sv": "public:proof_sv", "en": "public:proof_en"}
SENTENCES: Final = {code: name.replace("proof", "proof_sentences") for code, name in PAGES.items()}
NAMES: Final = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}
CLAIMED: Final = frozenset({Strip.ENFORCED, Strip.EVIDENCED, Strip.DECLARED})


@dataclass(frozen=True, slots=True)
class Told:
    """One promise in one language: what it says, how it stands, what it is about, and by what it is kept."""

    line: Line
    sentence: str
    state: str
    tag: str
    picture: str
    css: str
    about: tuple[str, ...]
    by: tuple[str, ...]
    looks: tuple[tuple[str, object, bool], ...]
    why: tuple[str, ...]
    remedies: tuple[str, ...]


@door(Purpose.SELF_SERVICE)
def proof(visit: Visit, language: str) -> HttpResponse:
    """Show all promises, the broken ones first."""
    stand = now(visit.at)
    with translation.override(language):
        told = [_told(line, language) for line in stand.lines]
        context = {
            "language": language,
            "sentences_page": SENTENCES[language],
            "languages": [(code, NAMES[code], reverse(PAGES[code])) for code in LANGUAGES],
            "stand": stand,
            "rug": stand.rug,
            "code": tree.running()[:12],
            "sums": [each for each in kept.sums(stand.rug, language) if each.count],
            "red": [_told(line, language) for line in stand.red],
            "kept": [each for each in told if each.line.strip in CLAIMED],
            "partly": [each for each in told if each.line.strip is Strip.PARTLY],
            "bare": [each for each in told if each.line.strip is Strip.NOT_YET],
        }
        answer = render(visit, "public/proof/page.html", context)
    answer.headers["Content-Language"] = language
    return answer


@door(Purpose.SELF_SERVICE)
def sentences(visit: Visit, language: str) -> HttpResponse:
    """Show every sentence of the notice with its declarations and the promise that carries it."""
    stand, document = now(visit.at), _document(visit, language)
    found = [carrying.carried(each, stand) for each in notice.of(document)]
    headings = {section.id: section.heading for section in document.sections}
    with translation.override(language):
        context = {
            "language": language,
            "parts": [
                (headings[part], [(each, STRIPS[each.strip][0].in_language(language)) for each in several])
                for part, several in groupby(found, key=lambda each: each.sentence.part)
            ],
            "untrue": [each for each in found if each.is_red],
            "tags": kept.TAGS,
            "proof_page": PAGES[language],
            "languages": [(code, NAMES[code], reverse(SENTENCES[code])) for code in LANGUAGES],
            "tongue": language,
        }
        answer = render(visit, "public/proof/sentences.html", context)
    answer.headers["Content-Language"] = language
    return answer


def _document(visit: Visit, language: str) -> Document:
    return versions.shown(visit.at).in_language(language)


@door(Purpose.SELF_SERVICE)
def machine_readable(visit: Visit) -> HttpResponse:
    """Give the same for machines, in all languages."""
    stand = now(visit.at)
    found = {
        "code": tree.running(),
        "tested": stand.is_tested,
        "tested_at": _moment(stand.tested_at),
        "checked_at": _moment(stand.live.last_ran_at),
        "promises": [_as_json(line, stand) for line in stand.lines],
        "sentences": [
            {
                "id": each.sentence.id,
                "declarations": each.sentence.declarations,
                "promises": [line.row.name for line in each.lines],
                "state": str(each.strip),
            }
            for each in (carrying.carried(one, stand) for one in notice.of(_document(visit, "fi")))
        ],
    }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _told(line: Line, language: str) -> Told:
    def say(text: Text) -> str:
        return text.in_language(language)

    means = MEANS[line.row.name]
    return Told(
        line,
        say(line.row.text),
        say(STRIPS[line.strip][0]),
        kept.TAGS[line.strip],
        kept.PICTURES.get(line.strip, ""),
        kept.CLASSES.get(line.strip, ""),
        tuple(word.say(language) for word in means.about),
        tuple(say(mechanism.text) for mechanism in means.by),
        tuple((say(look.title), look.ran_at, look.is_red) for look in line.looks),
        tuple(say(text) for text in line.why),
        tuple(say(text) for text in line.remedies),
    )


def _as_json(line: Line, stand: Stand) -> dict[str, object]:
    means = MEANS[line.row.name]
    return {
        "row": line.row.name,
        "sentence": _all(line.row.text),
        "state": str(line.strip) if stand.is_tested or line.is_red else "not tested on this version",
        "since": _moment(line.since),
        "tested_at": _moment(line.standing.ran_at),
        "about": [word.name.lower() for word in means.about],
        "kept_by": [_all(mechanism.text) for mechanism in means.by],
        "checks": [{"code": look.code, "ran_at": _moment(look.ran_at), "ok": not look.is_red} for look in line.looks],
        "why": [_all(text) for text in line.why],
        "remedies": [_all(text) for text in line.remedies],
    }


def _all(text: Text) -> dict[str, str]:
    return {language: text.in_language(language) for language in LANGUAGES}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


urlpatterns = [
    path("lupaukset", proof, {"language": "fi"}, name="proof"),
    path("loften", proof, {"language": "sv"}, name="proof_sv"),
    path("promises", proof, {"language": "en"}, name="proof_en"),
    path("lupaukset/lauseet", sentences, {"language": "fi"}, name="proof_sentences"),
    path("loften/meningar", sentences, {"language": "sv"}, name="proof_sentences_sv"),
    path("promises/sentences", sentences, {"language": "en"}, name="proof_sentences_en"),
    path("lupaukset.json", machine_readable, name="proof_json"),
]
