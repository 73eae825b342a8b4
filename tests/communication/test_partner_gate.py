"""Mail and text messages wait while their carrier may not have them, and say why; nothing is lost."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from lupaus.communication import delivery, messages, queries
from lupaus.communication.models import Message, State
from lupaus.partners import disclosures, papers
from lupaus.partners.models import Disclosure, Way
from lupaus.promises import Purpose, Recipient
from lupaus.vault.reading import processing
from tests.communication.test_carriers_contract import Gateway, gateway
from tests.communication.test_delivery import CODE, NOTE, Mailbox, deliver, mailbox, write
from tests.partnership import PDF, complete, profile
from tests.support import NOON, SYSTEM, subject

__all__ = ["gateway", "mailbox"]
pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


def test_a_mail_waits_while_the_agreement_is_over_and_leaves_when_there_is_a_new_one(mailbox: Mailbox) -> None:
    partner = complete(what=profile(hosts=("127.0.0.1",)), ends_at=NOON + HOURS)
    message = write()

    told = [deliver(message, after=after) for after in (HOURS, HOURS * 2, HOURS * 24 * 5)]

    assert [(each.state, each.error, each.attempts) for each in told if each] == [
        (State.QUEUED, "partner:agreement_ended", 0)
    ] * 3
    assert mailbox.mails == []
    assert queries.oldest_unsent_at() is None  # it waits for a paper: the installation is well
    assert queries.waiting_for_partner().count() == 1
    again = NOON + HOURS * 24 * 6
    papers.record(partner, papers.Terms(signed_on=again.date()), content=PDF, by=SYSTEM, at=again)
    with processing(SYSTEM, Purpose.MESSAGING, again):
        assert delivery.wake_due(at=again) == 1
        sent = delivery.deliver(message.pk, at=again)
    assert sent is not None
    assert (sent.state, sent.error, len(mailbox.mails)) == (State.SENT, "", 1)
    assert queries.waiting_for_partner().count() == 0


def test_control_without_the_gate_the_mail_leaves_under_an_agreement_that_is_over(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(what=profile(hosts=("127.0.0.1",)), ends_at=NOON + HOURS)
    monkeypatch.setattr("lupaus.partners.standing.QUESTIONS", ())

    deliver(write(), after=HOURS)

    assert len(mailbox.mails) == 1


def test_a_code_that_signs_somebody_in_is_given_up_after_three_days(mailbox: Mailbox) -> None:
    complete(what=profile(hosts=("127.0.0.1",)), ends_at=NOON + HOURS)
    message = write(CODE)

    told = [deliver(message, after=after) for after in (HOURS, timedelta(days=3))]

    assert [each.state for each in told if each] == [State.QUEUED, State.FAILED]


def test_a_mail_that_leaves_is_written_down_for_its_reader_once(mailbox: Mailbox) -> None:
    complete(what=profile(hosts=("127.0.0.1",)))
    message = write()

    deliver(message)
    deliver(message)

    (shown,) = disclosures.told(disclosures.of([message.subject_id]))
    assert (shown.name, shown.row.way, shown.row.categories) == ("Posti Malli Oy", Way.MAIL, ["email", "message"])
    assert (shown.row.purpose, shown.row.basis, shown.row.at) == ("messaging", "contract", NOON)


@pytest.mark.parametrize("answer", ["451 later", "550 never"])
def test_an_address_that_the_carrier_refused_was_told_to_it(mailbox: Mailbox, answer: str) -> None:
    complete(what=profile(hosts=("127.0.0.1",)))
    mailbox.answers["rcpt"] = answer

    deliver(write())

    assert Disclosure.objects.count() == (1 if answer.startswith("5") else 0)


def test_a_mail_server_of_our_own_is_no_recipient(mailbox: Mailbox) -> None:
    deliver(write())

    assert len(mailbox.mails) == 1
    assert not Disclosure.objects.exists()


def test_a_mail_server_that_nobody_named_gets_nothing(settings: Settings) -> None:
    settings.LUPAUS_EMAIL_URL = "smtps://smtp.other.example"

    told = deliver(write())

    assert told is not None
    assert (told.state, told.error) == (State.QUEUED, "partner:undeclared")


def test_a_text_message_waits_likewise(gateway: Gateway, settings: Settings) -> None:
    settings.LUPAUS_SMS_URL = gateway.url
    hosts = ("127.0.0.1",)
    partner = complete(Recipient.TEXT_CARRIER, profile(Recipient.TEXT_CARRIER, hosts=hosts), ends_at=NOON + HOURS)
    first, second = _text(), _text()

    sent, waiting = deliver(first), deliver(second, after=HOURS)

    assert sent is not None
    assert waiting is not None
    assert (sent.state, waiting.state, waiting.error) == (State.SENT, State.QUEUED, "partner:agreement_ended")
    assert len(gateway.taken) == 1
    assert [row.way for row in disclosures.of([first.subject_id, second.subject_id])] == [Way.TEXT]
    assert partner.disclosures.get().categories == ["message", "phone"]


def _text() -> Message:
    return messages.text(NOTE, "Tulossa.", to=subject(), by=SYSTEM, at=NOON, number="+358401234567")
