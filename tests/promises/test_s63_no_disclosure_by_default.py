"""Clause S63: nothing is disclosed by default: what is not declared is refused, and declaring changes the notice."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django.fixtures import Settings

from lupaus.communication import delivery, messages
from lupaus.communication.models import Message, State
from lupaus.foundation import clock
from lupaus.partners import egress, gate
from lupaus.privacy import versions
from lupaus.privacy.proof.promise import Promise
from lupaus.privacy.proof.promise import State as Standing
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.communication.test_delivery import NOTE
from tests.promises.partners import WHO, name_partner
from tests.support import SYSTEM
from tests.world import World

PROMISE = Promise("S63", Standing.ENFORCED)


@pytest.fixture
def webhook(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Set up a gateway on a real server of our own that counts as somebody else's machine."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:  # type: ignore[override]
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.LUPAUS_SMS_URL = f"http://127.0.0.1:{server.server_port}/hook"
    for room in (egress, gate):
        monkeypatch.setattr(room, "OWN_MACHINE", frozenset())
    monkeypatch.setattr(egress, "_ENCRYPTED", "http")
    yield heard
    server.shutdown()
    server.server_close()


def text_to(world: World) -> Message:
    at = clock.now()
    message = messages.text(NOTE, "Tulossa.", to=world.users["a"].subject_id, by=SYSTEM, at=at, number="+358401234567")
    with processing(SYSTEM, Purpose.MESSAGING, at):
        sent = delivery.deliver(message.pk, at=at)
    assert sent is not None
    return sent


def test_a_webhook_to_a_machine_that_nobody_declared_is_refused(world: World, webhook: list[str]) -> None:
    message = text_to(world)

    assert (message.state, message.error) == (State.QUEUED, "partner:undeclared")
    assert webhook == []


def test_control_with_the_check_taken_away_the_machine_hears(
    world: World, webhook: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "may_send", lambda *_args, **_kwargs: gate.Verdict(ok=True))

    text_to(world)

    assert len(webhook) == 1


def test_once_it_is_declared_with_all_its_papers_it_hears(world: World, webhook: list[str]) -> None:
    name_partner(world, WHO | {"recipient": "text_carrier", "categories": ["phone", "message"], "hosts": "127.0.0.1"})

    assert text_to(world).state == State.SENT
    assert len(webhook) == 1


def test_declaring_a_recipient_makes_a_version_of_the_notice_and_ending_it_another(world: World) -> None:
    numbers = [versions.current(clock.now())]
    told = [world.client("visitor").get("/tietosuoja").content.decode()]
    partner = name_partner(world, WHO | {"name": "Uusi Posti Malli Oy"})
    told.append(world.client("visitor").get("/tietosuoja").content.decode())
    numbers.append(versions.current(clock.now()))
    world.client("privacy").post(f"/desk/partners/{partner}/ending/")
    told.append(world.client("visitor").get("/tietosuoja").content.decode())
    numbers.append(versions.current(clock.now()))

    assert ["Uusi Posti Malli Oy" in each for each in told] == [False, True, False]
    first = next(each.number for each in numbers if each)
    assert [each.number for each in numbers if each] == [first, first + 1, first + 2]
