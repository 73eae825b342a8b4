"""The queue: rolled back with its cause, drained in order, run as the program for one purpose."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from lupaus.communication import kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Letter
from lupaus.communication.models import Message
from lupaus.foundation import clock
from lupaus.foundation.wake import wake
from lupaus.jobs import queue
from lupaus.jobs.runner import job
from lupaus.promises import Actor, Purpose, Role
from lupaus.vault.reading import NotProcessing, current
from tests.support import NOON, SYSTEM, drain, subject

pytestmark = pytest.mark.django_db

PING = kinds.register(MessageKind("tests.ping", MessageType.SERVICE, says="ping"))
SEEN: list[tuple[Actor, Purpose, object]] = []


@job("tests.look", Purpose.SERVICE_DELIVERY)
def look(*, thing_id: object, by: Actor, at: object) -> None:
    """Note as whom, for what and about what the job runs."""
    del at
    SEEN.append((by, current().purpose, thing_id))


@job("tests.fail", Purpose.SERVICE_DELIVERY)
def fail(*, by: Actor, at: object) -> None:
    """Write something and break."""
    del by
    messages.send(PING, Letter("x", ()), to=subject(), by=SYSTEM, at=clock.now(), address="a@example.fi")
    raise ZeroDivisionError(at)


def test_a_job_runs_as_its_room_for_one_purpose() -> None:
    SEEN.clear()
    thing = uuid4()
    wake("tests.look", thing_id=str(thing))

    count = drain()

    ((by, purpose, about),) = SEEN
    assert (count, by.role, by.name, purpose, about) == (1, Role.SYSTEM, "tests", Purpose.SERVICE_DELIVERY, thing)
    with pytest.raises(NotProcessing):
        current()


def test_what_is_rolled_back_wakes_nobody() -> None:
    with transaction.atomic():
        wake("tests.look", thing_id=str(uuid4()))
        transaction.set_rollback(True)

    assert queue.waiting() == []


def test_what_is_committed_wakes_the_job() -> None:
    """The control of the test above."""
    with transaction.atomic():
        wake("tests.look", thing_id=str(uuid4()))

    assert queue.waiting() == ["tests.look"]


def test_a_job_that_fails_changes_nothing_and_stays() -> None:
    wake("tests.fail")

    with pytest.raises(ZeroDivisionError):
        drain()

    assert (Message.objects.count(), queue.waiting()) == (0, ["tests.fail"])


def test_a_job_wakes_the_next_in_the_same_drain() -> None:
    messages.send(PING, Letter("x", ()), to=subject(), by=SYSTEM, at=NOON - timedelta(days=1), address="a@example.fi")

    assert (drain(), drain()) == (1, 0)


def test_jobs_carry_ids_only() -> None:
    messages.send(PING, Letter("Kanaria", ()), to=subject(), by=SYSTEM, at=NOON, address="kanaria@example.fi")

    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs")
        (args,) = cursor.fetchone()
    assert args == f'{{"message_id": "{Message.objects.get().pk}"}}'


def test_a_job_whose_worker_died_comes_back_and_a_living_workers_does_not() -> None:
    wake("tests.look", thing_id=str(uuid4()))
    wake("tests.look", thing_id=str(uuid4()))
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now()) returning id")
        (worker,) = cursor.fetchone()
        cursor.execute("update procrastinate_jobs set status = 'doing'")
        cursor.execute(
            "update procrastinate_jobs set worker_id = %s where id = (select max(id) from procrastinate_jobs)", [worker]
        )

    assert (queue.revive(), queue.waiting()) == (1, ["tests.look"])


def test_jobs_that_ended_long_ago_are_swept() -> None:
    wake("tests.look", thing_id=str(uuid4()))
    wake("tests.look", thing_id=str(uuid4()))
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where id = (select min(id) from procrastinate_jobs)"
        )
        cursor.execute("update procrastinate_jobs set status = 'succeeded' where status = 'doing'")

    kept = queue.sweep(clock.wall() - timedelta(days=30))
    gone = queue.sweep(clock.wall() + timedelta(days=1))

    assert (kept, gone, queue.waiting()) == (0, 1, ["tests.look"])


def test_a_job_that_gave_up_is_tried_again_within_a_week_and_one_that_went_well_is_not() -> None:
    for _ in range(2):
        wake("tests.look", thing_id=str(uuid4()))
    with connection.cursor() as cursor:
        for state in ("doing", "succeeded"):
            cursor.execute(
                "update procrastinate_jobs set status = %s where id = (select min(id) from procrastinate_jobs)", [state]
            )
        for state in ("doing", "failed"):
            cursor.execute(
                "update procrastinate_jobs set status = %s where id = (select max(id) from procrastinate_jobs)", [state]
            )

    too_late = queue.again(clock.wall() + timedelta(days=1))
    in_time = queue.again(clock.wall() - timedelta(days=7))

    assert (too_late, in_time, queue.waiting()) == (0, 1, ["tests.look"])
