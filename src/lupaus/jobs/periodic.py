"""Clock-driven work: which verb runs how often, by business time, and what is due now.

The same list serves the worker, which looks once a minute, and `lupaus clock advance`, which walks through it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from lupaus.foundation import clock
from lupaus.jobs import queue
from lupaus.jobs.models import LastRun
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import processing

_HELSINKI = ZoneInfo("Europe/Helsinki")
_STEP = timedelta(minutes=5)
"""The clock is advanced in steps of at least this; what runs every minute has nothing to do in between."""

_log = logging.getLogger(__name__)

type Work = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Chore:
    """One piece of clock-driven work: every so often, or each day at a wall-clock time in Helsinki."""

    verb: str
    purpose: Purpose
    work: Work
    interval: timedelta | None = None
    daily_at: time | None = None

    def next_after(self, last: datetime) -> datetime:
        """Return when it is due after it was done at `last`."""
        if self.interval is not None:
            return last + self.interval
        local = last.astimezone(_HELSINKI)
        today = datetime.combine(local.date(), self.daily_at or time(), _HELSINKI)
        return today if today > local else datetime.combine(today.date() + timedelta(days=1), today.timetz())


_chores: dict[str, Chore] = {}


def every(verb: str, purpose: Purpose, *, minutes: int) -> Callable[[Work], Work]:
    """Make a function run every so many minutes; it is called with `by` and `at`, inside processing."""
    return _adding(verb, purpose, interval=timedelta(minutes=minutes))


def daily(verb: str, purpose: Purpose, *, at: time) -> Callable[[Work], Work]:
    """Make a function run each day at a time of day in Helsinki."""
    return _adding(verb, purpose, daily_at=at)


def chores() -> tuple[Chore, ...]:
    """Return all clock-driven work in the order it was added."""
    return tuple(_chores.values())


def run_due(at: datetime) -> list[str]:
    """Do what is due and return the verbs done.

    Each verb is taken by one process only, and done outside any transaction of ours: verbs cut their own. One
    that fails is logged and tried again at its next time; it does not keep the others from running.
    """
    last = _last_runs()
    due = [chore for chore in chores() if _is_due(chore, last.get(chore.verb), at)]
    failing = set(LastRun.objects.exclude(failing_since=None).values_list("verb", flat=True)) if due else set()
    return [
        chore.verb
        for chore in due
        if _take(chore, last.get(chore.verb), at) and _try(chore, at, failed_before=chore.verb in failing)
    ]


def walk(until: datetime) -> int:
    """Advance business time to `until` through everything that is due on the way; return how many verbs ran.

    Raises:
        ClockIsReal: outside development and tests.
    """
    done = 0
    now = clock.now()
    clock.set_to(now)
    _hurry()
    while now < until:
        now = min(max(_next_due(now), now + _STEP), until)
        clock.set_to(now)
        done += len(run_due(now))
        queue.drain()
    return done


def _next_due(now: datetime) -> datetime:
    last = _last_runs()
    return min((chore.next_after(last.get(chore.verb, now)) for chore in chores()), default=now)


def _hurry() -> None:
    """Let this connection commit without waiting for the disk: the clock is walked where no real data is."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")


def _is_due(chore: Chore, last: datetime | None, at: datetime) -> bool:
    """Say whether a chore is due; also when the clock was set back behind its last run."""
    return last is None or at >= chore.next_after(last) or at < last


def _take(chore: Chore, last: datetime | None, at: datetime) -> bool:
    """Mark a chore done at `at`, unless another process was faster: only one gets yes."""
    if last is None:
        return LastRun.objects.get_or_create(verb=chore.verb, defaults={"at": at})[1]
    return LastRun.objects.filter(verb=chore.verb, at=last).update(at=at) == 1


def _try(chore: Chore, at: datetime, *, failed_before: bool) -> bool:
    """Do a chore; note since when it fails, and that it does no more. Say whether it was done."""
    try:
        _do(chore, at)
    except Exception:  # noqa: BLE001 -- one broken verb must not stop the others; it is logged whole
        _log.exception("Clock-driven work failed", extra={"verb": chore.verb})
        if not failed_before:
            LastRun.objects.filter(verb=chore.verb).update(failing_since=at)
        return False
    if failed_before:
        LastRun.objects.filter(verb=chore.verb).update(failing_since=None)
    return True


def _last_runs() -> dict[str, datetime]:
    return dict(LastRun.objects.values_list("verb", "at"))


def _do(chore: Chore, at: datetime) -> None:
    by = Actor.system(chore.verb.partition(".")[0])
    with processing(by, chore.purpose, at, place=chore.verb):
        chore.work(by=by, at=at)


def _adding(
    verb: str, purpose: Purpose, *, interval: timedelta | None = None, daily_at: time | None = None
) -> Callable[[Work], Work]:
    def add(work: Work) -> Work:
        _chores[verb] = Chore(verb, purpose, work, interval, daily_at)
        return work

    return add
