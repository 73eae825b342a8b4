"""What the company has decided about time: lead time, steps, changeover, speed, answers."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.foundation import dated
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.engine.travel import Travel
from lupaus.scheduling.models import TimeTerms

STEPS: Final = (15, 30, 60)
BOUNDS: Final = {
    "lead_hours": (0, 336),
    "changeover_minutes": (0, 120),
    "travel_fixed_minutes": (0, 60),
    "travel_km_per_hour": (5, 100),
    "hold_minutes": (5, 60),
    "offer_hours": (1, 72),
    "acceptance_hours": (24, 336),
    "rating_days": (1, 90),
}
"""The least and the most of each term, both allowed."""


CLOCKS: Final = ("quiet_from", "quiet_until")
MOST_QUIET: Final = timedelta(hours=14)
LAST_ANSWER: Final = timedelta(hours=2)
"""So long before the visit at the latest an offer moves on, however quiet the night is."""


class NotTimeTerms(Refused):
    """When a term is out of bounds."""

    message = _("Tarkista ajat: jokin luku on liian pieni tai liian suuri, tai yörauha on yli 14 tuntia.")


def in_force(at: datetime) -> TimeTerms:
    """Return the terms that hold at a moment; the defaults of `TimeTerms` before the company has decided any."""
    return TimeTerms.objects.filter(valid_from_at__lte=at).first() or _defaults()


def history() -> list[TimeTerms]:
    """Return all terms the company has decided, those to come first."""
    return list(TimeTerms.objects.all())


def travel(terms: TimeTerms) -> Travel:
    """Return how long trips take by these terms."""
    return Travel(terms.travel_fixed_minutes, terms.travel_km_per_hour)


def changeover(terms: TimeTerms) -> timedelta:
    """Return the time a provider needs after a visit."""
    return timedelta(minutes=terms.changeover_minutes)


def answer_by(terms: TimeTerms, at: datetime, *, starts_at: datetime) -> datetime:
    """Return until when a provider may answer an offer that is made at `at`, of a visit that starts at `starts_at`.

    Its hours count outside the quiet hours only: made at 21.30, with four hours and quiet from 21 to 7, it can be
    answered until 11. But two hours before the visit it moves on even at night, and it never lasts shorter than its
    plain hours: what is urgent must find somebody.
    """
    hours = timedelta(hours=terms.offer_hours)
    return max(at + hours, min(_awake(terms, at, hours), starts_at - LAST_ANSWER))


def night(terms: TimeTerms, at: datetime) -> Period | None:
    """Return the quiet hours that `at` lies in, None by day."""
    around = Period.of(at, timedelta(minutes=1))
    return next((each for each in _nights(terms, around) if each.from_at <= at < each.until_at), None)


def _awake(terms: TimeTerms, at: datetime, hours: timedelta) -> datetime:
    """Return the moment at which so many hours have passed outside the quiet hours."""
    ahead = Period.of(at, 3 * hours + timedelta(days=1))
    left = hours
    for stretch in ahead.without(_nights(terms, ahead)):
        if left <= stretch.length:
            return stretch.from_at + left
        left -= stretch.length
    return ahead.until_at


def _nights(terms: TimeTerms, ahead: Period) -> list[Period]:
    if terms.quiet_from == terms.quiet_until:
        return []
    evenings = walltime.days(ahead.day_on - timedelta(days=1), ahead.length.days + 3)
    nights = (Period.on(evening, terms.quiet_from, terms.quiet_until) for evening in evenings)
    return [night for night in nights if night is not None]


@transaction.atomic
def decide(terms: TimeTerms, *, from_on: date, by: Actor, at: datetime) -> TimeTerms:
    """Let these terms hold from a day on, today from this moment.

    Earlier terms stay as they were, and so do times already taken and offers already made. Terms that were to
    begin the same morning are replaced.

    Raises:
        NotTimeTerms: a term is out of bounds.
        BeginsInThePast: the day has gone.
        BeginsTooFarAhead: the day is over three years away.
    """
    _check(terms)
    dated.check_beginning(from_on, at)
    from_at = max(walltime.midnight(from_on), at)
    values = {name: getattr(terms, name) for name in ("start_step_minutes", *CLOCKS, *BOUNDS)}
    decided, _created = TimeTerms.objects.update_or_create(valid_from_at=from_at, defaults=values)
    _record("time_terms.decided", decided, by=by, at=at)
    return decided


@transaction.atomic
def drop(terms: TimeTerms, *, by: Actor, at: datetime) -> None:
    """Remove terms that have not begun.

    Raises:
        HasBegun: they hold, or have held.
    """
    dated.check_not_begun(walltime.day_of(terms.valid_from_at), at)
    _record("time_terms.dropped", terms, by=by, at=at)
    terms.delete()


def _check(terms: TimeTerms) -> None:
    in_bounds = all(least <= getattr(terms, name) <= most for name, (least, most) in BOUNDS.items())
    night = datetime.combine(date.min, terms.quiet_until) - datetime.combine(date.min, terms.quiet_from)
    is_short = night % timedelta(days=1) <= MOST_QUIET
    if terms.start_step_minutes not in STEPS or not in_bounds or not is_short:
        raise NotTimeTerms


def _record(action: str, terms: TimeTerms, *, by: Actor, at: datetime) -> None:
    entries.record(action, by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=("time_terms", terms.id))


@lru_cache(maxsize=1)
def _defaults() -> TimeTerms:
    return TimeTerms()
