"""Sending: over real SMTP to a server in this process, once, again later, or never."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

from lupaus.communication import calendars, carriers, delivery, kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Letter, Words
from lupaus.communication.models import DeadAddress, Message
from lupaus.promises import Purpose
from lupaus.vault.reading import processing
from tests.support import NOON, SYSTEM, outbox, subject

pytestmark = pytest.mark.django_db

NOTE = kinds.register(MessageKind("tests.note", MessageType.SERVICE, says="note"))
CODE = kinds.register(MessageKind("tests.code", MessageType.SERVICE, says="code", is_secret=True))


class Mailbox:
    """A mail server's handler that keeps what it gets, or answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "rcpt" in self.answers:
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- as above
        if "data" in self.answers:
            return self.answers["data"]
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))  # type: ignore[arg-type]
        self.recipients.append(envelope.rcpt_tos)
        return self.answers.get("after", "250 OK")


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    handler = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.LUPAUS_EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.LUPAUS_MAIL_FROM = "asiakaspalvelu@malli.example"
    carriers._mail.cache_clear()
    yield handler
    controller.stop()
    carriers._mail.cache_clear()


def write(kind: MessageKind = NOTE, words: str = "Tulemme huomenna.", **options: object) -> Message:
    letter = Letter("Käynti – huomenna", (Words(words),))
    return messages.send(kind, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi", **options)  # type: ignore[arg-type]


def deliver(message: Message, *, after: timedelta = timedelta()) -> Message | None:
    with processing(SYSTEM, Purpose.MESSAGING, NOON + after):
        return delivery.deliver(message.pk, at=NOON + after)


def test_a_mail_leaves_as_text_html_and_files(mailbox: Mailbox) -> None:
    message = write()
    file = calendars.invitation(
        message.pk,
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        title="Siivous",
        place="Helsinki",
        written_at=NOON,
    )
    message = write(attachments=[file])

    sent = deliver(message)

    mail = mailbox.mails[0]
    assert sent is not None
    assert (sent.state, sent.attempts, mailbox.recipients) == ("sent", 1, [["aino@example.fi"]])
    assert (mail["Subject"], mail["To"], mail["Message-ID"]) == (
        "Käynti – huomenna",
        "aino@example.fi",
        f"<{message.pk}@malli.example>",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Tulemme huomenna." in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "<p>Tulemme huomenna.</p>" in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    (ics,) = mail.iter_attachments()
    assert (ics.get_content_type(), ics.get_filename()) == ("text/calendar", "kaynti.ics")
    assert "BEGIN:VEVENT" in ics.get_content()


def test_a_mail_is_sent_once_however_often_its_job_runs(mailbox: Mailbox) -> None:
    message = write()

    deliver(message)
    again = deliver(message)

    assert (again, len(mailbox.mails)) == (None, 1)


@pytest.mark.parametrize("answers", [{"rcpt": "450 busy"}, {"data": "451 busy"}, {"data": "421 closing"}])
def test_a_busy_server_is_tried_again_later(mailbox: Mailbox, answers: dict[str, str]) -> None:
    message = write()
    mailbox.answers = answers

    first = deliver(message)
    early = deliver(message, after=timedelta(seconds=29))
    mailbox.answers = {}
    late = deliver(message, after=timedelta(seconds=30))

    assert first is not None
    assert late is not None
    assert (first.error, early, late.state, late.attempts) == (next(iter(answers.values()))[:3], None, "sent", 2)


def test_both_copies_of_a_mail_sent_twice_are_one_message(mailbox: Mailbox) -> None:
    message = write()
    deliver(message)
    Message.objects.filter(pk=message.pk).update(state="queued", next_attempt_at=NOON)  # as after a crash

    deliver(message)

    assert [mail["Message-ID"] for mail in mailbox.mails] == [f"<{message.pk}@malli.example>"] * 2


def test_a_server_out_of_reach_is_tried_again_later(settings: Settings) -> None:
    settings.LUPAUS_EMAIL_URL = "smtp://127.0.0.1:9"
    carriers._mail.cache_clear()
    message = deliver(write())

    assert message is not None
    assert (message.state, message.error) == ("queued", "ConnectionRefusedError")


def test_a_slow_server_is_broken_off(mailbox: Mailbox, settings: Settings) -> None:
    slow = carriers.SmtpMail.at(settings.LUPAUS_EMAIL_URL)
    impatient = carriers.SmtpMail(slow.host, slow.port, deadline=0.0)

    with pytest.raises(carriers.TryLater):
        impatient.carry(carriers.Parcel(id=subject().pk, to="aino@example.fi", text="x", subject="x"))


def test_pauses_grow_to_ten_minutes_and_no_further() -> None:
    pauses = [delivery._pause(attempt).total_seconds() for attempt in (1, 2, 3, 4, 5, 6, 60)]

    assert pauses == [30, 60, 120, 240, 480, 600, 600]


def test_after_three_days_a_mail_is_given_up(mailbox: Mailbox) -> None:
    message = write()
    mailbox.answers = {"data": "451 busy"}

    given_up = deliver(message, after=timedelta(days=3))

    assert given_up is not None
    assert (given_up.state, given_up.error) == ("failed", "451")


def test_an_address_refused_for_good_is_not_written_to_again(mailbox: Mailbox) -> None:
    first = write()
    mailbox.answers = {"rcpt": "550 no such user"}
    bounced = deliver(first)
    mailbox.answers = {}
    letter = Letter("Toinen", (Words("x"),))
    second = messages.send(NOTE, letter, to=first.subject, by=SYSTEM, at=NOON, address="AINO@example.fi")

    stopped = deliver(second)

    assert bounced is not None
    assert stopped is not None
    assert (bounced.state, stopped.state, stopped.error) == ("bounced", "bounced", "dead_address")
    assert (DeadAddress.objects.count(), mailbox.mails) == (1, [])


def test_another_address_of_the_same_person_is_written_to(mailbox: Mailbox) -> None:
    """The control of the test above."""
    first = write()
    mailbox.answers = {"rcpt": "550 no such user"}
    deliver(first)
    mailbox.answers = {}
    letter = Letter("Toinen", (Words("x"),))

    second = messages.send(NOTE, letter, to=first.subject, by=SYSTEM, at=NOON, address="uusi@example.fi")
    sent = deliver(second)

    assert sent is not None
    assert sent.state == "sent"


def test_a_code_goes_to_a_dead_address_too(mailbox: Mailbox) -> None:
    first = write()
    mailbox.answers = {"rcpt": "550 mailbox full"}
    deliver(first)
    mailbox.answers = {}
    letter = Letter("Koodi", (Words("x"),))

    code = messages.send(CODE, letter, to=first.subject, by=SYSTEM, at=NOON, address="aino@example.fi")
    sent = deliver(code)

    assert sent is not None
    assert sent.state == "sent"


def test_a_mail_refused_for_its_content_is_given_up_and_the_address_lives(mailbox: Mailbox) -> None:
    message = write()
    mailbox.answers = {"data": "554 spam"}

    failed = deliver(message)

    assert failed is not None
    assert (failed.state, failed.error, DeadAddress.objects.count()) == ("failed", "554", 0)


def test_what_is_due_again_is_woken_and_nothing_else(mailbox: Mailbox) -> None:
    due, later, fresh = write(), write(), write()
    Message.objects.filter(pk=due.pk).update(attempts=1)
    Message.objects.filter(pk=later.pk).update(attempts=1, next_attempt_at=NOON + timedelta(minutes=1))

    assert (delivery.wake_due(at=NOON), fresh.state) == (1, "queued")


def test_a_first_job_that_was_lost_is_woken_once_in_ten_minutes(mailbox: Mailbox) -> None:
    write()

    woken = [delivery.wake_due(at=NOON + timedelta(minutes=minute)) for minute in range(25)]

    assert [minute for minute, count in enumerate(woken) if count] == [10, 20]


def test_without_a_mail_server_a_mail_is_kept(settings: Settings) -> None:
    assert settings.LUPAUS_EMAIL_URL == ""

    kept = deliver(write())

    assert kept is not None
    assert (kept.state, len(outbox())) == ("kept", 1)


def test_a_domain_with_letters_of_ours_is_written_as_the_name_system_does(mailbox: Mailbox) -> None:
    letter = Letter("Aihe", (Words("x"),))
    message = messages.send(NOTE, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@käyttäjä.example")

    deliver(message)

    assert mailbox.recipients == [["aino@xn--kyttj-graaa.example"]] or mailbox.recipients[0][0].startswith("aino@xn--")


@pytest.mark.parametrize("url", ["http://host", "smtp://", "localhost", "smtp"])
def test_a_mail_server_that_is_none_is_refused_at_start(url: str) -> None:
    with pytest.raises(carriers.mail.NotAnEmailUrl):
        carriers.SmtpMail.at(url)


def test_a_mail_server_has_its_port_user_and_way() -> None:
    server = carriers.SmtpMail.at("smtp+starttls://aino%40x:p%3Aw@mail.example")

    assert (server.host, server.port, server.user, server.password) == ("mail.example", 587, "aino@x", "p:w")


@pytest.mark.parametrize(("number", "state"), [("+358401234567", "sent"), ("puhelin", "bounced")])
def test_a_text_message_leaves_by_its_gateway(settings: Settings, number: str, state: str) -> None:
    settings.LUPAUS_SMS_URL = "console:"
    carriers._sms.cache_clear()
    message = messages.text(NOTE, "Uusi työtarjous.", to=subject(), by=SYSTEM, at=NOON, number=number)

    sent = deliver(message)

    assert sent is not None
    assert (sent.channel, sent.state) == ("sms", state)


def test_without_a_gateway_a_text_message_is_kept() -> None:
    kept = deliver(messages.text(NOTE, "Uusi työtarjous.", to=subject(), by=SYSTEM, at=NOON, number="+358401234567"))

    assert kept is not None
    assert (kept.state, outbox()[0].text) == ("kept", "Uusi työtarjous.")
