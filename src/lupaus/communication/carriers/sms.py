"""Text messages: a gateway over HTTP, and a fake that says on the console that one would have left."""

import json
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TextIO
from urllib.parse import urlsplit

from lupaus.communication.carriers.parcel import Parcel, RefusedForGood, TryLater
from lupaus.partners import egress

_SECONDS = 15.0
_WRONG_NUMBER = 404, 410, 422
_WRONG_MESSAGE = 400, 413


class NotAnSmsUrl(ValueError):
    """The address of the gateway is neither https:// nor on this very machine."""


class ConsoleSms:
    """Says which message would have left, by its id; its text and number stay in the outbox."""

    host = ""

    def __init__(self, console: TextIO | None = None) -> None:
        self._console = console or sys.stdout

    def carry(self, parcel: Parcel) -> None:
        """See `Carrier.carry`; a number that is none is refused, as a gateway would."""
        if not parcel.to.removeprefix("+").isdecimal():
            raise RefusedForGood("422", is_address=True)
        self._console.write(f"text message {parcel.id}\n")


@dataclass(frozen=True, slots=True)
class HttpSms:
    """A gateway that takes JSON {"id", "from", "to", "text"} and answers with a status.

    The message's id goes along as Idempotency-Key, so that a gateway can drop what it has had before.
    """

    url: str
    token: str
    sender: str

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise NotAnSmsUrl(self.url)

    @property
    def host(self) -> str:
        """See `Carrier.host`."""
        return urlsplit(self.url).hostname or ""

    def carry(self, parcel: Parcel) -> None:
        """See `Carrier.carry`."""
        try:
            with egress.opened(self._request(parcel), timeout=_SECONDS):
                return
        except urllib.error.HTTPError as refused:
            refused.close()
            raise _answer(refused.code) from None
        except OSError as broken:
            raise TryLater(type(broken).__name__) from None

    def _request(self, parcel: Parcel) -> urllib.request.Request:
        body = {"id": str(parcel.id), "from": self.sender, "to": parcel.to, "text": parcel.text}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": str(parcel.id),
        }
        return urllib.request.Request(self.url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310 -- checked above


def _answer(status: int) -> TryLater | RefusedForGood:
    if status in _WRONG_NUMBER:
        return RefusedForGood(str(status), is_address=True)
    if status in _WRONG_MESSAGE:
        return RefusedForGood(str(status), is_address=False)
    return TryLater(str(status))
