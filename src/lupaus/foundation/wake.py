"""Wake a job by its name, so that rooms never import `jobs`."""

from procrastinate.contrib.django import app


def wake(job: str, **ids: str) -> None:
    """Queue the job named `job` ("communication.deliver") with the ids it needs.

    The row is written by the caller's own connection: rolled back with the caller's transaction, and never run
    before it commits. Only ids travel, never values: a queue is a store like any other (check E014).
    """
    app.configure_task(name=job, allow_unknown=True).defer(**ids)
