"""End a relationship because the customer says so, and take it up again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.register.customers import purpose_of
from lupaus.register.models import ContractEnd, Customer


class AlreadyEnded(Refused):
    """When the relationship has been ended before."""

    message = _("Asiakkuus on jo päätetty.")


class NotEnded(Refused):
    """When a relationship that nobody has ended is to be taken up again."""

    message = _("Asiakkuus on voimassa. Sitä ei ole päätetty.")


def current(customer: Customer) -> ContractEnd | None:
    """Return the word by which the relationship has ended, None without one."""
    return ContractEnd.objects.filter(customer=customer, lifted_at=None).first()


@transaction.atomic
def end(customer: Customer, *, by: Actor, at: datetime) -> ContractEnd:
    """Write down that the relationship has ended now. That nothing is still to come, `scheduling.standings` checks.

    Raises:
        AlreadyEnded: it was ended before.
    """
    row = Customer.objects.select_for_update().get(pk=customer.pk)
    if current(row) is not None:
        raise AlreadyEnded
    ended = ContractEnd.objects.create(subject_id=row.subject_id, customer=row, ended_at=at, role=by.role.value)
    _record("customer.ended", row, by=by, at=at)
    return ended


@transaction.atomic
def lift(customer: Customer, *, by: Actor, at: datetime) -> ContractEnd:
    """Take a relationship up again that had been ended.

    Raises:
        NotEnded: nobody has ended it.
    """
    row = Customer.objects.select_for_update().get(pk=customer.pk)
    ended = current(row)
    if ended is None:
        raise NotEnded
    ended.lifted_at = at
    ended.save(update_fields=["lifted_at"])
    _record("customer.returned", row, by=by, at=at)
    return ended


def _record(action: str, customer: Customer, *, by: Actor, at: datetime) -> None:
    entries.record(
        action, by=by, purpose=purpose_of(by), at=at, subjects=[customer.subject_id], about=("customer", customer.pk)
    )
