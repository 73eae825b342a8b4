"""What somebody reads whose browser keeps no cookies.

Source: notice, "Evästeet": the service needs at least its own cookies.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

from lupaus.sites.furniture import errors


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its cookie (CSRF_FAILURE_VIEW).

    From our own page it means that cookies are off, and an explanation helps; from elsewhere it is refused.
    """
    if reason == REASON_NO_CSRF_COOKIE and _is_from_here(request):
        return render(request, "account/cookies_needed.html")
    return errors.forbidden(request, reason=reason)


def _is_from_here(request: HttpRequest) -> bool:
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(came_from).netloc == request.get_host()
