"""What stands before every view: input that no form of ours can mean is answered, and headers are set on all.

Order in the settings: `SecurityHeaders` first of all, then Django's own, `HostileInput` before sessions.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException

from lupaus.sites.furniture.errors import answer

Respond = Callable[[HttpRequest], HttpResponse]

METHODS: Final = ("GET", "HEAD", "POST")
LARGEST_BODY: Final = 1_000_000
"""Bytes. The longest form of ours fills a hundredth of it."""

HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), "
        "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), "
        "browsing-topics=(), interest-cohort=()"
    ),
}
"""Source: OWASP ASVS 5.0, 3.4.4 to 3.4.6."""

BARE_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""Content-Security-Policy of an answer that came from before the view, and so has none of its own."""

RETRY_AFTER: Final = "60"
"""Seconds until most limits let somebody in again. Source: trust, 2.4.1."""

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class SecurityHeaders:
    """Set the security headers on every answer, errors and files included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and set what the answer does not carry already."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", BARE_POLICY)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.setdefault("Retry-After", RETRY_AFTER)
        if request.is_secure() and settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
            )
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")  # the back button after signing out
        return response


class HostileInput:
    """Answer what no browser with our pages sends: NUL, broken text, oversize, other methods.

    Everything here would otherwise reach the database driver or a parser and come back as an error of ours.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or answer 405, 413 or 400."""
        if request.method not in METHODS:
            refusal = answer(request, HTTPStatus.METHOD_NOT_ALLOWED)
            refusal["Allow"] = ", ".join(METHODS)
            return refusal
        if _length(request) > LARGEST_BODY:
            return answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return self.get_response(request) if _is_clean(request) else answer(request, HTTPStatus.BAD_REQUEST)
        except RequestDataTooBig:
            return answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _length(request: HttpRequest) -> int:
    """Return the length that the body claims; a length that is no number is beyond every limit."""
    claimed = request.META.get("CONTENT_LENGTH") or "0"
    return int(claimed) if claimed.isascii() and claimed.isdigit() else LARGEST_BODY + 1


def _is_clean(request: HttpRequest) -> bool:
    """Say whether the request is text that can be stored, from its address to its last field.

    Reading the fields here also finds too many of them and malformed parts: Django answers those with 400.
    """
    return (
        _are_clean([request.path, *_headers(request), *request.COOKIES.values()])
        and b"\x00" not in unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        and _fields_are_clean(request)
        and _is_utf8(request)
        and _body_is_clean(request)
    )


def _headers(request: HttpRequest) -> Iterable[str]:
    return (
        value
        for name, value in request.META.items()
        if name.startswith(("HTTP_", "CONTENT_")) and isinstance(value, str)
    )


def _is_utf8(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    return charset.lower().replace("_", "-") in {"utf-8", "utf8"}


def _fields_are_clean(request: HttpRequest) -> bool:
    fields = request.GET
    return _are_clean(fields) and all(_are_clean(values) for _, values in fields.lists())


def _body_is_clean(request: HttpRequest) -> bool:
    if request.method != "POST":
        return True
    if request.content_type == "application/json":
        return _json_is_clean(request)
    files = (uploaded.name or "" for _, several in request.FILES.lists() for uploaded in several)
    return (
        _are_clean(request.POST) and all(_are_clean(values) for _, values in request.POST.lists()) and _are_clean(files)
    )


def _json_is_clean(request: HttpRequest) -> bool:
    try:
        return _are_clean(_texts(json.loads(request.body, parse_constant=_refuse)))
    except (ValueError, RecursionError, RawPostDataException):
        return False


def _refuse(constant: str) -> object:
    message = f"{constant} is no JSON"
    raise ValueError(message)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _are_clean(texts: Iterable[str]) -> bool:
    return all("\x00" not in text and not _LONE_SURROGATE.search(text) for text in texts)
