"""The outbox page."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lupaus.communication import calendars, kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Letter, Words
from lupaus.communication.models import Message
from tests.support import NOON, SYSTEM, subject

pytestmark = pytest.mark.django_db

MEMO = kinds.register(MessageKind("tests.memo", MessageType.SERVICE, says="memo"))


def write() -> Message:
    file = calendars.invitation(
        subject().pk, starts_at=NOON, ends_at=NOON + timedelta(hours=1), title="x", place="y", written_at=NOON
    )
    letter = Letter("Kanarian <b>aihe</b>", (Words("Tulemme huomenna."),))
    return messages.send(MEMO, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi", attachments=[file])


def test_messages_are_listed_and_shown(client: Client) -> None:
    message = write()

    listed = client.get("/dev/outbox/").content.decode()
    shown = client.get(f"/dev/outbox/{message.pk}/").content.decode()

    assert "Kanarian &lt;b&gt;aihe&lt;/b&gt;" in listed
    assert "tests.memo" in listed
    assert "service" in listed
    assert "aino@example.fi" in shown
    assert "Tulemme huomenna." in shown


@pytest.mark.parametrize("sought", ["AINO@", "huomenna", "kanarian", "tests.memo", " aihe "])
def test_a_message_is_found_by_whom_it_goes_to_and_what_it_says(client: Client, sought: str) -> None:
    message = write()

    found = client.get("/dev/outbox/", {"q": sought}).content.decode()
    missed = client.get("/dev/outbox/", {"q": "jotain muuta"}).content.decode()

    assert f"/dev/outbox/{message.pk}/" in found
    assert f"/dev/outbox/{message.pk}/" not in missed
    assert "Kokeile lyhyempää sanaa" in missed


def test_the_html_of_a_mail_brings_only_its_own_style_sheet(client: Client) -> None:
    answer = client.get(f"/dev/outbox/{write().pk}/html/")

    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_file_is_handed_out_and_never_shown(client: Client) -> None:
    message = write()

    answer = client.get(f"/dev/outbox/{message.pk}/files/{message.enclosures.get().pk}/")

    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["", "{0}/", "{0}/html/"])
def test_outside_development_there_is_no_such_page(client: Client, settings: Settings, path: str) -> None:
    message = write()
    settings.LUPAUS_CLOCK_CAN_BE_SET = False

    assert client.get(f"/dev/outbox/{path.format(message.pk)}").status_code == 404


def test_an_empty_outbox_says_what_will_be_there(client: Client) -> None:
    assert "Viestejä ei ole vielä" in client.get("/dev/outbox/").content.decode()


def test_a_message_that_is_none_is_not_found(client: Client) -> None:
    assert client.get(f"/dev/outbox/{subject().pk}/").status_code == 404
