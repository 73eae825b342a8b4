"""The privacy notice as pages in three languages, printable, and as JSON."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse

from lupaus.company import queries as company
from lupaus.privacy.notice import fingerprint, kept
from lupaus.privacy.notice.compiler import LANGUAGES, compile_notice
from lupaus.privacy.notice.content import ViewerLine
from lupaus.privacy.notice.headings import HEADINGS
from lupaus.privacy.notice.kept import PromiseLine
from lupaus.privacy.proof import rug
from lupaus.privacy.proof.rug import Rug, Strip
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door

PAGES = {"fi": "public:notice", "sv": "public:notice_sv", "en": "public:notice_en"}
PARTS = ("plain", "controller", "viewers", "use", "cookies", "stores", "rights", "unfinished")
"""The parts of the page in order: the anchors of the list of contents, and the headings they lead to."""
NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of one part of the page: broken ones are never folded away."""

    broken: list[PromiseLine]
    kept: list[PromiseLine]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Everything that one viewer may open."""

    name: str
    lines: tuple[ViewerLine, ...]


@door(Purpose.SELF_SERVICE)
def notice(request: Visit, language: str) -> HttpResponse:
    """Show the notice in one language; the promises in it stand as the tests left them."""
    profile = company.profile_or_none(request.at)
    compiled = compile_notice(profile, language)
    woven = rug.woven()
    unfinished = kept.unfinished(woven, language)
    context = {
        "notice": compiled,
        "h": {name: text.in_language(language) for name, text in HEADINGS.items()},
        "viewers": [
            Viewer(name, tuple(lines)) for name, lines in groupby(compiled.viewers, key=lambda line: line.viewer)
        ],
        "rights": [(right, _address(right.url_name)) for right in compiled.rights],
        "languages": [(code, NAMES[code], reverse(PAGES[code])) for code in LANGUAGES],
        "fingerprint": fingerprint.of(profile),
        "rug": woven,
        "sums": kept.sums(woven, language),
        "promises": _promises(woven, language),
        "unfinished": unfinished,
        "briefly": kept.briefly(woven, language),
        "parts": [(part, HEADINGS[part].in_language(language)) for part in PARTS if part != "unfinished" or unfinished],
        "is_swept": kept.is_swept(woven),
    }
    return TemplateResponse(request, "public/notice/page.html", context)


@door(Purpose.SELF_SERVICE)
def machine_readable(request: Visit) -> HttpResponse:
    """Give the notice in all languages with its fingerprint, byte for byte what the fingerprint is of."""
    profile = company.profile_or_none(request.at)
    notices = fingerprint.canonical([compile_notice(profile, language) for language in LANGUAGES])
    body = b'{"fingerprint":"' + fingerprint.of(profile).encode() + b'","notices":' + notices + b"}\n"
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _promises(woven: Rug, language: str) -> dict[str, Promises]:
    """Return the promises by part of the page; those about data, recipients and retention stand under its use."""
    found = kept.by_section(woven, language)
    found["use"] = [line for part in ("use", "data", "recipients", "retention") for line in found.get(part, [])]
    return {
        part: Promises(
            [line for line in lines if line.css == kept.CLASSES[Strip.BROKEN]],
            [line for line in lines if line.css != kept.CLASSES[Strip.BROKEN]],
        )
        for part, lines in found.items()
    }


def _address(name: str) -> str:
    """Return the page where a right is used; nothing while that page does not stand."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


urlpatterns = [
    path("tietosuoja", notice, {"language": "fi"}, name="notice"),
    path("dataskydd", notice, {"language": "sv"}, name="notice_sv"),
    path("privacy", notice, {"language": "en"}, name="notice_en"),
    path("tietosuoja.json", machine_readable, name="notice_json"),
]
