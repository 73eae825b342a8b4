"""The day before, the customer is reminded by mail and text message, once and in their own language."""

from datetime import timedelta

import pytest

from lupaus.communication.models import Message
from lupaus.register.models import Customer
from lupaus.scheduling import reminders, visits
from lupaus.scheduling.models import CancelReason, Visit
from tests.scheduling.town import HOUR, NINE, OFFICE, Town
from tests.support import outbox

DAY_BEFORE = NINE - timedelta(hours=17)
"""At 16.00 in Helsinki."""


def reminded(visit: Visit) -> list[tuple[str, str]]:
    return [
        (mail.channel, mail.subject)
        for mail in outbox("scheduling.visit_tomorrow")
        if mail.subject_id == visit.subject_id
    ]


def test_the_customer_is_reminded_by_mail_and_text(town: Town) -> None:
    visit = town.accepted()

    assert reminders.remind(at=DAY_BEFORE) == 1

    ((_mail, subject), (_text, _none)) = sorted(reminded(visit), key=lambda each: each[0])
    assert (subject[:11], "klo\N{NO-BREAK SPACE}9.00" in subject) == ("Muistutus: ", True)


def test_reminding_twice_reminds_once(town: Town) -> None:
    visit = town.accepted()

    for _ in range(2):
        reminders.remind(at=DAY_BEFORE)
        outbox()

    assert len(reminded(visit)) == 2


@pytest.mark.parametrize("early", [timedelta(days=2), timedelta(days=1, hours=10)])
def test_nobody_is_reminded_two_days_before(town: Town, early: timedelta) -> None:
    town.accepted()

    assert reminders.remind(at=NINE - early) == 0


def test_a_cancelled_or_unconfirmed_visit_is_not_reminded_of(town: Town) -> None:
    visit = town.accepted()
    reminders.remind(at=DAY_BEFORE)
    visits.cancel(visit, reason=CancelReason.NOT_NEEDED, by=OFFICE, at=DAY_BEFORE + HOUR)

    assert (reminded(visit), reminders.remind(at=DAY_BEFORE + 2 * HOUR)) == ([], 0)


def test_a_swedish_customer_is_reminded_in_swedish(town: Town) -> None:
    visit = town.accepted()
    Customer.objects.update(language="sv")

    reminders.remind(at=DAY_BEFORE)

    assert any(" kl." in subject and "klo" not in subject for _channel, subject in reminded(visit))


def test_control_without_the_key_two_reminders_are_two_letters(town: Town) -> None:
    visit = town.accepted()
    reminders.remind(at=DAY_BEFORE)
    outbox()
    Message.objects.filter(kind="scheduling.visit_tomorrow").update(once=None)

    reminders.remind(at=DAY_BEFORE)

    assert len(reminded(visit)) == 4
