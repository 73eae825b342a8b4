"""Periods in which a provider is away.

`scheduling.leaves` calls these and blocks the calendar in the same transaction.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Leave, LeaveKind, Provider

LONGEST_LEAVE = timedelta(days=366)


class LeaveIsTooLong(Refused):
    """When a leave would last more than a year, which is a slip of the year."""

    message = _("Poissaolo voi kestää enintään vuoden. Tarkista vuosiluku.")


class LeaveOverlaps(Refused):
    """When the provider is already away in part of the period."""

    message = _("Tekijällä on jo poissaolo tuona aikana. Poista se ensin tai valitse toiset päivät.")


class LeaveIsGone(Refused):
    """When somebody else has already removed the leave."""

    message = _("Poissaolo on jo poistettu.")


@transaction.atomic
def add(provider: Provider, period: Period, kind: LeaveKind, *, by: Actor, at: datetime) -> Leave:
    """Record that a provider is away. The provider's row is locked, so that two leaves cannot overlap.

    Raises:
        LeaveIsTooLong: the period is longer than a year.
        LeaveOverlaps: there is a leave in it already.
    """
    if period.length > LONGEST_LEAVE:
        raise LeaveIsTooLong
    Provider.objects.select_for_update().get(id=provider.id)
    if provider.leaves.filter(from_at__lt=period.until_at, until_at__gt=period.from_at).exists():
        raise LeaveOverlaps
    leave = Leave.objects.create(
        provider=provider, from_at=period.from_at, until_at=period.until_at, kind=kind, added_at=at
    )
    _record("provider.leave_added", leave, by=by, at=at)
    return leave


@transaction.atomic
def remove(leave: Leave, *, by: Actor, at: datetime) -> None:
    """Forget a leave.

    Raises:
        LeaveIsGone: it was removed already.
    """
    _record("provider.leave_removed", leave, by=by, at=at)
    deleted, _per_model = Leave.objects.filter(id=leave.id).delete()
    if not deleted:
        raise LeaveIsGone


def _record(action: str, leave: Leave, *, by: Actor, at: datetime) -> None:
    subjects = [leave.provider.subject_id]
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=subjects, about=("leave", leave.id))
