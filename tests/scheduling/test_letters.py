"""Letters about visits: due with the act, written by jobs, once, and true by the time they are written."""

import json
from uuid import UUID

import pytest
from django.db import connection, transaction

from lupaus.communication.models import Message
from lupaus.jobs import queue, runner
from lupaus.kernel.period import Period
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.providers.models import LeaveKind
from lupaus.register.models import Customer
from lupaus.scheduling import leaves, undo, visits
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.vault.fields import KeyIsGone
from tests.scheduling.town import AT, HOUR, NINE, OFFICE, Town, accept, open_offer
from tests.support import Mail, outbox, write_letters

TELL_BOOKED = "scheduling.tell_booked"
OLD, TEN = (f"to\N{NO-BREAK SPACE}26.11. klo\N{NO-BREAK SPACE}{clock}" for clock in ("9.00", "10.00"))


def ids_in_queue() -> list[dict[str, str]]:
    """Return what the waiting jobs carry, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs order by id")
        return [json.loads(args) for (args,) in cursor.fetchall()]


def to_customer(visit: Visit) -> list[Mail]:
    return [mail for mail in outbox() if mail.subject_id == visit.subject_id]


def event(mail: Mail) -> tuple[str, ...]:
    """Return what a letter's calendar file says of the visit: its number, its time, whether it stands."""
    lines = mail.files[0][2].decode().splitlines()
    wanted = ("SEQUENCE", "DTSTART;TZID=Europe/Helsinki", "STATUS")
    return tuple(line.partition(":")[2] for name in wanted for line in lines if line.startswith(name))


def test_booking_writes_no_letter_and_leaves_one_job_with_ids(town: Town) -> None:
    town.booked()

    assert (Message.objects.count(), queue.waiting()) == (0, [TELL_BOOKED])
    assert all(UUID(value).version == 4 for ids in ids_in_queue() for value in ids.values())
    assert write_letters() == 1
    assert sorted(Message.objects.values_list("kind", "channel")) == [
        ("scheduling.visit_booked", "email"),
        ("scheduling.visit_offered", "email"),
        ("scheduling.visit_offered", "sms"),
    ]


def test_a_booking_that_is_rolled_back_leaves_no_letter_due(town: Town) -> None:
    visitor = town.visitor(NINE)
    with transaction.atomic():
        visitor.book()
        due = queue.waiting()
        transaction.set_rollback(True)

    assert (due, queue.waiting()) == ([TELL_BOOKED], [])


def test_a_job_that_runs_again_writes_nothing_again(town: Town) -> None:
    """As when a worker is killed after it has written the letters and before its job has left the queue."""
    town.booked()
    ids = ids_in_queue()[0]
    write_letters()
    before = set(Message.objects.values_list("id", flat=True))

    runner.run_at(TELL_BOOKED, ids, at=AT + HOUR)

    assert len(before) == 3
    assert set(Message.objects.values_list("id", flat=True)) == before


def test_without_its_key_a_letter_would_be_written_again(town: Town) -> None:
    """The control of the test above."""
    town.booked()
    ids = ids_in_queue()[0]
    write_letters()
    Message.objects.update(once=None)

    runner.run_at(TELL_BOOKED, ids, at=AT + HOUR)

    assert Message.objects.count() == 6


def test_what_is_wrong_with_the_providers_letter_does_not_keep_back_the_customers(town: Town) -> None:
    visit = town.booked()
    keystore().destroy([KeyRef(open_offer(visit).provider.subject_id, Chain.REGISTER)])

    with pytest.raises(KeyIsGone):
        runner.run_at(TELL_BOOKED, ids_in_queue()[0], at=AT)

    assert list(Message.objects.values_list("kind", "subject_id")) == [
        ("scheduling.visit_booked", visit.subject_id),
    ]


def test_letters_written_late_say_what_was_agreed_each_time(town: Town) -> None:
    visit = town.booked()
    visits.move(visit, NINE + HOUR, by=OFFICE, at=AT + HOUR)
    visits.move(visit, NINE + 2 * HOUR, by=OFFICE, at=AT + 2 * HOUR)
    visits.cancel(visit, CancelReason.NOT_NEEDED, by=OFFICE, at=AT + 3 * HOUR)
    undo.tell(at=AT + 4 * HOUR)

    assert sorted(event(mail) for mail in to_customer(visit)) == [
        ("0", "20261126T090000", "CONFIRMED"),
        ("1", "20261126T100000", "CONFIRMED"),
        ("2", "20261126T110000", "CONFIRMED"),
        ("3", "20261126T110000", "CANCELLED"),
    ]


def test_a_letter_of_a_move_names_the_time_before_it(town: Town) -> None:
    visit = town.accepted()
    write_letters()

    visits.move(visit, NINE + HOUR, by=OFFICE, at=AT + HOUR)

    assert [mail.subject for mail in outbox("scheduling.visit_moved")] == [f"Käyntisi uusi aika: {TEN}"]
    (to_provider,) = outbox("scheduling.visit_changed")
    assert f"Käynti {OLD} siirtyi. Uusi aika on {TEN}." in to_provider.text


def test_a_provider_who_loses_a_visit_by_a_move_is_told_the_time_they_knew(town: Town) -> None:
    visit = town.accepted()
    assert visit.provider is not None
    leaves.register(visit.provider, Period(NINE + 24 * HOUR, NINE + 48 * HOUR), LeaveKind.VACATION, by=OFFICE, at=AT)

    visits.move(visit, NINE + 25 * HOUR, by=OFFICE, at=AT)

    (told,) = outbox("scheduling.visit_changed")
    assert told.subject_id == visit.provider.subject_id
    assert f"Käynti {OLD} ei ole enää sinulla." in told.text


def test_an_offer_that_was_withdrawn_meanwhile_is_not_written(town: Town) -> None:
    visit = town.booked()
    visits.cancel(visit, CancelReason.NOT_NEEDED, by=OFFICE, at=AT)

    assert outbox("scheduling.visit_offered") == []


def test_nobody_is_announced_who_does_not_come_any_more(town: Town) -> None:
    visit = town.accepted()
    other = next(provider for provider in town.providers if provider != visit.provider)
    visits.reassign(visit, other, by=OFFICE, at=AT)
    early = outbox("scheduling.visit_confirmed")

    accept(visit)

    assert early == []
    assert len(outbox("scheduling.visit_confirmed")) == 1


@pytest.mark.parametrize(("language", "subject"), [("fi", "Tilausvahvistus"), ("sv", "Orderbekräftelse")])
def test_each_is_written_to_in_their_own_language(town: Town, language: str, subject: str) -> None:
    visit = town.booked()
    Customer.objects.filter(id=visit.order.customer_id).update(language=language)

    (to_customer,) = outbox("scheduling.visit_booked")

    assert (to_customer.subject.partition(":")[0], f'<html lang="{language}"' in to_customer.html) == (subject, True)
    assert {mail.text.count("Uusi käynti tarjolla") for mail in outbox("scheduling.visit_offered")} <= {0, 1}
    assert any("Vastaa sovelluksessa" in mail.text for mail in outbox("scheduling.visit_offered"))
