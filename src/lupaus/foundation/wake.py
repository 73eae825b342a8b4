"""Wake a job by its name, so that rooms never import `jobs`."""

from datetime import timedelta
from typing import Final

from django.db import connection
from procrastinate.contrib.django import app


def wake(job: str, **ids: str) -> None:
    """Queue the job named `job` ("communication.deliver") with the ids it needs.

    The row is written by the caller's own connection: rolled back with the caller's transaction, and never run
    before it commits. Only ids travel, never values: a queue is a store like any other (check E014).
    """
    app.configure_task(name=job, allow_unknown=True).defer(**ids)


_OLDEST: Final = """
select now() - min(greatest(job.scheduled_at, event.at)) from procrastinate_jobs job
join procrastinate_events event on event.job_id = job.id and event.type = 'deferred'
where job.status = 'todo' and (job.scheduled_at is null or job.scheduled_at <= now())
"""


def longest_wait() -> timedelta:
    """Return for how long the oldest job that is due has been waiting; none when none waits."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        found: timedelta | None = cursor.fetchone()[0]
    return found or timedelta()
