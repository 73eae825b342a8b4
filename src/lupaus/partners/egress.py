"""The one door through which anything leaves the house: HTTP and SMTP, to declared machines only.

Nothing else in the program opens a connection to another machine; a test of the architecture keeps it. The door is
shut: `towards` opens it for one machine of one partner that may receive data now, inside its block. What stands on
this very machine can always be spoken to.

Source: notice, "Henkilötietojen luovuttaminen kolmansille osapuolille" (S63); OWASP ASVS 5.0, 1.3.6 and 13.2.4.
"""

import smtplib
import ssl
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from email.message import Message
from http.client import HTTPResponse
from typing import IO, Final
from urllib.parse import urlsplit

from lupaus.partners import gate
from lupaus.partners.gate import OWN_MACHINE
from lupaus.partners.queries import Standing
from lupaus.promises import Category, Recipient

_open: ContextVar[frozenset[str]] = ContextVar("egress", default=frozenset())


class NotDeclared(ConnectionRefusedError):
    """A machine that no partner declares was to be spoken to; nothing was sent, its name was not even looked up."""


@contextmanager
def towards(
    recipient: Recipient, host: str, *, categories: Collection[Category], at: datetime
) -> Iterator[Standing | None]:
    """Let data of these categories go to one machine of a recipient inside the block; yield the partner it is.

    None is yielded where the machine is our own.

    Raises:
        NotAllowed: no partner declares the machine, or it may not receive this now.
    """
    partner = gate.require(recipient, host=host, categories=categories, at=at)
    token = _open.set(_open.get() | {host})
    try:
        yield partner
    finally:
        _open.reset(token)


def check(host: str | None) -> str:
    """Return the machine when the door is open for it.

    Raises:
        NotDeclared: it is not.
    """
    name = (host or "").lower().rstrip(".")
    if name not in OWN_MACHINE and name not in _open.get():
        raise NotDeclared(name)
    return name


def opened(request: urllib.request.Request | str, timeout: float) -> HTTPResponse:
    """Send a request and return the answer; redirects are followed to machines the door is open for, and no others.

    Raises:
        NotDeclared: the door is shut for the machine, or words would travel unencrypted to another one.
        OSError: the machine cannot be reached; HTTPError when it refuses.
    """
    _check_url(request if isinstance(request, str) else request.full_url)
    answer: HTTPResponse = _opener().open(request, timeout=timeout)
    return answer


def mail_server(host: str, port: int, *, timeout: float, is_wrapped: bool = False) -> smtplib.SMTP:
    """Connect to a mail server and return the connection, wrapped in TLS from the start when asked to.

    Raises:
        NotDeclared: the door is shut for the machine.
        OSError: it cannot be reached.
    """
    check(host)
    if is_wrapped:
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=timeout)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows only where the door is open."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Check the next machine like the first."""
        _check_url(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # stubs differ


_ENCRYPTED: Final = "https"


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    host = check(parts.hostname)
    if parts.scheme != _ENCRYPTED and not (parts.scheme == "http" and host in OWN_MACHINE):
        raise NotDeclared(f"{parts.scheme}:{host}")


def _opener() -> urllib.request.OpenerDirector:
    tls = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    return urllib.request.build_opener(tls, urllib.request.ProxyHandler({}), _Redirects())
