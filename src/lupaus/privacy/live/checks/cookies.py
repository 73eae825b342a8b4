"""Does the running site set a cookie that the notice does not name?

The check walks through the public pages by the very application that serves them, with every middleware, as a
browser that has never been here. What signed-in people are sent is noted by a middleware as it leaves
(`cookies.note`), and counts for a day.
"""

import logging
from collections.abc import Iterable, Iterator
from contextvars import copy_context
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.urls import NoReverseMatch, reverse

from lupaus.privacy.live.check import Finding, LiveCheck
from lupaus.privacy.models import SeenCookie
from lupaus.promises import Text
from lupaus.promises.stores import COOKIES

_log = logging.getLogger(__name__)

PAGES: Final = (
    "public:home", "public:services", "public:notice", "public:order_service", "public:cookies", "account_login",
)  # fmt: skip
CRAWL: Final = "lupaus.crawl"
"""Marks a request of the check itself; no browser can send it, since what browsers send begins with HTTP_."""
REMEMBERED: Final = timedelta(hours=24)
_LONGEST: Final = 60


def declared() -> frozenset[str]:
    """Return the names of the cookies that the notice tells of."""
    return frozenset(str(getattr(settings, cookie.setting)) for cookie in COOKIES)


def look(at: datetime) -> list[Finding]:
    """Return each cookie that is set and not declared."""
    noted = SeenCookie.objects.filter(seen_at__gt=at - REMEMBERED).values_list("name", flat=True)
    names = copy_context().run(lambda: set(set_on(PAGES)))
    # Each line of the table stays true: what is untrue is that it lists them all.
    return [
        Finding(f"cookie {name} is set and not declared", sentences=("cookies.lead",))
        for name in sorted({*names, *noted} - declared())
    ]


def note(names: Iterable[str], *, at: datetime) -> None:
    """Keep which undeclared cookies an answer set; the program alone names cookies, so these are its own words."""
    try:
        for name in {name[:_LONGEST] for name in names} - declared():
            SeenCookie.objects.update_or_create(name=name, defaults={"seen_at": at})
    except DatabaseError:  # an answer that is ready leaves, whatever becomes of the note
        _log.exception("An undeclared cookie could not be noted")


def set_on(pages: Iterable[str]) -> Iterator[str]:
    """Yield the names of the cookies that pages set, asked of the whole application. Nothing of ours goes along."""
    application = BaseHandler()
    application.load_middleware()
    for page in pages:
        try:
            address = reverse(page)
        except NoReverseMatch:
            continue
        # The signals of a request are left out: they would end the transaction that the check runs in.
        yield from application.get_response(WSGIRequest(_environ(address))).cookies


def _environ(address: str) -> dict[str, Any]:  # Any: as WSGI has it
    site = urlsplit(settings.LUPAUS_SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "HTTP_ACCEPT": "text/html",
        CRAWL: True,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


CHECK: Final = LiveCheck(
    "cookies",
    ("S47",),
    Text(
        "Asettaako sivusto vain ne evästeet, jotka seloste luettelee?",
        "Sätter webbplatsen bara de kakor som beskrivningen räknar upp?",
        "Does the site set only the cookies that the notice lists?",
    ),
    look,
    remedy=Text(
        "Poistamme evästeen sivustolta.", "Vi tar bort kakan från webbplatsen.", "We remove the cookie from the site."
    ),
    mend="Pyydä ylläpitäjää poistamaan eväste tai määrittelemään se, jolloin se tulee selosteeseen.",
)
