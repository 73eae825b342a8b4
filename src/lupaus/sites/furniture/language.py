"""In which language a page answers: the person's own, else the one this browser chose, else the one it asks for.

Pages that only the company's own people see are in Finnish, whatever they speak: half a page in each is no language.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

type Answer = Callable[[HttpRequest], HttpResponse]

FINNISH_ONLY: Final = ("/staff/", "/desk/", "/dev/")
"""Beginnings of the addresses whose pages are written in Finnish alone."""


class Asked:
    """Answers in the language that the browser chose or asks for; first of all, so that refusals speak it too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the browser's language active, and no language left over for the next request."""
        with translation.override(translation.get_language_from_request(request)):
            answer = self.get_response(request)
        patch_vary_headers(answer, ("Accept-Language",))
        return answer


class Spoken:
    """Answers in the language of the person who is signed in, once that is known."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of this person and of this address."""
        language = _language(request)
        with translation.override(language):
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer


def _language(request: HttpRequest) -> str:
    if request.path_info.startswith(FINNISH_ONLY):
        return "fi"
    user = request.user
    own = user.language if user.is_authenticated else ""
    return own or translation.get_language() or "fi"
