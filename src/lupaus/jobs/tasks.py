"""Every job, by name. A room wakes one with `wake("room.verb", …_id=…)`; here stands what it does then."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from lupaus.billing import messages as billing_messages
from lupaus.communication import delivery, linked_letters, registrant_letters
from lupaus.exchange import imports
from lupaus.exchange.models import Import
from lupaus.exchange.writing import NotAnyMore
from lupaus.foundation import clock
from lupaus.jobs import chores, periodic, queue
from lupaus.jobs.runner import fresh_connection, job
from lupaus.promises import Actor, Purpose
from lupaus.scheduling import letters, night_offers, remark_letters, reminders, series_letters, series_moved_letters

__all__ = ["check_import", "chores", "deliver", "mail_invoice", "tick", "write_import"]


@app.periodic(cron="* * * * *")
@app.task(name="jobs.tick", queue="lupaus", queueing_lock="jobs.tick")
def tick(timestamp: int) -> None:
    """Look once a minute for work that a dead worker left, and for what is due by business time."""
    del timestamp
    fresh_connection()
    queue.revive()
    periodic.run_due(clock.now())


@job("communication.deliver", Purpose.MESSAGING)
def deliver(*, message_id: UUID, by: Actor, at: datetime) -> None:
    """Send one message of the outbox."""
    del by
    delivery.deliver(message_id, at=at)


@job("billing.mail", Purpose.INVOICING)
def mail_invoice(*, invoice_id: UUID, by: Actor, at: datetime) -> None:
    """Mail an invoice or a credit note to its payer."""
    del by
    billing_messages.mail(invoice_id, at=at)


@job("exchange.check", Purpose.CUSTOMER_CARE)
def check_import(*, import_id: UUID, by: Actor, at: datetime) -> None:
    """Say what a large file would bring in, and what is wrong with it."""
    imports.check(Import(pk=import_id), by=by, at=at)


@job("exchange.write", Purpose.CUSTOMER_CARE)
def write_import(*, import_id: UUID, by: Actor, at: datetime) -> None:
    """Bring a large file in, whole or not at all; what came in the way meanwhile stands on its page."""
    with suppress(NotAnyMore):
        imports.write(Import(pk=import_id), by=by, at=at)


_REMINDERS: tuple[Callable[..., None], ...] = (reminders.tell_tomorrow, night_offers.tell_night_offers)

for _tell in (*letters.JOBS, *series_letters.JOBS, *series_moved_letters.JOBS, *_REMINDERS):
    job(f"scheduling.{_tell.__name__}", Purpose.MESSAGING)(_tell)
job("scheduling.tell_answered", Purpose.MESSAGING)(remark_letters.tell_answered)

for _told in (linked_letters.inform, registrant_letters.tell_registrant):
    job(f"communication.{_told.__name__}", Purpose.MESSAGING)(_told)
