"""Every job, by name. A room wakes one with `wake("room.verb", …_id=…)`; here stands what it does then."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from lupaus.communication import delivery
from lupaus.foundation import clock
from lupaus.jobs import chores, periodic
from lupaus.jobs.runner import fresh_connection, job
from lupaus.promises import Actor, Purpose

__all__ = ["chores", "deliver", "tick"]


@app.periodic(cron="* * * * *")
@app.task(name="jobs.tick", queue="lupaus", queueing_lock="jobs.tick", pass_context=False)
def tick(timestamp: int) -> None:  # noqa: ARG001 -- wall time; what is due is a matter of business time
    """Look once a minute for clock-driven work that is due."""
    fresh_connection()
    periodic.run_due(clock.now())


@job("communication.deliver", Purpose.MESSAGING)
def deliver(*, message_id: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001 -- every job is told who acts
    """Send one message of the outbox."""
    delivery.deliver(message_id, at=at)
