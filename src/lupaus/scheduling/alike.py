"""Find a time like the last one."""

from datetime import date, datetime
from typing import Final

from lupaus.kernel import walltime
from lupaus.scheduling import availability
from lupaus.scheduling.availability import FreeTime, TimeRequest

LOOK_AHEAD_DAYS: Final = 56
"""Eight weeks: as far as the screen of times goes."""


def time_like(request: TimeRequest, last_at: datetime, *, not_before_on: date, at: datetime) -> FreeTime | None:
    """Return the first free time on the weekday and at the hour of `last_at`, None without any in eight weeks.

    One from `not_before_on` on goes before an earlier one.
    """
    last = walltime.local(last_at)
    free = availability.free_times(request, at=at, days=LOOK_AHEAD_DAYS)
    alike = [each for each in free if _is_like(walltime.local(each.starts_at), last)]
    return next((each for each in alike if each.day_on >= not_before_on), next(iter(alike), None))


def _is_like(local: datetime, last: datetime) -> bool:
    return local.weekday() == last.weekday() and local.time() == last.time()
