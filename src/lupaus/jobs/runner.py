"""Run a job: as the program itself, for one stated purpose, inside processing.

A job takes ids only (check E014) and reads the clock here, at the edge.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import close_old_connections, connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lupaus.foundation import clock
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import processing

_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)
"""A job that fails runs again after 4, 16, 64 … seconds, for about a day."""

type Work = Callable[..., object]

_jobs: dict[str, tuple[Purpose, Work]] = {}


def job(name: str, purpose: Purpose) -> Callable[[Work], Work]:
    """Make a function the job `name` ("communication.deliver").

    The function is called with `by` (the room as actor), `at` (business time) and the ids that the job was
    woken with, as UUIDs. A job that fails is run again later.
    """

    def made(work: Work) -> Work:
        @wraps(work)
        def run(**ids: str) -> None:
            fresh_connection()
            run_at(name, ids, at=clock.now())

        _jobs[name] = purpose, work
        app.task(name=name, queue="lupaus", retry=_AGAIN)(run)
        return work

    return made


def run_by_name(name: str, ids: dict[str, Any]) -> None:  # Any: as the queue's JSON gives it
    """Run the job of a name here and now, as a worker would."""
    app.tasks[name].func(**ids)


def run_at(name: str, ids: Mapping[str, str], *, at: datetime) -> None:
    """Run the job of a name as of a moment of business time."""
    purpose, work = _jobs[name]
    by = Actor.system(name.partition(".")[0])
    with processing(by, purpose, at, place=name):
        work(by=by, at=at, **{key: UUID(value) for key, value in ids.items()})


def fresh_connection() -> None:
    """Drop a connection that the server closed; never inside a transaction, where tests run jobs."""
    if not connection.in_atomic_block:
        close_old_connections()
