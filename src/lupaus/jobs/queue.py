"""Run what waits in the queue, here and now: for tests and for `lupaus clock advance`.

A worker that runs at the same time takes other jobs: both lock what they take and skip what is locked.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from lupaus.jobs import runner

_REVIVE = """
with dead as (
    select job.id from procrastinate_jobs job left join procrastinate_workers worker on worker.id = job.worker_id
    where job.status = 'doing' and (worker.id is null or worker.last_heartbeat < now() - interval '30 seconds')
    for update of job skip locked
)
select procrastinate_retry_job_v1(dead.id, now(), null, null, null) from dead
"""
_AGAIN = """
select procrastinate_retry_job_v2(job.id, now(), null, null, null) from procrastinate_jobs job
where status = 'failed'
and exists (select 1 from procrastinate_events event where event.job_id = job.id and event.at >= %s)
"""
_SWEEP = """
delete from procrastinate_jobs job
where status not in ('todo', 'doing')
and not exists (select 1 from procrastinate_events event where event.job_id = job.id and event.at >= %s)
"""
_TAKE = """
select id, task_name, args from procrastinate_jobs
where status = 'todo' and (scheduled_at is null or scheduled_at <= now()) and starts_with(task_name, %s)
order by priority desc, id
for update skip locked
limit 1
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One job in the queue."""

    id: int
    name: str
    ids: dict[str, Any]  # Any: as the queue's JSON gives it


def drain(limit: int = 10_000, *, only: str = "") -> int:
    """Run every job that waits, and those that they wake; return how many ran. `only`: those named like this.

    Each runs in a transaction of its own together with its leaving the queue, so a job that fails stays there
    and its error rises.
    """
    for count in range(limit):
        with transaction.atomic():
            taken = _take(only)
            if taken is None:
                return count
            runner.run_by_name(taken.name, taken.ids)
            _finish(taken)
    return limit


def revive() -> int:
    """Put jobs back in the queue whose worker died in the middle of them; return how many.

    Every job may run twice, since it pulls what is due and locks what it changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REVIVE)
        return int(cursor.rowcount)


def again(since: datetime) -> int:
    """Put jobs back in the queue that gave up since a moment of wall time; return how many.

    What a fault of ours kept from being done is done once it is mended, without anybody remembering it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [since])
        return int(cursor.rowcount)


def sweep(before: datetime) -> int:
    """Delete jobs that ended before a moment of wall time; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, [before])
        return int(cursor.rowcount)


def waiting() -> list[str]:
    """Return the names of the jobs that wait, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select task_name from procrastinate_jobs where status = 'todo' order by id")
        return [name for (name,) in cursor.fetchall()]


def _take(only: str) -> Waiting | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [only])
        found = cursor.fetchone()
    return Waiting(found[0], found[1], json.loads(found[2])) if found else None


def _finish(job: Waiting) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where id = %s", [job.id])
