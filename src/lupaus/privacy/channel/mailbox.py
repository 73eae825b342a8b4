"""Whether test letters have arrived: a mailbox that is looked into. One port, a real IMAP adapter and a fake.

Source: RFC 3501; docs/decisions/0024.
"""

import imaplib
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol, Self
from urllib.parse import unquote, urlsplit

from django.conf import settings

_SECONDS: Final = 20.0
_PORTS: Final = {"imaps": 993, "imap": 143}


class Unreachable(Exception):
    """The mailbox cannot be looked into now. `reason` is the name of an error, never a text from outside."""


class NotAMailbox(ValueError):
    """The address of the mailbox is none that we can look into."""


class Mailbox(Protocol):
    """A place where letters to the contact for register matters lie."""

    def take(self, letters: Collection[str]) -> set[str]:
        """Return which of these Message-IDs lie there, and take those letters away. Reads no other letter.

        Raises:
            Unreachable: not now.
        """


@dataclass(slots=True)
class MemoryMailbox:
    """A mailbox in memory, for tests: what was put in lies there."""

    lying: set[str] = field(default_factory=set)

    def take(self, letters: Collection[str]) -> set[str]:
        """See `Mailbox.take`."""
        found = self.lying & set(letters)
        self.lying -= found
        return found


@dataclass(frozen=True, slots=True)
class ImapMailbox:
    """A folder on an IMAP server, over TLS; without TLS only on this very machine."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    is_plain: bool = False

    @classmethod
    def at(cls, url: str) -> Self:
        """Return the mailbox at imaps://user:password@host[:port][/folder].

        Raises:
            NotAMailbox: the address is no such thing, or would send the password in the open.
        """
        parts = urlsplit(url)
        is_plain = parts.scheme == "imap"
        if parts.scheme not in _PORTS or not parts.hostname or not parts.username:
            raise NotAMailbox("say imaps://user:password@host/INBOX")
        if is_plain and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise NotAMailbox("imap:// is for this machine only; say imaps://")
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        port = parts.port or _PORTS[parts.scheme]
        return cls(parts.hostname, port, unquote(parts.username), unquote(parts.password or ""), folder, is_plain)

    def take(self, letters: Collection[str]) -> set[str]:
        """See `Mailbox.take`."""
        try:
            with self._opened() as server:
                found = {letter for letter in letters if self._take(server, letter)}
                if found:
                    server.expunge()
                return found
        except (imaplib.IMAP4.error, OSError) as broken:
            raise Unreachable(type(broken).__name__) from None

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        with self._connected() as server:
            server.login(self.user, self.password)
            status, _ = server.select(f'"{self.folder}"')
            if status != "OK":
                raise Unreachable("no such folder")
            yield server

    def _connected(self) -> imaplib.IMAP4:
        if self.is_plain:
            return imaplib.IMAP4(self.host, self.port, timeout=_SECONDS)
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=_SECONDS)

    @staticmethod
    def _take(server: imaplib.IMAP4, letter: str) -> bool:
        _, answered = server.search(None, "HEADER", "Message-ID", f'"{letter}"')
        numbers = b" ".join(part for part in answered if isinstance(part, bytes)).split()
        for number in numbers:
            server.store(number.decode(), "+FLAGS", "(\\Deleted)")
        return bool(numbers)


def mailbox() -> Mailbox | None:
    """Return the mailbox of this installation; None when it has been given none."""
    return _at(settings.LUPAUS_CONTACT_MAILBOX) if settings.LUPAUS_CONTACT_MAILBOX else None


@lru_cache(maxsize=1)
def _at(url: str) -> Mailbox:
    return ImapMailbox.at(url)
