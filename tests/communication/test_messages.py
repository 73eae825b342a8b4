"""Writing messages: sealed, queued, once, and never about what the writer may not read."""

from datetime import timedelta

import pytest
from django.db import connection

from lupaus.accounts.models import SealedAddress
from lupaus.communication import kinds, messages
from lupaus.communication.kinds import KindIsTaken, MessageKind, MessageType
from lupaus.communication.letters import Attachment, Button, Code, Facts, Items, Letter, Words
from lupaus.communication.messages import MayNotWrite, NotOneLine, WithheldInLetter
from lupaus.communication.models import Message, State
from lupaus.jobs import queue
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Category, Purpose, Role
from lupaus.vault.reading import processing
from lupaus.vault.values import Withheld
from tests.support import FAR, NOON, SYSTEM, account, drain, outbox, subject

pytestmark = pytest.mark.django_db

HELLO = kinds.register(MessageKind("tests.hello", MessageType.SERVICE, says="hello", keep_days=30))
OFFER = kinds.register(MessageKind("tests.offer", MessageType.MARKETING, says="offer"))
LETTER = Letter("Tervehdys", (Words("Tulemme huomenna."),))


def test_a_letter_becomes_text_and_html_with_the_same_words() -> None:
    letter = Letter(
        "Vahvistus",
        (
            Words("Tulemme huomenna."),
            Facts((("Aika", "to 26.11. klo 9.00"), ("Tekijä", "Siiri S."))),
            Items(("imuri", "rätti")),
            Code("BCDF-GHJK"),
            Button("Katso käynti", "/my/"),
        ),
    )

    messages.send(HELLO, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    mail = outbox()[0]
    for words in ("Tulemme huomenna.", "Aika", "Siiri S.", "imuri", "BCDF-GHJK", "Katso käynti"):
        assert words in mail.text
        assert words in mail.html
    assert "http://localhost:8000/my/" in mail.text
    assert 'href="http://localhost:8000/my/"' in mail.html


@pytest.mark.parametrize(
    "hostile",
    ['"><svg onload=alert(1)>', "</title><script>alert(1)</script>", "{{7*7}}", "{% debug %}", "{0.__class__}", "${x}"],
)
def test_what_people_wrote_stays_text_in_every_part(hostile: str) -> None:
    letter = Letter(
        hostile,
        (Words(hostile), Facts(((hostile, hostile),)), Items((hostile,)), Code(hostile), Button(hostile, "/my/")),
    )

    messages.send(HELLO, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    mail = outbox()[0]
    assert mail.text.count(hostile) == 6
    assert "<svg" not in mail.html
    assert "<script" not in mail.html
    assert "49" not in mail.html.partition("<body>")[2]


def test_a_mail_loads_nothing_from_anywhere() -> None:
    messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    html = outbox()[0].html
    assert not any(mark in html for mark in ("<img", "src=", "url(", "@import", "<link"))


def test_a_message_lies_sealed_and_its_job_carries_an_id_only() -> None:
    letter = Letter("Kanarian aihe", (Words("Kanarian sana"),))

    message = messages.send(HELLO, letter, to=subject(), by=SYSTEM, at=NOON, address="kanaria@example.fi")

    with connection.cursor() as cursor:
        cursor.execute(
            "select row_to_json(m)::text || row_to_json(j)::text from communication_message m, procrastinate_jobs j"
        )
        stored = cursor.fetchone()[0]
    assert str(message.pk) in stored
    assert "anaria" not in stored


def test_the_control_finds_what_is_not_sealed() -> None:
    """The control of the test above: were it plain, it would be seen."""
    message = messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address="kanaria@example.fi")
    Message.objects.filter(pk=message.pk).update(error="Kanarian sana")

    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(m)::text from communication_message m")
        assert "anaria" in cursor.fetchone()[0]


def test_the_same_thing_is_said_once() -> None:
    person = subject()

    first = messages.send(HELLO, LETTER, to=person, by=SYSTEM, at=NOON, address="aino@example.fi", once="visit:1")
    again = messages.send(HELLO, LETTER, to=person, by=SYSTEM, at=NOON, address="aino@example.fi", once="visit:1")

    assert (again, Message.objects.count(), queue.waiting()) == (first, 1, ["communication.deliver"])


def test_marketing_is_not_written_without_consent() -> None:
    with pytest.raises(MayNotWrite):
        messages.send(OFFER, LETTER, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "line", ["Aihe\r\nBcc: eve@example.com", "Aihe\nBcc: x", "Aihe\x00", "Aihe\u2028x", "Aihe\ud800"]
)
def test_a_line_break_in_a_subject_is_refused(line: str) -> None:
    with pytest.raises(NotOneLine):
        messages.send(HELLO, Letter(line, ()), to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")


@pytest.mark.parametrize("address", ["aino@example.fi\nBcc: eve@example.com", "aino@example.fi\r\n"])
def test_a_line_break_in_an_address_is_refused(address: str) -> None:
    with pytest.raises(NotOneLine):
        messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address=address)


def test_a_line_break_in_a_file_name_is_refused() -> None:
    file = Attachment("lasku.pdf\r\nX: y", "application/pdf", b"%PDF")

    with pytest.raises(NotOneLine):
        messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi", attachments=[file])


def test_a_no_break_space_in_a_subject_is_not_a_line_break() -> None:
    letter = Letter("Käynti to 26.11. klo\u00a09.00", ())

    messages.send(HELLO, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    assert outbox()[0].subject == letter.subject


def test_a_withheld_value_in_a_letter_is_a_defect() -> None:
    letter = Letter("Aihe", (Facts((("Nimi", Withheld(Category.NAME)),)),))  # type: ignore[arg-type]

    with pytest.raises(WithheldInLetter):
        messages.send(HELLO, letter, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")


def test_writing_is_journalled_about_the_recipient() -> None:
    person = subject()

    message = messages.send(HELLO, LETTER, to=person, by=SYSTEM, at=NOON, address="aino@example.fi")

    entry = Entry.objects.get(action="message.written")
    assert (entry.subjects, entry.about) == ([person.pk], message.pk)


def test_the_office_cannot_read_what_was_written() -> None:
    message = messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")
    office = Actor.person(subject().pk, Role.OFFICE, confidential_until=FAR)

    with processing(office, Purpose.CUSTOMER_CARE, NOON):
        content = Message.objects.get(pk=message.pk).content

    assert isinstance(content, Withheld)


def test_a_settled_message_is_kept_for_its_days_and_no_longer() -> None:
    messages.send(HELLO, LETTER, to=account().subject, by=SYSTEM, at=NOON)
    Message.objects.update(state=State.SENT, settled_at=NOON)

    kept = messages.sweep(NOON + timedelta(days=30) - timedelta(seconds=1))
    gone = messages.sweep(NOON + timedelta(days=30))

    assert (kept, gone, Message.objects.count()) == (0, 1, 0)


def test_a_message_that_still_waits_is_kept() -> None:
    messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON, address="aino@example.fi")

    assert messages.sweep(NOON + timedelta(days=400)) == 0


def test_two_kinds_do_not_share_a_name() -> None:
    with pytest.raises(KindIsTaken):
        kinds.register(MessageKind("tests.hello", MessageType.MARKETING, says="other"))


def test_without_an_address_it_goes_where_the_person_is_reached_when_it_is_sent() -> None:
    user = account()
    messages.send(HELLO, LETTER, to=user.subject, by=SYSTEM, at=NOON)

    drain()

    assert [(mail.to, mail.state) for mail in outbox()] == [(None, "kept")]
    assert SealedAddress.objects.count() == 1


def test_somebody_who_is_reached_nowhere_gets_nothing() -> None:
    messages.send(HELLO, LETTER, to=subject(), by=SYSTEM, at=NOON)

    drain()

    assert Message.objects.values_list("state", "error").get() == ("failed", "no_address")
