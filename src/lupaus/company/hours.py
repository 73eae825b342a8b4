"""Change when the company is open: the week, the holidays and single closures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company.locks import lock_table
from lupaus.company.models import Closure, ClosureKind, Holiday, HolidayRule, OpeningHours, Treatment, Weekday
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose

LONGEST_CLOSURE = timedelta(days=366)


class ClosesBeforeItOpens(Refused):
    """When a day would close at or before the time it opens."""

    message = _("Sulkemisajan pitää olla avaamisajan jälkeen.")


class ClosureEndsBeforeItStarts(Refused):
    """When the last day of a closure comes before the first."""

    message = _("Viimeisen päivän pitää olla sama kuin ensimmäinen tai sen jälkeen.")


class ClosureIsTooLong(Refused):
    """When a closure would last more than a year, which is always a slip of the year."""

    message = _("Tauko voi kestää enintään vuoden. Tarkista vuosiluku.")


class ClosureIsGone(Refused):
    """When somebody else has already removed the closure."""

    message = _("Tauko on jo poistettu.")


@dataclass(frozen=True, slots=True)
class Hours:
    """From a wall time until another, on one day."""

    opens: time
    closes: time

    def checked(self) -> "Hours":
        """Return the hours when they make a day.

        Raises:
            ClosesBeforeItOpens: they end at or before their beginning.
        """
        if self.closes <= self.opens:
            raise ClosesBeforeItOpens
        return self


@transaction.atomic
def change_week(week: Mapping[Weekday, Hours], *, by: Actor, at: datetime) -> list[OpeningHours]:
    """Replace the opening hours of the whole week; a weekday that is missing is closed from now on.

    Raises:
        ClosesBeforeItOpens: a day ends before it begins.
    """
    lock_table(OpeningHours)
    OpeningHours.objects.all().delete()
    rows = [
        OpeningHours(weekday=weekday, opens=hours.checked().opens, closes=hours.closes)
        for weekday, hours in sorted(week.items())
    ]
    OpeningHours.objects.bulk_create(rows)
    _record("company.hours_changed", by=by, at=at)
    return rows


@transaction.atomic
def rule_holiday(
    holiday: Holiday, treatment: Treatment, hours: Hours | None, *, by: Actor, at: datetime
) -> HolidayRule:
    """Decide what is done on a holiday from now on; `hours` belong to a short day and to no other.

    Raises:
        ClosesBeforeItOpens: a short day ends before it begins, or has no hours.
    """
    if treatment == Treatment.SHORT and hours is None:
        raise ClosesBeforeItOpens
    short = hours.checked() if treatment == Treatment.SHORT and hours else None
    rule, _created = HolidayRule.objects.update_or_create(
        holiday=holiday,
        defaults={
            "treatment": treatment,
            "opens": short.opens if short else None,
            "closes": short.closes if short else None,
        },
    )
    _record("company.holiday_ruled", by=by, at=at)
    return rule


@transaction.atomic
def close(first: date, last: date, kind: ClosureKind, *, by: Actor, at: datetime) -> Closure:
    """Close the company from the first to the last day, both included. Visits already agreed are not touched.

    Raises:
        ClosureEndsBeforeItStarts: the days are in the wrong order.
        ClosureIsTooLong: there is more than a year between them.
    """
    if last < first:
        raise ClosureEndsBeforeItStarts
    if last - first >= LONGEST_CLOSURE:
        raise ClosureIsTooLong
    closure = Closure.objects.create(from_on=first, until_on=last + timedelta(days=1), kind=kind)
    _record("company.closed", by=by, at=at)
    return closure


@transaction.atomic
def reopen(closure: Closure, *, by: Actor, at: datetime) -> None:
    """Remove a closure, so that its days are open as usual.

    Raises:
        ClosureIsGone: it was removed already.
    """
    deleted, _per_model = Closure.objects.filter(id=closure.id).delete()
    if not deleted:
        raise ClosureIsGone
    _record("company.reopened", by=by, at=at)


def _record(action: str, *, by: Actor, at: datetime) -> None:
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at)
