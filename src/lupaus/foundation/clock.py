"""The clock edge: the only place where business time is read.

Business time rules visits, fees, windows and retention. Sessions, codes and links keep wall time. In
production the two are the same; in development and tests business time can be set and advanced.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings

from lupaus.foundation.models import ClockSetting
from lupaus.kernel.refused import Refused


class ClockIsReal(Refused):
    """Somebody tried to set the clock of an installation that serves real people."""

    message = "Kelloa voi siirtää vain kehitys- ja testiympäristössä."


def now() -> datetime:
    """Return business time, aware, in UTC. Called by `sites`, `api` and `jobs` only."""
    return wall() + _offset()


def wall() -> datetime:
    """Return wall time, aware, in UTC; for what must not follow the business clock."""
    return datetime.now(UTC)


def set_to(at: datetime) -> None:
    """Let business time be `at` now and run on from there.

    Raises:
        ClockIsReal: outside development and tests.
    """
    _store(at - wall())


def advance(by: timedelta) -> None:
    """Move business time by `by`, forwards or back.

    Raises:
        ClockIsReal: outside development and tests.
    """
    _store(_offset() + by)


def _offset() -> timedelta:
    if not settings.LUPAUS_CLOCK_CAN_BE_SET:
        return timedelta()
    seconds = ClockSetting.objects.values_list("offset_seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def _store(offset: timedelta) -> None:
    if not settings.LUPAUS_CLOCK_CAN_BE_SET:
        raise ClockIsReal
    ClockSetting.objects.update_or_create(id=1, defaults={"offset_seconds": round(offset.total_seconds())})
