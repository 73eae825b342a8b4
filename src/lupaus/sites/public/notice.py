"""The privacy notice as pages in three languages, printable, and as JSON."""

import json
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from lupaus.company import queries as company
from lupaus.privacy.notice import fingerprint, kept, sentences
from lupaus.privacy.notice.compiler import LANGUAGES
from lupaus.privacy.notice.headings import HEADINGS
from lupaus.privacy.notice.kept import PromiseLine
from lupaus.privacy.proof.now import now
from lupaus.privacy.proof.rug import Rug, Strip
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.public.proof import PAGES as PROOF_PAGES

PAGES = {"fi": "public:notice", "sv": "public:notice_sv", "en": "public:notice_en"}
NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of one part of the page: broken ones are never folded away."""

    broken: list[PromiseLine]
    kept: list[PromiseLine]


@door(Purpose.SELF_SERVICE)
def notice(request: Visit, language: str) -> HttpResponse:
    """Show the notice in one language; the promises in it stand as the tests left them."""
    compiled = fingerprint.compiled(company.profile_or_none(request.at))
    document = next(each for each in compiled if each.language == language)
    stand = now(request.at)
    woven = stand.rug
    unfinished = kept.unfinished(woven, language)
    names = [(section.id, section.heading) for section in document.sections]
    context = {
        "document": document,
        "h": {name: text.in_language(language) for name, text in HEADINGS.items()},
        "languages": [(code, NAMES[code], reverse(PAGES[code])) for code in LANGUAGES],
        "fingerprint": fingerprint.of(compiled),
        "rug": woven,
        "red": stand.red,
        "tongue": language,
        "proof_page": PROOF_PAGES[language],
        "sums": kept.sums(woven, language),
        "promises": _promises(woven, language),
        "unfinished": unfinished,
        "briefly": kept.briefly(woven, language),
        "parts": [*names, ("unfinished", HEADINGS["unfinished"].in_language(language))] if unfinished else names,
        "is_swept": kept.is_swept(woven),
    }
    return TemplateResponse(request, "public/notice/page.html", context)


@door(Purpose.SELF_SERVICE)
def machine_readable(request: Visit) -> HttpResponse:
    """Give the notice in all languages with its fingerprint, byte for byte what the fingerprint is of.

    `sentences` lists every sentence by its id, with its text in each language and the declarations it comes from.
    """
    compiled = fingerprint.compiled(company.profile_or_none(request.at))
    told = sentences.by_id(compiled)
    listed = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    head = b'{"fingerprint":"' + fingerprint.of(compiled).encode() + b'","sentences":' + listed
    body = head + b',"notices":' + fingerprint.canonical(compiled) + b"}\n"
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _promises(woven: Rug, language: str) -> dict[str, Promises]:
    """Return the promises by part of the page; those about data stand under its use."""
    found = kept.by_section(woven, language)
    found["use"] = [line for part in ("use", "data") for line in found.get(part, [])]
    found["periods"] = found.pop("retention", [])
    return {
        part: Promises(
            [line for line in lines if line.css == kept.CLASSES[Strip.BROKEN]],
            [line for line in lines if line.css != kept.CLASSES[Strip.BROKEN]],
        )
        for part, lines in found.items()
    }


urlpatterns = [
    path("tietosuoja", notice, {"language": "fi"}, name="notice"),
    path("dataskydd", notice, {"language": "sv"}, name="notice_sv"),
    path("privacy", notice, {"language": "en"}, name="notice_en"),
    path("tietosuoja.json", machine_readable, name="notice_json"),
]
