"""The one door: what is declared gets out, what is not is refused before anything is sent."""

import ast
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lupaus.partners import egress, gate, partners
from lupaus.promises import Category, Recipient
from tests.partnership import complete, profile
from tests.support import NOON, SYSTEM

PACKAGE = Path(egress.__file__).parents[1]
SENT = (Category.STREET, Category.POSTCODE)
DOORS = {"partners/egress.py", "project/launch.py", "project/cluster.py", "project/processes.py"}
"""The door itself; and what speaks to its own processes, before there is a database to ask."""
WIRES = {
    "smtplib",
    "imaplib",
    "http.client",
    "socket",
    "ftplib",
    "telnetlib",
    "ssl",
    "asyncio",
    "httpx",
    "requests",
    "aiohttp",
}


@dataclass
class Hook:
    """A server of our own on this machine, and the paths it was asked for."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    sends_to: str = ""


@pytest.fixture
def hook() -> Iterator[Hook]:
    found = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(302 if found.sends_to else 200)
            if found.sends_to:
                self.send_header("Location", found.sends_to)
            self.end_headers()

        def log_message(self, *args: object) -> None:  # type: ignore[override]
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def nothing_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine count as somebody else's, so that a real server can stand for a host outside."""
    monkeypatch.setattr(egress, "OWN_MACHINE", frozenset())
    monkeypatch.setattr(gate, "OWN_MACHINE", frozenset())
    monkeypatch.setattr(egress, "_ENCRYPTED", "http")


def test_a_host_that_nobody_declared_is_refused_and_hears_nothing(nothing_is_ours: None, hook: Hook) -> None:
    with pytest.raises(egress.NotDeclared):
        egress.opened(f"http://127.0.0.1:{hook.port}/webhook", timeout=2)

    assert hook.asked == []


@pytest.mark.django_db
def test_a_declared_host_is_reached_inside_the_door_and_nowhere_else(nothing_is_ours: None, hook: Hook) -> None:
    complete(Recipient.MAP_SERVICE, profile(Recipient.MAP_SERVICE, hosts=("127.0.0.1",)))

    with egress.towards(Recipient.MAP_SERVICE, "127.0.0.1", categories=SENT, at=NOON) as partner:
        egress.opened(f"http://127.0.0.1:{hook.port}/inside", timeout=2).close()
    with pytest.raises(egress.NotDeclared):
        egress.opened(f"http://127.0.0.1:{hook.port}/after", timeout=2)

    assert partner is not None
    assert hook.asked == ["/inside"]


def test_control_with_the_check_taken_away_an_undeclared_host_hears(
    nothing_is_ours: None, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(egress, "check", lambda host: host)

    egress.opened(f"http://127.0.0.1:{hook.port}/webhook", timeout=2).close()

    assert hook.asked == ["/webhook"]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:7f00:1]/",
        "https://localhost.evil.example/",
        "https://localhost@evil.example/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "https:///x",
        "http://0.0.0.0/",
    ],
)
def test_no_spelling_of_an_address_opens_the_door(url: str) -> None:
    with pytest.raises(egress.NotDeclared):
        egress.opened(url, timeout=1)


@pytest.mark.django_db
def test_a_redirect_leads_to_no_other_machine(hook: Hook) -> None:
    hook.sends_to = "https://evil.example/steal"

    with pytest.raises(egress.NotDeclared):
        egress.opened(urllib.request.Request(f"http://127.0.0.1:{hook.port}/start"), timeout=2)

    assert hook.asked == ["/start"]


@pytest.mark.django_db
def test_the_door_stays_shut_for_a_partner_that_may_not_receive() -> None:
    partner = complete(Recipient.MAP_SERVICE, profile(Recipient.MAP_SERVICE, hosts=("map.example",)))
    partners.end(partner, by=SYSTEM, at=NOON)

    with (
        pytest.raises(gate.NotAllowed),
        egress.towards(Recipient.MAP_SERVICE, "map.example", categories=SENT, at=NOON + timedelta(seconds=1)),
    ):
        pytest.fail("the door was open")


@pytest.mark.django_db
def test_a_partner_gets_only_what_it_is_declared_to_get() -> None:
    complete(Recipient.MAP_SERVICE, profile(Recipient.MAP_SERVICE, hosts=("map.example",)))

    said = [
        gate.may_send(Recipient.MAP_SERVICE, host="map.example", categories=these, at=NOON).ok
        for these in (SENT, (*SENT, Category.NAME))
    ]

    assert said == [True, False]


def test_words_travel_encrypted_to_another_machine() -> None:
    token = egress._open.set(frozenset({"map.example"}))
    try:
        with pytest.raises(egress.NotDeclared, match="http"):
            egress.opened("http://map.example/", timeout=1)
    finally:
        egress._open.reset(token)


def test_nothing_else_in_the_program_opens_a_connection() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in wires(ast.parse(path.read_text(encoding="utf-8")))
        if path.relative_to(PACKAGE).as_posix() not in DOORS
    }

    assert found <= MEANT, found - MEANT


MEANT = {
    "communication/carriers/mail.py: smtplib",  # its errors and one message; the connection comes from the door
    "communication/carriers/mail.py: ssl",  # STARTTLS on a connection from the door
    "privacy/channel/mailbox.py: imaplib",  # reads our own mailbox of requests: nothing of anybody goes out
    "privacy/channel/mailbox.py: ssl",
}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import smtplib", {"smtplib"}),
        ("from http.client import HTTPConnection", {"http.client"}),
        ("import urllib.request\nurllib.request.urlopen('https://x')", {"urlopen"}),
        ("from urllib.request import build_opener\nbuild_opener()", {"build_opener"}),
        ("import urllib.request\nurllib.request.Request('https://x')", set()),
        ("from urllib.parse import urlsplit", set()),
    ],
)
def test_the_rule_sees_a_second_door_and_no_near_miss(code: str, names: set[str]) -> None:
    assert set(wires(ast.parse(code))) == names


def wires(tree: ast.Module) -> Iterator[str]:
    """Yield what in a file can open a connection."""
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (module for module in modules if module in WIRES)
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in {"urlopen", "build_opener", "create_connection", "SMTP", "SMTP_SSL", "HTTPSConnection"}:
                yield name
