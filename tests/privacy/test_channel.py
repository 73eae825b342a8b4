"""The self-test of the address for register matters: real SMTP out, a mailbox or a link back."""

import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from pytest_django.fixtures import Settings

from lupaus.communication import carriers
from lupaus.company import profiles
from lupaus.privacy import live
from lupaus.privacy.channel import mailbox as mailboxes
from lupaus.privacy.channel import probes
from lupaus.privacy.channel.mailbox import ImapMailbox, Mailbox, MemoryMailbox, NotAMailbox, Unreachable
from lupaus.privacy.models import Probe
from tests.support import NOON, SYSTEM
from tests.world import Cast

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LINK = re.compile(r"https?://[^/\s]+(/channel/\S+)")


class Post:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def company() -> None:
    profiles.change(Cast().company, by=SYSTEM, at=NOON - DAY)


@pytest.fixture
def post(settings: Settings, company: None) -> Iterator[tuple[Post, Controller]]:
    """Let the company send by a real mail server in this process."""
    handler = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.LUPAUS_EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.LUPAUS_MAIL_FROM = "asiakaspalvelu@malli.example"
    carriers._mail.cache_clear()
    yield handler, controller
    controller.stop()
    carriers._mail.cache_clear()


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> MemoryMailbox:
    """Give the installation a mailbox to look into."""
    made = MemoryMailbox()
    monkeypatch.setattr(mailboxes, "mailbox", lambda: made)
    return made


def red(at: object) -> list[str]:
    return [finding.what for finding in live.run("channel", at=at)]  # type: ignore[arg-type]


def test_a_letter_leaves_once_a_day_and_a_press_brings_it_back(post: tuple[Post, Controller]) -> None:
    for hours in (0, 1, 12, 23, 24):
        probes.send_due(at=NOON + hours * HOUR)
    first, second = post[0].mails

    assert first["To"] == second["To"] == "tietosuoja@malli.example"
    (page,) = LINK.findall(first.get_content())
    assert "Kuittaa kirje" in Client().get(page).content.decode()
    assert not Probe.objects.exclude(returned_at=None).exists()
    assert Client().post(page).status_code == 302
    assert Probe.objects.exclude(returned_at=None).get().returned_by == "link"
    assert "Rekisteriasioiden osoite toimii" in Client().get(page).content.decode()


def test_a_link_that_is_none_leads_nowhere(company: None) -> None:
    assert Client().get("/channel/wrong/").status_code == 404
    assert Client().post("/channel/wrong/").status_code == 404


def test_a_mail_server_that_takes_nothing_is_red_at_once_and_green_when_it_does(
    post: tuple[Post, Controller], settings: Settings
) -> None:
    alive, settings.LUPAUS_EMAIL_URL = settings.LUPAUS_EMAIL_URL, "smtp://127.0.0.1:1"
    probes.send_due(at=NOON)
    (why,) = red(NOON)
    assert why.startswith("no mail server takes the test letter")

    settings.LUPAUS_EMAIL_URL = alive
    probes.send_due(at=NOON + HOUR)
    assert red(NOON + HOUR) == []
    assert Probe.objects.exclude(address_hash="").count() == 1


def test_with_a_mailbox_what_does_not_arrive_is_red_within_hours(
    post: tuple[Post, Controller], box: MemoryMailbox
) -> None:
    probes.send_due(at=NOON)
    assert red(NOON + HOUR) == []
    assert red(NOON + 4 * HOUR) == ["the test letter has not come back"]

    box.lying.add(post[0].mails[0]["Message-ID"])
    assert probes.collect(at=NOON + 5 * HOUR) == 1
    assert red(NOON + 5 * HOUR) == []
    assert box.lying == set()


def test_without_a_mailbox_a_week_without_a_press_is_red(post: tuple[Post, Controller]) -> None:
    for day in range(9):
        probes.send_due(at=NOON + day * DAY)
        assert red(NOON + day * DAY) == ([] if day < 8 else ["the test letter has not come back"])


