"""Choose the language of the pages: a visitor for this browser, a person who is signed in for good."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from lupaus.accounts import users
from lupaus.kernel.tongue import LANGUAGES, Language
from lupaus.promises import Purpose
from lupaus.sites.furniture.doors import Visit, door

FAMILIES: Final = (
    {"/tietosuoja": "fi", "/dataskydd": "sv", "/privacy": "en"},
    {"/lupaukset": "fi", "/loften": "sv", "/promises": "en"},
)
"""Pages whose address is their language: choosing leads to the same page in the other one."""


@require_safe
@door(Purpose.ORDERING)
def language(visit: Visit, code: str) -> HttpResponse:
    """Let this browser remember a language, and nothing else, until it is closed."""
    return _back(visit, _known(code), visit.GET.get("next", "/"))


@require_POST
@door(Purpose.ORDERING)
def own_language(visit: Visit) -> HttpResponse:
    """Keep the language of whoever is signed in."""
    chosen = _known(visit.POST.get("language", ""))
    if visit.user.is_authenticated:
        users.choose_language(visit.user, chosen, by=visit.actor, at=visit.at)
    return _back(visit, chosen, visit.POST.get("next", "/"))


def _known(code: str) -> Language:
    if code not in LANGUAGES:
        raise Http404
    return code


def _back(visit: Visit, chosen: Language, to: str) -> HttpResponse:
    is_ours = url_has_allowed_host_and_scheme(to, allowed_hosts={visit.get_host()}, require_https=visit.is_secure())
    path = to if is_ours and to.startswith("/") else "/"
    for pages in FAMILIES:
        if path.rstrip("/") in pages:
            path = next(each for each, spoken in pages.items() if spoken == chosen)
    answer = HttpResponseRedirect(path)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer
