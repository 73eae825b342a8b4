"""What tests of many rooms need: accounts with a role, signing in, running the queue, reading the outbox."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import time_machine
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from lupaus.accounts import confidentiality, grants, users
from lupaus.accounts.models import Agreement, Signature, User
from lupaus.accounts.sessions import SessionStore
from lupaus.communication.models import Message
from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.jobs import queue
from lupaus.privacy import versions
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers.models import Provider
from lupaus.vault.models import Subject, SubjectKind
from lupaus.vault.reading import processing
from lupaus.vault.subjects import mint

NOON = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
"""A Wednesday at noon in Helsinki."""
LONG_AGO = timedelta(days=300)
"""How far back roles were given, so that they hold by the real clock too."""
SYSTEM = Actor.system("tests")
FAR = datetime(2100, 1, 1, tzinfo=UTC)
"""Until when somebody in a test is bound to secrecy, unless the test is about its end."""


@dataclass(frozen=True)
class Mail:
    """One message of the outbox, opened."""

    id: UUID
    kind: str
    channel: str
    state: str
    subject_id: UUID
    to: str | None
    subject: str
    text: str
    html: str
    files: tuple[tuple[str, str, bytes], ...]


def subject(kind: SubjectKind = SubjectKind.CUSTOMER, at: datetime = NOON) -> Subject:
    """Mint somebody."""
    return mint(kind, at=at)


def account(address: str = "aino@example.fi", *roles: Role, person: Subject | None = None, at: datetime = NOON) -> User:
    """Open an account with a proven address; give it roles, and let it sign the confidentiality agreement for them."""
    kind = SubjectKind.STAFF if roles else SubjectKind.CUSTOMER
    user = users.open_account(address, person or subject(kind, at), by=SYSTEM, at=at, verified=True)
    for role in roles:
        grants.give(user, role, by=SYSTEM, at=at - LONG_AGO)
    if roles:
        bind(user, at=at - LONG_AGO)
    return user


def found_company(details: Details, *, at: datetime) -> None:
    """Say who the company is, and publish its first notice."""
    profiles.change(details, by=SYSTEM, at=at)
    versions.publish(by=SYSTEM, at=at, change=versions.FIRST)


def agreement(*, at: datetime = NOON - LONG_AGO) -> Agreement:
    """Return the confidentiality agreement, published now unless there is one; signatures of it hold for a century."""
    words, days = "Pidän asiakkaiden tiedot salassa.", confidentiality.MOST_DAYS
    return confidentiality.current() or confidentiality.publish(words, by=SYSTEM, at=at, valid_days=days)


def bind(who: User | Provider, *, at: datetime = NOON - LONG_AGO, role: Role = Role.PROVIDER) -> Signature:
    """Let an account, or a provider who may have none, sign the confidentiality agreement."""
    by = Actor.person(who.pk, role, subjects=frozenset({who.subject_id}))
    version = agreement(at=at)
    words = version.text_hash
    return confidentiality.sign(version, who.subject, name="Testi Henkilö", read_hash=words, by=by, at=at)


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """Let the client be signed in as an account, with its second factor checked unless said otherwise."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "code", "at": time.time(), "reauthenticated": True}]
    if second_factor:
        session["account_authentication_methods"].append(
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
        )
    session.create()
    client.cookies["lupaus_session"] = session.session_key or ""
    return client


def drain() -> int:
    """Run every job that waits in the queue, and those that they wake; return how many ran."""
    return queue.drain()


def write_letters(*, at: datetime = NOON) -> int:
    """Run the jobs that write letters, and leave those that send them; return how many ran."""
    with time_machine.travel(at):
        return queue.drain(only="scheduling.tell_")


def outbox(kind: str = "", *, at: datetime = NOON) -> list[Mail]:
    """Return the messages due so far, oldest first, written and opened; of one kind when asked."""
    write_letters(at=at)
    found = Message.objects.prefetch_related("enclosures").order_by("written_at", "pk")
    with processing(SYSTEM, Purpose.MESSAGING, at, place="tests.outbox"):
        return [_opened(message) for message in found if kind in {"", message.kind}]


def _opened(message: Message) -> Mail:
    content = message.content
    files = tuple((each.name, each.mime, each.content) for each in message.enclosures.all())
    return Mail(
        id=message.pk,
        kind=message.kind,
        channel=message.channel,
        state=message.state,
        subject_id=message.subject_id,
        to=message.to,
        subject=content["subject"],
        text=content["text"],
        html=content["html"],
        files=files,
    )