def test_no_letter_for_a_day_is_red(post: tuple[Post, Controller]) -> None:
    probes.send_due(at=NOON)

    assert red(NOON + 26 * HOUR) == ["no test letter has been sent for a day"]


def test_where_no_mail_leaves_nothing_is_sent_and_nothing_is_said(company: None) -> None:
    assert probes.send_due(at=NOON) is None
    assert red(NOON + 30 * DAY) == []


def test_control_a_check_that_believes_the_sender_sees_no_loss(
    post: tuple[Post, Controller], box: MemoryMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lupaus.privacy.live.checks.channel._is_missing", lambda *_: False)
    probes.send_due(at=NOON)

    assert red(NOON + 4 * HOUR) == []


# ── The port: a fake and a real adapter, one contract ────────────────────────────────────────────────────────


class ImapServer(socketserver.ThreadingTCPServer):
    """As much of an IMAP server as the adapter speaks with."""

    allow_reuse_address = True
    daemon_threads = True
    lying: list[str]
    marked: set[int]


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    server: ImapServer

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, verb, rest = [*line.split(" ", 2), "", ""][:3]
            self.answer(tag, verb.upper(), rest)

    def answer(self, tag: str, verb: str, rest: str) -> None:
        server, verdict = self.server, "OK done"
        if verb == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif verb == "LOGIN" and rest.split()[1].strip('"') != "right":
            verdict = "NO wrong password"
        elif verb == "SELECT":
            self.say(f"* {len(server.lying)} EXISTS")
        elif verb == "SEARCH":
            wanted = rest.rsplit(maxsplit=1)[-1].strip('"')
            hits = [str(at) for at, letter in enumerate(server.lying, 1) if letter == wanted]
            self.say(" ".join(["* SEARCH", *hits]))
        elif verb == "STORE":
            server.marked.add(int(rest.split(maxsplit=1)[0]))
        elif verb == "EXPUNGE":
            server.lying = [letter for at, letter in enumerate(server.lying, 1) if at not in server.marked]
            server.marked = set()
        self.say(f"{tag} {verdict}")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    server = ImapServer(("127.0.0.1", 0), Talk)
    server.lying, server.marked = [], set()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


type Lying = tuple[Mailbox, Callable[[], set[str]]]


@pytest.fixture(params=["memory", "imap"])
def holding(request: pytest.FixtureRequest, imap: ImapServer) -> Lying:
    """Return a mailbox in which two letters lie, and how to see what is left."""
    if request.param == "memory":
        memory = MemoryMailbox({"<a@x>", "<b@x>"})
        return memory, lambda: memory.lying
    imap.lying = ["<a@x>", "<b@x>"]
    return ImapMailbox.at(f"imap://post:right@127.0.0.1:{imap.server_address[1]}/INBOX"), lambda: set(imap.lying)


def test_a_mailbox_gives_what_is_asked_for_and_keeps_the_rest(holding: Lying) -> None:
    box, left = holding

    assert box.take(["<a@x>", "<c@x>"]) == {"<a@x>"}
    assert left() == {"<b@x>"}
    assert box.take(["<a@x>"]) == set()


def test_a_wrong_password_and_a_server_that_is_away_are_told_apart_from_an_empty_box(imap: ImapServer) -> None:
    port = imap.server_address[1]
    with pytest.raises(Unreachable):
        ImapMailbox.at(f"imap://post:wrong@127.0.0.1:{port}").take(["<a@x>"])
    imap.shutdown()
    imap.server_close()
    with pytest.raises(Unreachable):
        ImapMailbox.at(f"imap://post:right@127.0.0.1:{port}").take(["<a@x>"])


@pytest.mark.parametrize("url", ["http://x", "imap://u:p@elsewhere.example", "imaps://host.example", "imaps:///"])
def test_only_a_mailbox_over_tls_is_one(url: str) -> None:
    with pytest.raises(NotAMailbox):
        ImapMailbox.at(url)
