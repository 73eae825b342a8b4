"""What the surroundings say: every environment variable Lupaus reads is named in this file, and nowhere else."""

import os
import re
import secrets
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
SHORTEST_SECRET = 50  # Source: Django's check security.W009
FEWEST_CHARACTERS = 10  # a word typed over and over is no secret
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Kind(StrEnum):
    """What this installation is for."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Misconfigured(Exception):
    """The surroundings lack something, or hold something unsafe; the message says what to do."""


def insist() -> None:
    """Look at everything that can be missing or unsafe at once, so that it can be put right at once.

    Raises:
        Misconfigured: Something is; its message has a line for each.
    """
    wrong = []
    for read in (kind, secret_key, root_key, hosts, site_url, email_url, mail_from, port, web_workers, bind):
        try:
            read()
        except Misconfigured as error:
            wrong.append(str(error))
    if wrong:
        raise Misconfigured("\n".join(dict.fromkeys(wrong)))


def kind() -> Kind:
    """Tell what this installation is for: LUPAUS_ENV, or development.

    Raises:
        Misconfigured: LUPAUS_ENV is none of the three kinds.
    """
    given = os.environ.get("LUPAUS_ENV", Kind.DEVELOPMENT)
    if given not in list(Kind):
        raise Misconfigured(f"LUPAUS_ENV is {given!r}: say one of {', '.join(Kind)}.")
    return Kind(given)


def home() -> Path:
    """Give the folder of keys, files and the private database: LUPAUS_HOME, or `var` in the checkout.

    It is made when it is missing, and only its owner may enter.

    Raises:
        Misconfigured: It can not be made, or belongs to somebody else.
    """
    folder = Path(os.environ.get("LUPAUS_HOME") or CHECKOUT / "var").resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError as error:
        raise Misconfigured(f"{folder} cannot be made: set LUPAUS_HOME to a folder you may write in.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Misconfigured(f"{folder} belongs to somebody else: set LUPAUS_HOME to a folder you may write in.")
    return folder


def secret_key() -> str:
    """Give the key that signs cookies: LUPAUS_SECRET_KEY, or outside production one kept in the home folder.

    Raises:
        Misconfigured: Production has no key, or one that can be guessed.
    """
    given = os.environ.get("LUPAUS_SECRET_KEY", "")
    if kind() is Kind.PRODUCTION:
        if len(given) < SHORTEST_SECRET or len(set(given)) < FEWEST_CHARACTERS:
            raise Misconfigured(f"LUPAUS_SECRET_KEY must be {SHORTEST_SECRET} or more random characters in production.")
        return given
    return given or _kept_secret(home() / "secret-key")


def root_key() -> str:
    """Give the key that wraps all keys: LUPAUS_ROOT_KEY, or the systemd credential lupaus-root-key.

    Outside production it may be missing: then it is empty, and one is made and kept in the home folder.

    Raises:
        Misconfigured: It is missing in production, or is not 64 hexadecimal digits.
    """
    credential = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / "lupaus-root-key"
    given = os.environ.get("LUPAUS_ROOT_KEY") or (credential.read_text().strip() if credential.exists() else "")
    if not re.fullmatch("[0-9a-fA-F]{64}", given) and (given or kind() is Kind.PRODUCTION):
        raise Misconfigured(
            "LUPAUS_ROOT_KEY, or the systemd credential lupaus-root-key, must be 64 random hexadecimal digits."
        )
    return given


def hosts() -> list[str]:
    """Give the names the site answers to: LUPAUS_HOSTS, separated by commas, or localhost.

    Raises:
        Misconfigured: Production names no host, or answers to every name.
    """
    given = [host.strip() for host in os.environ.get("LUPAUS_HOSTS", "").split(",") if host.strip()]
    if kind() is not Kind.PRODUCTION:
        return [*given, "localhost", "127.0.0.1", "[::1]"]
    if not given or any(host.startswith((".", "*")) for host in given):
        raise Misconfigured("LUPAUS_HOSTS must name the hosts of this site, without wildcards, in production.")
    return given


def database_url() -> str | None:
    """Give the address of a PostgreSQL that somebody else runs, or None when Lupaus runs its own."""
    return os.environ.get("DATABASE_URL") or None


def test_database() -> str:
    """Give the name of the database tests run in, so that several suites can run at the same time."""
    return os.environ.get("LUPAUS_TEST_DATABASE", "test_lupaus")


def debug() -> bool:
    """Tell whether errors are shown with their insides: LUPAUS_DEBUG=1, in development only.

    Even there it is off by default, so that everybody sees the pages people will see.
    """
    return kind() is Kind.DEVELOPMENT and os.environ.get("LUPAUS_DEBUG") == "1"


def port() -> int:
    """Give the port of the web server: PORT, or 8000.

    Raises:
        Misconfigured: PORT is not the number of a port.
    """
    return _number("PORT", default=8000, most=65535)


def web_workers() -> int:
    """Give how many web processes are started: LUPAUS_WEB_WORKERS, or 2.

    Raises:
        Misconfigured: LUPAUS_WEB_WORKERS is not a number from 1 to 256.
    """
    return _number("LUPAUS_WEB_WORKERS", default=2, most=256)


def bind() -> str:
    """Give the network address the web server listens at: LUPAUS_BIND, or this machine only.

    Raises:
        Misconfigured: A development installation, with its open outbox and its sign-in links, would be reached
            from other machines.
    """
    given = os.environ.get("LUPAUS_BIND", "127.0.0.1")
    if kind() is Kind.DEVELOPMENT and given not in LOOPBACK:
        raise Misconfigured(f"LUPAUS_BIND is {given!r}: other machines reach only LUPAUS_ENV=production.")
    return given


def site_url() -> str:
    """Give the address that links in messages begin with: LUPAUS_SITE_URL, or this machine outside production.

    Raises:
        Misconfigured: It is missing in production, or is not https:// there.
    """
    given = os.environ.get("LUPAUS_SITE_URL", "").rstrip("/")
    if kind() is not Kind.PRODUCTION:
        return given or f"http://localhost:{port()}"
    if not given.startswith("https://"):
        raise Misconfigured("LUPAUS_SITE_URL must be the https:// address of this site in production.")
    return given


def email_url() -> str:
    """Give the mail server: LUPAUS_EMAIL_URL, as smtp+starttls://user:password@host:587, smtps:// or smtp://.

    Empty outside production: then no mail leaves, and the outbox keeps it (/dev/outbox/, `lupaus outbox`).

    Raises:
        Misconfigured: Production has no mail server: nobody could sign in.
    """
    given = os.environ.get("LUPAUS_EMAIL_URL", "")
    if not given and kind() is Kind.PRODUCTION:
        raise Misconfigured("LUPAUS_EMAIL_URL must name the mail server in production, e.g. smtps://user:pw@host.")
    return given


def contact_mailbox() -> str:
    """Give the mailbox of register matters: LUPAUS_CONTACT_MAILBOX, as imaps://user:password@host/INBOX, or none.

    With it the daily test letter is found and taken away by the program; without it somebody confirms it by a link.
    """
    return os.environ.get("LUPAUS_CONTACT_MAILBOX", "")


def mail_from() -> str:
    """Give the address mail is sent from: LUPAUS_MAIL_FROM.

    Raises:
        Misconfigured: It is missing in production, or is no address.
    """
    given = os.environ.get("LUPAUS_MAIL_FROM", "" if kind() is Kind.PRODUCTION else "lupaus@localhost")
    if given.count("@") != 1 or not given.isprintable() or " " in given:
        raise Misconfigured("LUPAUS_MAIL_FROM must be the address mail is sent from, such as asiakaspalvelu@yritys.fi.")
    return given


def sms_url() -> str:
    """Give the text message gateway: LUPAUS_SMS_URL, an https:// address, "console:", or empty for none."""
    return os.environ.get("LUPAUS_SMS_URL", "")


def sms_token() -> str:
    """Give the word the gateway knows us by: LUPAUS_SMS_TOKEN."""
    return os.environ.get("LUPAUS_SMS_TOKEN", "")


def sms_sender() -> str:
    """Give the name text messages come from: LUPAUS_SMS_SENDER, at most 11 letters and digits."""
    return os.environ.get("LUPAUS_SMS_SENDER", "Lupaus")[:11]


def geocoder() -> tuple[str, str, str]:
    """Give the map service that turns addresses into places, its address and its key; `table` asks nobody."""
    service = os.environ.get("LUPAUS_GEOCODER") or "table"
    return service, os.environ.get("LUPAUS_GEOCODER_URL", ""), os.environ.get("LUPAUS_GEOCODER_KEY", "")


def _number(name: str, *, default: int, most: int) -> int:
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal()) or not 1 <= int(given) <= most:
        raise Misconfigured(f"{name} is {given!r}: say a number from 1 to {most}.")
    return int(given)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):  # another process was faster: its key counts
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii")
