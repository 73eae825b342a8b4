"""The linter for everybody: a notice is pasted, findings come back; the text is neither stored nor logged."""

import re
from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.privacy.linter import answers, linter, plain
from lupaus.privacy.linter.linter import Report
from lupaus.privacy.linter.plain import Plainness
from lupaus.privacy.linter.reading import Unreadable, text_of
from lupaus.promises import Purpose
from lupaus.sites.furniture import choices, errors, fields
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.forms import Form

LONGEST: Final = 60_000
"""Signs that may be pasted; files of any length go to `lupaus lint`."""
LANGUAGES: Final = (("auto", _("Tunnista tekstistä")), ("fi", _("Suomi")), ("sv", _("Ruotsi")), ("en", _("Englanti")))
NAMES: Final = {rule.code: rule.name for rule in linter.RULES}
JSON: Final = "application/json"
TEXT: Final = "text/plain"


class Pasted(fields.Lines):
    """A text to look at once: it is not kept, so nothing in it is refused but its length."""

    def to_python(self, value: object) -> object:
        """Return the text without control characters."""
        return super().to_python(_CONTROLS.sub(" ", value) if isinstance(value, str) else value)

    def read(self, text: str) -> object:
        """Return the text when it is no longer than a notice is."""
        if len(text) > self.longest:
            raise self.refuse(_("Lyhennä tekstiä, enintään %(longest)s merkkiä.") % {"longest": self.longest}, "long")
        return text


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Lint(Form):
    """A notice and its language."""

    text = Pasted(label=_("Selosteen teksti"), missing=_("Liitä selosteen teksti"), longest=LONGEST, rows=14)
    language = choices.OneOf(label=_("Kieli"), options=LANGUAGES, initial="auto", missing=_("Valitse kieli"))


# No cookie is read and nothing is stored, so there is no token to forge; other sites are turned away by their origin.
@csrf_exempt
@door(Purpose.SELF_SERVICE)
@sensitive_post_parameters()
def check(visit: Visit) -> HttpResponse:
    """Show the form, and below it what was found in the text that was sent."""
    if visit.method != "POST":
        return render(visit, "public/linting.html", {"form": Lint()})
    if refusal := _turned_away(visit):
        return refusal
    if visit.content_type == TEXT or visit.get_preferred_type(["text/html", JSON]) == JSON:
        return _as_json(visit)
    form = Lint(visit.POST)
    if not form.is_valid():
        return render(visit, "public/linting.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _as_page(visit, form)


@csrf_exempt
@door(Purpose.SELF_SERVICE)
@sensitive_post_parameters()
@require_POST
def machine_readable(visit: Visit) -> HttpResponse:
    """Give the findings of a text as JSON, as `lupaus lint --format json` does."""
    return _turned_away(visit) or _as_json(visit)


def _turned_away(visit: Visit) -> HttpResponse | None:
    """Refuse what a page of another site sends in a reader's name, and one network's too many texts."""
    origin = visit.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != visit.get_host():
        return errors.answer(visit, HTTPStatus.FORBIDDEN)
    if not ratelimit.consume(visit, action="lint_notice"):
        return errors.answer(visit, HTTPStatus.TOO_MANY_REQUESTS)
    return None


def _as_page(visit: Visit, form: Lint) -> HttpResponse:
    names: dict[str, object] = {"form": form}
    try:
        report, measured = _look(form.cleaned_data["text"], form.cleaned_data["language"], visit.at)
    except Unreadable as answer:
        language = answer.language or get_language() or "fi"
        names |= {"refusal": answers.UNREADABLE[answer.code].in_language(language)}
        return render(visit, "public/linting.html", names, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    language = report.language
    found = [(finding, NAMES[finding.rule].in_language(language)) for finding in report.findings]
    names |= {"report": report, "found": found, "measured": measured, "why": answers.WHY.in_language(language)}
    names |= {"mend": answers.MEND.in_language(language), "honest": answers.HONEST.in_language(language)}
    names |= {"clean": answers.CLEAN.in_language(language), "extract": answers.EXTRACT.in_language(language)}
    return render(visit, "public/linting.html", names)


def _as_json(visit: Visit) -> HttpResponse:
    """Give the findings; an object with `answer` and status 422 when there can be none."""
    sent = _sent(visit)
    if not sent.is_valid():
        words = next(sent.mistakes()).words
        return JsonResponse({"answer": words}, status=HTTPStatus.UNPROCESSABLE_ENTITY, json_dumps_params=_READABLE)
    try:
        report, _measured = _look(sent.cleaned_data["text"], sent.cleaned_data["language"], visit.at)
    except Unreadable as answer:
        said = answers.UNREADABLE[answer.code].in_language(answer.language or "en")
        return JsonResponse({"answer": said}, status=HTTPStatus.UNPROCESSABLE_ENTITY, json_dumps_params=_READABLE)
    findings = [asdict(finding) for finding in report.findings]
    return JsonResponse(findings, safe=False, json_dumps_params=_READABLE)


_READABLE: Final = {"ensure_ascii": False, "indent": 1}


def _sent(request: HttpRequest) -> Lint:
    """Return what a program sent: the fields of the form, or the bare text."""
    if request.content_type == TEXT:
        return Lint({"text": request.body.decode("utf-8", "replace"), "language": request.GET.get("lang", "auto")})
    return Lint({"language": "auto", **request.POST.dict()})


def _look(text: str, language: str, at: datetime) -> tuple[Report, Plainness]:
    """Return what is found in a text and how plainly it speaks.

    Raises:
        Unreadable: the text is empty, in another language, or no notice.
    """
    notice = linter.read(text_of(text.encode()), None if language == "auto" else language, walltime.day_of(at))
    return linter.lint(notice), plain.plainness(notice)


urlpatterns = [
    path("tietosuoja/tarkistus", check, name="notice_check"),
    path("tietosuoja/tarkistus.json", machine_readable, name="notice_check_json"),
]
