"""Carry out the move of this and the following visits of a series (see `series_moving`; `series_returning` undoes).

Everybody is told once it can no longer be undone, in one letter each. Until then the old times are held.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lupaus.journal import entries
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Provider
from lupaus.scheduling import (
    occupations,
    offers,
    rules,
    series_making,
    series_messages,
    series_moving,
    time_terms,
    visits,
)
from lupaus.scheduling.models import (
    ByKind,
    Cancellation,
    CancelReason,
    MilestoneKind,
    MovedDay,
    MoveFee,
    Occupation,
    Occurrence,
    Offer,
    OfferState,
    Outcome,
    Series,
    SeriesMove,
    Visit,
    VisitState,
)
from lupaus.scheduling.rules import by_kind, cancellation_of
from lupaus.scheduling.series import DearerNow
from lupaus.scheduling.series_beginning import DaysInTheWay, site_of
from lupaus.scheduling.series_making import Wanted
from lupaus.scheduling.series_moving import Moving, NewTime
from lupaus.scheduling.series_plan import Planned
from lupaus.scheduling.steps import note


@transaction.atomic
def move(
    series: Series, visit: Visit | None, wanted: NewTime, *, by: Actor, at: datetime, fee: Money | None = None
) -> SeriesMove:
    """Move this visit and the following ones, all that are to come without one, to another time and pace.

    Whoever comes keeps them where they are free; other visits are offered to others. `fee` is the most that the person
    has agreed to pay. Can be undone for ten minutes; then everybody is told.

    Raises:
        DaysInTheWay: a day is in the way and nothing has been chosen for it, or somebody was faster.
        DearerNow: it costs more than `fee` by now.
        HasEnded, NothingMoves, NotNow, TooLateToMove, TimeTaken, DayIsThere: of `series_moving.moving`.
    """
    row = locked(series)
    due = series_moving.moving(row, visit, wanted, by=by, at=at)
    if due.plan.open:
        raise DaysInTheWay
    if fee is not None and due.fee > fee:
        raise DearerNow
    made = _remember(row, due, by=by, at=at)
    _take_times(row, made, due, by=by, at=at)
    _arrange(row, due, by=by, at=at)
    _keep_old_times(made, at=at)
    _agree(row, due, at=at)
    record("series.moved", row, by=by, at=at)
    if any(rules.is_imminent(each, at=at) for each, _day in due.moved) or _was_imminent(made, at=at):
        _tell(made, at=at)
    return made


def latest(series: Series, *, at: datetime) -> SeriesMove | None:
    """Return the last move of a series as long as it can be undone, None otherwise."""
    found = series.moves.filter(told_at=None).first()
    return found if found is not None and at < found.at + rules.UNDO else None


def tell(*, at: datetime) -> int:
    """Have everybody told of the moves that can no longer be undone; return how many those are. Called by the clock."""
    due = SeriesMove.objects.filter(told_at=None, at__lte=at - rules.UNDO).values_list("id", flat=True)
    return sum(_tell_one(each, at=at) for each in list(due))


@transaction.atomic
def _tell_one(move_id: UUID, *, at: datetime) -> int:
    row = SeriesMove.objects.select_for_update(of=("self",)).filter(id=move_id, told_at=None).first()
    if row is None:
        return 0
    _tell(row, at=at)
    return 1


def _tell(made: SeriesMove, *, at: datetime) -> None:
    """Let the old times go and have customer and providers written to."""
    moved = [day.visit_id for day in made.days.all() if day.visit_id]
    Occupation.objects.filter(draft_key__in=moved).delete()
    Cancellation.objects.filter(visit__in=moved, at=made.at, told_at=None).update(told_at=at)
    made.told_at = at
    made.save(update_fields=["told_at"])
    series_messages.tell_moved(made)
    asked = Offer.objects.filter(
        visit__occurrence__series=made.series_id, state=OfferState.OPEN, offered_at=made.at
    ).select_related("provider")
    first: dict[UUID, Offer] = {}
    for each in asked.order_by("visit__starts_at"):
        first.setdefault(each.provider_id, each)
    for each in first.values():
        series_messages.tell_offered(each)


def locked(series: Series) -> Series:
    """Return the series as it is now, it and its visits to come locked, in the order in which everybody locks them."""
    whole = Series.objects.select_related("order__address", "order__service", "provider")
    row = whole.select_for_update(of=("self",)).get(pk=series.pk)
    list(Visit.objects.filter(occurrence__series=row).select_for_update(of=("self",)).order_by("id").values_list("id"))
    return row


def _remember(row: Series, due: Moving, *, by: Actor, at: datetime) -> SeriesMove:
    made = SeriesMove.objects.create(
        series=row, at=at, by_kind=by_kind(by), from_on=due.from_on, every_weeks=row.every_weeks,
        first_on=row.first_on, starts=row.starts, next_on=row.next_on, provider=row.provider,
    )  # fmt: skip
    new = [day.day_on for day in due.plan.days]
    days = (day for day in row.occurrences.select_related("visit__occupation") if _is_replaced(day, due, new))
    MovedDay.objects.bulk_create(_as_it_stands(made, day) for day in days)
    return made


def _is_replaced(day: Occurrence, due: Moving, new: Collection[date]) -> bool:
    """Return whether a day of the old series makes room; cancelled visits keep theirs where no new day needs it."""
    is_cancelled = day.visit is not None and day.visit.state == VisitState.CANCELLED
    return day.day_on in new if is_cancelled else day.day_on >= due.from_on


def _as_it_stands(made: SeriesMove, day: Occurrence) -> MovedDay:
    visit = day.visit
    if visit is None:
        return MovedDay(move=made, day_on=day.day_on, outcome=day.outcome)
    taken: Occupation | None = getattr(visit, "occupation", None)
    return MovedDay(
        move=made, day_on=day.day_on, outcome=day.outcome, visit=visit, starts_at=visit.starts_at, state=visit.state,
        provider_id=visit.provider_id, lane=taken.lane if taken else None,
    )  # fmt: skip


def _take_times(row: Series, remembered: SeriesMove, due: Moving, *, by: Actor, at: datetime) -> None:
    """Give the old times back, take the new ones, and write the visits that there were none of.

    Raises:
        DaysInTheWay: somebody took a time between the plan and the locks.
    """
    leaving = [visit.id for visit, _day in due.moved] + [visit.id for visit, _offer in due.dropped]
    Occupation.objects.filter(visit__in=leaving).delete()
    Occupation.objects.filter(draft_key__in=leaving).delete()
    row.occurrences.filter(day_on__in=remembered.days.values("day_on")).delete()
    site, own = site_of(row, row.order), row.provider
    wanted = []
    for day, visit in due.days:
        if day.outcome is Outcome.VISIT and day.period and day.lane is not None and not _stays(day, visit):
            comes = own.id if own is not None and own.lane == day.lane else None
            made = Wanted(site, day.day_on, day.period, day.lane, comes)
            wanted.append(made if visit is None else _of(visit, made))
    if series_making.make(wanted, by=by, at=at):
        raise DaysInTheWay
    new = {each.visit_id: each for each in wanted if not each.stands and each.provider_id is None}
    for each in Visit.objects.filter(id__in=new).select_related("order", "occupation"):
        offers.write(each, Provider.objects.get(lane=each.occupation.lane), by=by, at=at)


def _of(visit: Visit, made: Wanted) -> Wanted:
    return Wanted(made.site, made.day_on, made.period, made.lane, made.provider_id, visit.id, stands=True)


def _stays(day: Planned, visit: Visit | None) -> bool:
    return visit is not None and day.period == visit.planned


def _arrange(row: Series, due: Moving, *, by: Actor, at: datetime) -> None:
    """Write new times into the visits that move, cancel those that will not be, and name every day anew."""
    for visit, _offer in due.dropped:
        _drop(visit, by=by, at=at)
    for visit, day in _without_stumbling(due.moved):
        if (fee := cancellation_of(visit, at=at).move_fee) and by_kind(by) is ByKind.CUSTOMER:
            MoveFee.objects.create(visit=visit, at=at, before_at=visit.starts_at, fee_cents=fee.cents)
        _arrive(row, visit, day, by=by, at=at)
    left_out = [(day, Outcome.SKIPPED, None) for day in due.skipped_ahead]
    Occurrence.objects.bulk_create(
        Occurrence(series=row, day_on=day_on, outcome=outcome, visit=visit, noted_at=at)
        for day_on, outcome, visit in [*(_named(day, visit) for day, visit in due.days), *left_out]
        if visit is not None or outcome is not Outcome.VISIT
    )


def _named(day: Planned, visit: Visit | None) -> tuple[date, Outcome, Visit | None]:
    """Return what stands in the series for a day: the visit only where there is to be one."""
    return day.day_on, day.outcome, visit if day.outcome is Outcome.VISIT else None


def _drop(visit: Visit, *, by: Actor, at: datetime) -> None:
    fee = None if by_kind(by) is ByKind.CUSTOMER else Money.zero()
    visits.cancel(visit, CancelReason.OTHER_TIME, by=by, at=at, fee=fee)


def _without_stumbling(moved: list[tuple[Visit, Planned]]) -> Iterable[tuple[Visit, Planned]]:
    """Return the visits so that none comes to where another one still stands: all move the same way."""
    is_later = bool(moved) and moved[0][1].period is not None and moved[0][1].period.from_at > moved[0][0].starts_at
    return reversed(moved) if is_later else moved


def _arrive(row: Series, visit: Visit, day: Planned, *, by: Actor, at: datetime) -> None:
    """Write the new time; who has accepted the series keeps the visit, anybody else is asked."""
    assert day.period is not None  # noqa: S101 -- only days with a visit are moved to
    offers.withdraw_open(visit, at=at)
    keeps = row.provider is not None and row.provider.lane == day.lane
    if visit.provider_id and not (keeps and visit.provider_id == row.provider_id):
        visit.offers.filter(state=OfferState.ACCEPTED).update(state=OfferState.WITHDRAWN, answered_at=at)
    visit.starts_at, visit.ends_at = day.period.from_at, day.period.until_at
    visit.sequence += 1
    visit.provider = row.provider if keeps else None
    visit.state = VisitState.ACCEPTED if keeps else VisitState.WAITING
    visit.save()
    note(visit, MilestoneKind.MOVED, by=by, at=at, planned_at=visit.starts_at)
    if not keeps and day.lane is not None:
        offers.write(visit, Provider.objects.get(lane=day.lane), by=by, at=at)


def _keep_old_times(made: SeriesMove, *, at: datetime) -> None:
    """Hold for each visit the time that it had, as far as nothing else of the series has come there."""
    changeover = time_terms.changeover(time_terms.in_force(at))
    for day in made.days.exclude(lane=None).select_related("visit"):
        if day.visit is None or day.starts_at is None or day.lane is None or stands(day.visit, day):
            continue
        blocked = Period.of(day.starts_at, day.visit.planned.length + changeover)
        occupations.keep(day.visit, day.lane, blocked, until=at + rules.UNDO, at=at)


def _agree(row: Series, due: Moving, *, at: datetime) -> None:
    """Write into the series what is agreed from now on."""
    row.first_on, row.starts = due.recurrence.first_on, due.recurrence.starts
    row.every_weeks, row.next_on = due.recurrence.every_weeks, series_moving.next_on(due.recurrence, at=at)
    if row.provider is not None and row.provider.lane != due.plan.lane:
        row.provider = None
    row.save()


def stands(visit: Visit, day: MovedDay) -> bool:
    """Return whether a visit is as it was before the move."""
    return visit.starts_at == day.starts_at and visit.state != VisitState.CANCELLED


def _was_imminent(made: SeriesMove, *, at: datetime) -> bool:
    return any(day.starts_at and at >= day.starts_at - rules.BEFORE_START for day in made.days.all())


def record(action: str, series: Series, *, by: Actor, at: datetime) -> None:
    """Write into the journal what was done to a series."""
    entries.record(
        action,
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[series.subject_id],
        about=("series", series.id),
    )
