"""E-mail over SMTP.

Source: RFC 5321, 4.2.1 (4yz means later, 5yz means never); RFC 3834, 5 (Auto-Submitted).
"""

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings

from lupaus.communication.carriers.parcel import Parcel, RefusedForGood, TryLater
from lupaus.partners import egress

_CONNECT_SECONDS = 10.0
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PERMANENT = 500
_AUTHENTICATION = 530, 534, 535, 538


class NotAnEmailUrl(ValueError):
    """The address of the mail server is not smtp://, smtp+starttls:// or smtps://."""


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """A mail server. A handover that takes longer than `deadline` seconds is broken off and tried later."""

    host: str
    port: int
    scheme: str = "smtp"
    user: str = ""
    password: str = ""
    deadline: float = 60.0

    @classmethod
    def at(cls, url: str) -> "SmtpMail":
        """Return the server at "smtp+starttls://user:password@host:587".

        Raises:
            NotAnEmailUrl: the scheme or the host is missing or unknown.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise NotAnEmailUrl(parts.scheme)
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            scheme=parts.scheme,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def carry(self, parcel: Parcel) -> None:
        """See `Carrier.carry`."""
        message = composed(parcel)
        try:
            with self._server() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _answer(next(iter(refused.recipients.values()))[0], is_address=True) from None
        except smtplib.SMTPResponseException as refused:
            raise _answer(refused.smtp_code, is_address=False) from None
        except (smtplib.SMTPException, OSError, ValueError) as broken:
            raise TryLater(type(broken).__name__) from None

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        server = self._connected()
        breaking = threading.Timer(self.deadline, _break, [server])
        breaking.daemon = True
        breaking.start()
        try:
            if self.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            yield server
            _part(server)
        finally:
            breaking.cancel()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        is_wrapped = self.scheme == "smtps"
        return egress.mail_server(self.host, self.port, timeout=_CONNECT_SECONDS, is_wrapped=is_wrapped)


def composed(parcel: Parcel) -> EmailMessage:
    """Return the mail as it travels: text, HTML, files; the same Message-ID however often it is sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = parcel.subject
    message["From"] = formataddr((parcel.sender_name, settings.LUPAUS_MAIL_FROM))
    message["To"] = _in_ascii(parcel.to)
    if parcel.reply_to:
        message["Reply-To"] = parcel.reply_to
    message["Message-ID"] = message_id(parcel.id)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.text)
    if parcel.html:
        message.add_alternative(parcel.html, subtype="html")
    for attachment in parcel.attachments:
        main, _, sub = attachment.mime.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    return message


def message_id(parcel_id: UUID) -> str:
    """Return the Message-ID of a message."""
    return f"<{parcel_id}@{settings.LUPAUS_MAIL_FROM.rpartition('@')[2]}>"


def _in_ascii(address: str) -> str:
    """Return the address with its domain as the name system writes it ("xn--…")."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def _answer(code: int, *, is_address: bool) -> TryLater | RefusedForGood:
    if code < _PERMANENT or code in _AUTHENTICATION:
        return TryLater(str(code))
    return RefusedForGood(str(code), is_address=is_address)


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye; the mail is theirs already, so a server that does not answer changes nothing."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        return


def _break(server: smtplib.SMTP) -> None:
    """Cut the line to a server that is too slow; the thread that waits for it wakes up with an error."""
    if server.sock is not None:
        try:
            server.sock.shutdown(2)
        except OSError:
            return
