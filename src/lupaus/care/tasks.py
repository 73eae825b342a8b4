"""Note what is still to be done for a customer, and that it has been done."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.care import contacts
from lupaus.care.models import Task
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register.models import Customer

LATEST_DAYS = 366


class DueOutOfReach(Refused):
    """When a task would be due before today or after a year."""

    message = _("Valitse päivä tästä päivästä vuoden päähän.")


class AlreadyDone(Refused):
    """When a task has been done meanwhile."""

    message = _("Tehtävä on jo merkitty tehdyksi.")


@transaction.atomic
def begin(customer: Customer, text: str, *, due_on: date, by: Actor, at: datetime) -> Task:
    """Note what the office has to do for a customer by a day.

    Raises:
        NothingWritten, TooLong, NotText: of `contacts.words`.
        DueOutOfReach: the day has gone or is over a year away.
    """
    if not 0 <= (due_on - walltime.day_of(at)).days <= LATEST_DAYS:
        raise DueOutOfReach
    text = contacts.words(text)
    task = Task.objects.create(
        customer=customer, subject_id=customer.subject_id, text=text, due_on=due_on, opened_at=at
    )
    _record("task.opened", task, by=by, at=at)
    return task


@transaction.atomic
def finish(task: Task, *, by: Actor, at: datetime) -> Task:
    """Note that a task has been done.

    Raises:
        AlreadyDone: it was, by somebody faster.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at is not None:
        raise AlreadyDone
    task.done_at = at
    task.save(update_fields=["done_at"])
    _record("task.done", task, by=by, at=at)
    return task


def _record(action: str, task: Task, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=Purpose.CUSTOMER_CARE, at=at, subjects=[task.subject_id], about=("task", task.pk)
    )
