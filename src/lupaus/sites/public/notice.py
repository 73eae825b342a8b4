"""The privacy notice as pages in three languages, printable, and as JSON: the published one and every earlier one."""

import json
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from lupaus.privacy import versions
from lupaus.privacy.notice import difference, fingerprint, kept, sentences
from lupaus.privacy.notice.compiler import LANGUAGES
from lupaus.privacy.notice.document import Document
from lupaus.privacy.notice.headings import HEADINGS
from lupaus.privacy.notice.kept import PromiseLine
from lupaus.privacy.proof.now import now
from lupaus.privacy.proof.rug import Rug, Strip
from lupaus.privacy.versions import Shown
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
    """Show the published notice in one language; the promises in it stand as the tests left them."""
    shown = versions.shown(request.at)
    document = shown.in_language(language)
    stand = now(request.at)
    woven = stand.rug
    unfinished = kept.unfinished(woven, language)
    names = [(section.id, section.heading) for section in document.sections]
    context = _common(language, shown, document) | {
        "languages": [(code, NAMES[code], reverse(PAGES[code])) for code in LANGUAGES],
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
    if shown.version is not None:
        running = versions.running(request.at)
        if fingerprint.of(running) != shown.fingerprint:
            compiled = next(each for each in running if each.language == language)
            context["behind"] = difference.compare(document, compiled)
    return TemplateResponse(request, "public/notice/page.html", context)


@door(Purpose.SELF_SERVICE)
def version(request: Visit, language: str, number: int) -> HttpResponse:
    """Show one version as it was published, for ever."""
    shown = _version(number)
    document = shown.in_language(language)
    context = _common(language, shown, document) | {
        "languages": _languages("version", number),
        "parts": [(section.id, section.heading) for section in document.sections],
        "before": number - 1,
        "latest": reverse(PAGES[language]) if versions.current(request.at) != shown.version else "",
    }
    return TemplateResponse(request, "public/notice/version.html", context)


@door(Purpose.SELF_SERVICE)
def changes(request: Visit, language: str, number: int, before: int) -> HttpResponse:
    """Show what differs between any two versions, in the words of both."""
    old, new = _version(before), _version(number)
    document = new.in_language(language)
    context = _common(language, new, document) | {
        "languages": _languages("changes", number, before),
        "changes": difference.compare(old.in_language(language), document),
        "before": old.version,
    }
    return TemplateResponse(request, "public/notice/changes.html", context)


@door(Purpose.SELF_SERVICE)
def all_versions(request: Visit, language: str) -> HttpResponse:
    """List every version with what changed in it."""
    shown = versions.shown(request.at)
    context = _common(language, shown, shown.in_language(language)) | {
        "languages": _languages("versions"),
        "versions": [(each, each.change.in_language(language)) for each in versions.listed()],
    }
    return TemplateResponse(request, "public/notice/versions.html", context)


@door(Purpose.SELF_SERVICE)
def machine_readable(request: Visit, number: int | None = None) -> HttpResponse:
    """Give a notice in all languages with its fingerprint, byte for byte what the fingerprint is of.

    `sentences` lists every sentence by its id, with its text in each language and the declarations it comes from.
    """
    shown = versions.shown(request.at) if number is None else _version(number)
    published = shown.version
    head = {
        "fingerprint": shown.fingerprint,
        "version": published.number if published else None,
        "published_at": published.published_at.isoformat() if published else None,
        "sentences": sentences.by_id(shown.documents),
    }
    listed = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    body = listed[:-1] + b',"notices":' + fingerprint.canonical(shown.documents) + b"}\n"
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _common(language: str, shown: Shown, document: Document) -> dict[str, object]:
    return {
        "document": document,
        "h": {name: text.in_language(language) for name, text in HEADINGS.items()},
        "fingerprint": shown.fingerprint,
        "version": shown.version,
        "page": PAGES[language],
        "version_page": f"{PAGES[language]}_version",
        "versions_page": f"{PAGES[language]}_versions",
        "changes_page": f"{PAGES[language]}_changes",
    }


def _version(number: int) -> Shown:
    found = versions.by_number(number)
    if found is None:
        raise Http404
    return found


def _languages(page: str, *numbers: int) -> list[tuple[str, str, str]]:
    return [(code, NAMES[code], reverse(f"{PAGES[code]}_{page}", args=numbers)) for code in LANGUAGES]


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
    path("tietosuoja.json", machine_readable, name="notice_json"),
    path("tietosuoja/v/<int:number>.json", machine_readable, name="notice_version_json"),
]
for _code, _place, _versions, _changes in (
    ("fi", "tietosuoja", "versiot", "muutokset"),
    ("sv", "dataskydd", "versioner", "andringar"),
    ("en", "privacy", "versions", "changes"),
):
    _name, _known = PAGES[_code].removeprefix("public:"), {"language": _code}
    urlpatterns += [
        path(_place, notice, _known, name=_name),
        path(f"{_place}/{_versions}", all_versions, _known, name=f"{_name}_versions"),
        path(f"{_place}/v/<int:number>", version, _known, name=f"{_name}_version"),
        path(f"{_place}/v/<int:number>/{_changes}/<int:before>", changes, _known, name=f"{_name}_changes"),
    ]
