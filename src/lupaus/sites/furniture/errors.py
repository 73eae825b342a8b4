"""Pages that say what went wrong and what to do next; each works without database, session and sign-in."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[HTTPStatus, object]] = {
    HTTPStatus.BAD_REQUEST: _("Emme voineet lukea lähettämääsi tietoa. Palaa edelliselle sivulle ja yritä uudelleen."),
    HTTPStatus.FORBIDDEN: _("Lomake oli vanhentunut. Palaa edelliselle sivulle, lataa se uudelleen ja lähetä lomake."),
    HTTPStatus.NOT_FOUND: _("Tällä osoitteella ei ole sivua. Tarkista osoite tai aloita etusivulta."),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Tätä sivua ei voi käyttää näin. Palaa edelliselle sivulle."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _(
        "Lähetit enemmän tietoa kuin lomakkeeseen mahtuu. Lyhennä tekstiä ja yritä uudelleen."
    ),
    HTTPStatus.TOO_MANY_REQUESTS: _("Yrityksiä on ollut monta lyhyessä ajassa. Odota hetki ja yritä uudelleen."),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Palvelu on hetken poissa käytöstä. Yritä muutaman minuutin kuluttua uudelleen."),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Meille tuli vika. Mitään ei tallentunut. Yritä hetken kuluttua uudelleen."),
}


def answer(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """Return the page of `status`, in the language of the request; never echoes what was sent."""
    del request
    sentence = SENTENCES[status]
    try:
        page = render_to_string(f"{status.value}.html", {"status": status.value, "sentence": sentence})
    except TemplateDoesNotExist:
        page = format_html(
            '<!doctype html><html lang="fi"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p></html>',
            status.value,
            sentence,
        )
    return HttpResponse(page, status=status.value)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django finds malformed; `handler400`."""
    del exception
    return answer(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer a form from another site or an old page; `handler403` and `CSRF_FAILURE_VIEW`."""
    del exception, reason
    return answer(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there, or not for this person: both look the same; `handler404`."""
    del exception
    return answer(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; `handler500`."""
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)
