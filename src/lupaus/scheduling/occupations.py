"""Take, shift and release providers' time. Nothing else writes `Occupation`.

Two guards, each enough by itself against two things at one time: the exclusion constraint, and a lock on every
(lane, day) that a stretch can matter to. The lock is needed besides, because a trip depends on the neighbours and no
constraint on a row can see them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from psycopg.errors import ExclusionViolation

from lupaus.kernel.period import Period
from lupaus.kernel.place import GridPoint
from lupaus.providers.leaves import LONGEST_LEAVE
from lupaus.providers.models import Leave
from lupaus.scheduling.engine.lane import Ask, Busy, fits, minute_after, minute_of
from lupaus.scheduling.engine.travel import LONGEST_MINUTES, Travel
from lupaus.scheduling.models import Occupation, OccupationKind, Visit

REACH: Final = timedelta(minutes=LONGEST_MINUTES)
"""How far before and after a stretch a neighbour can matter."""
LONGEST: Final = LONGEST_LEAVE + timedelta(days=1)
"""Nothing takes time for longer than the longest leave."""


class LaneIsTaken(Exception):
    """The time cannot be had in this lane; whoever asked tries another or refuses."""


def counting(at: datetime) -> QuerySet[Occupation]:
    """Return what is taken at a moment: holds that have run out are not."""
    return Occupation.objects.exclude(kind=OccupationKind.HOLD, expires_at__lte=at)


def overlapping(lane: int, stretch: Period) -> QuerySet[Occupation]:
    """Return what is taken of a lane within a stretch of time, holds that have run out included."""
    return within(Occupation.objects.filter(lane=lane), stretch)


def within(rows: QuerySet[Occupation], stretch: Period) -> QuerySet[Occupation]:
    """Return those of the rows that overlap a stretch; years of history before it are not even looked at."""
    return rows.filter(
        blocked_from__lt=stretch.until_at,
        blocked_from__gt=stretch.from_at - LONGEST,
        blocked_until__gt=stretch.from_at,
    )


def hold(
    lane: int, blocked: Period, place: GridPoint, travel: Travel, *, draft_key: UUID, expires_at: datetime, at: datetime
) -> Occupation:
    """Take time for a draft until it expires; what the draft held before is let go.

    Raises:
        LaneIsTaken: something is there, or too near for the trip.
    """
    with _only_one_writer(lane, blocked):
        Occupation.objects.filter(draft_key=draft_key).delete()
        _make_room(_near(lane, blocked), blocked, place, travel, at=at)
        return Occupation.objects.create(
            lane=lane,
            blocked_from=blocked.from_at,
            blocked_until=blocked.until_at,
            kind=OccupationKind.HOLD,
            grid_row=place.row,
            grid_column=place.column,
            draft_key=draft_key,
            taken_at=at,
            expires_at=expires_at,
        )


def take(lane: int, blocked: Period, travel: Travel, *, visit: Visit, at: datetime) -> Occupation:
    """Take time for a visit that has none yet.

    Raises:
        LaneIsTaken: something is there, or too near for the trip.
    """
    with _only_one_writer(lane, blocked):
        _make_room(_near(lane, blocked), blocked, visit.grid, travel, at=at)
        return Occupation.objects.create(
            lane=lane,
            blocked_from=blocked.from_at,
            blocked_until=blocked.until_at,
            kind=OccupationKind.VISIT,
            grid_row=visit.grid_row,
            grid_column=visit.grid_column,
            visit=visit,
            taken_at=at,
        )


def turn(held: Occupation, travel: Travel, *, visit: Visit, at: datetime) -> Occupation:
    """Turn a hold into the visit's time, also one that has run out but that nobody has taken since.

    The place is known exactly only now, so the trips are checked again.

    Raises:
        LaneIsTaken: the hold is gone, or the place is too far from the neighbours'.
    """
    with _only_one_writer(held.lane, held.blocked):
        near = _near(held.lane, held.blocked)
        row = next((each for each in near if each.id == held.id and each.kind == OccupationKind.HOLD), None)
        if row is None:
            raise LaneIsTaken
        _make_room(near, row.blocked, visit.grid, travel, at=at, besides=row.id)
        row.kind, row.visit, row.draft_key, row.expires_at = OccupationKind.VISIT, visit, None, None
        row.grid_row, row.grid_column, row.taken_at = visit.grid_row, visit.grid_column, at
        row.save()
        return row


def shift(row: Occupation, lane: int, blocked: Period, travel: Travel, *, visit: Visit, at: datetime) -> Occupation:
    """Move a visit's time to another lane, another time or both, in one UPDATE, so that it may overlap itself.

    Raises:
        LaneIsTaken: something is there, or too near for the trip.
    """
    with _only_one_writer(lane, blocked):
        _make_room(_near(lane, blocked), blocked, visit.grid, travel, at=at, besides=row.id)
        row.lane, row.blocked_from, row.blocked_until, row.taken_at = lane, blocked.from_at, blocked.until_at, at
        row.save(update_fields=["lane", "blocked_from", "blocked_until", "taken_at"])
        return row


def take_leave(leave: Leave, lane: int, *, at: datetime) -> Occupation:
    """Take the time of a leave; nobody travels to it.

    Raises:
        LaneIsTaken: a visit or a hold lies in it.
    """
    blocked = Period(leave.from_at, leave.until_at)
    with _only_one_writer(lane, blocked):
        _sweep(lane, blocked, at=at)
        if overlapping(lane, blocked).exists():
            raise LaneIsTaken
        return Occupation.objects.create(
            lane=lane,
            blocked_from=blocked.from_at,
            blocked_until=blocked.until_at,
            kind=OccupationKind.LEAVE,
            leave=leave,
            taken_at=at,
        )


def release(visit: Visit) -> None:
    """Give back the time of a visit that will not be."""
    Occupation.objects.filter(visit=visit).delete()


def set_aside(visit: Visit, *, until: datetime, at: datetime) -> None:
    """Turn the time of a visit into a hold for that visit: nobody else's until then, nobody's after that."""
    Occupation.objects.filter(draft_key=visit.pk).delete()
    Occupation.objects.filter(visit=visit).update(
        kind=OccupationKind.HOLD, visit=None, draft_key=visit.pk, expires_at=until, taken_at=at
    )


def keep(visit: Visit, lane: int, blocked: Period, *, until: datetime, at: datetime) -> None:
    """Hold for a visit the time from which it has just been moved, as far as it does not take that itself."""
    Occupation.objects.filter(draft_key=visit.pk).delete()
    taken = [row.blocked for row in overlapping(lane, blocked)]
    for left in blocked.without(taken)[:1]:
        Occupation.objects.create(
            lane=lane,
            blocked_from=left.from_at,
            blocked_until=left.until_at,
            kind=OccupationKind.HOLD,
            grid_row=visit.grid_row,
            grid_column=visit.grid_column,
            draft_key=visit.pk,
            taken_at=at,
            expires_at=until,
        )


def let_go(visit: Visit) -> None:
    """Let go of the time that is held for a visit."""
    Occupation.objects.filter(draft_key=visit.pk).delete()


def aside(visit: Visit) -> Occupation | None:
    """Return the time that is held for a visit, to be given back to it; None when none is."""
    return Occupation.objects.filter(draft_key=visit.pk).first()


def lock_days(lane: int, blocked: Period) -> None:
    """Lock, until the end of the transaction or savepoint, each UTC day of the lane that the stretch can matter to.

    Days are locked in order, and a savepoint that is rolled back gives its locks back, so nobody who tries one lane
    after another holds two at once.
    """
    with connection.cursor() as cursor:
        for key in days_that_matter(lane, blocked):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def lock_all(stretches: Iterable[tuple[int, Period]]) -> None:
    """Lock, until the end of the transaction, each UTC day of each lane that any of the stretches can matter to.

    In one order for everybody: two who lock many never wait for each other.
    """
    keys = sorted({key for lane, blocked in stretches for key in days_that_matter(lane, blocked)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(pg_advisory_xact_lock(key)) FROM unnest(%s::bigint[]) AS key", [keys])


def days_that_matter(lane: int, blocked: Period) -> Iterator[int]:
    """Yield one number for each UTC day of the lane in which a neighbour of the stretch can lie, in order."""
    return days_of(lane, Period(blocked.from_at - REACH, blocked.until_at + REACH))


def days_of(lane: int, stretch: Period) -> Iterator[int]:
    """Yield one number for each UTC day of the lane that the stretch touches, in order."""
    day, last = stretch.from_at.date(), stretch.until_at.date()
    while day <= last:
        yield (lane << 22) + day.toordinal()
        day += timedelta(days=1)


@contextmanager
def _only_one_writer(lane: int, blocked: Period) -> Iterator[None]:
    try:
        with transaction.atomic():
            lock_days(lane, blocked)
            yield
    except IntegrityError as broken:
        if isinstance(broken.__cause__, ExclusionViolation):
            raise LaneIsTaken from broken
        raise


def _near(lane: int, blocked: Period) -> list[Occupation]:
    """Return what can matter to a stretch of a lane, holds that have run out included, in order."""
    reach = Period(blocked.from_at - REACH, blocked.until_at + REACH)
    return list(overlapping(lane, reach).order_by("blocked_from"))


def _make_room(
    near: list[Occupation],
    blocked: Period,
    place: GridPoint,
    travel: Travel,
    *,
    at: datetime,
    besides: UUID | None = None,
) -> None:
    """Delete holds that have run out, then refuse unless the stretch and its trips fit between what is taken."""
    others = [row for row in near if row.id != besides]
    gone = [row.id for row in others if _has_run_out(row, at)]
    if gone:
        Occupation.objects.filter(id__in=gone).delete()
    taken = [busy(row) for row in others if not _has_run_out(row, at)]
    start, end = minute_of(blocked.from_at), minute_after(blocked.until_at)
    if not fits(start, Ask(end - start, 0, place), taken, travel):
        raise LaneIsTaken


def _has_run_out(row: Occupation, at: datetime) -> bool:
    return row.kind == OccupationKind.HOLD and row.expires_at is not None and row.expires_at <= at


def _sweep(lane: int, blocked: Period, *, at: datetime) -> None:
    overlapping(lane, blocked).filter(kind=OccupationKind.HOLD, expires_at__lte=at).delete()


def busy(row: Occupation) -> Busy:
    """Return what is taken as the engine counts it: whole minutes, never too few."""
    return Busy(minute_of(row.blocked_from), minute_after(row.blocked_until), row.place)
