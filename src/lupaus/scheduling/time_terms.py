"""What the company has decided about time: lead time, steps, changeover, speed, answers."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.db import transaction

from lupaus.journal import entries
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.engine.travel import Travel
from lupaus.scheduling.models import TimeTerms


def in_force(at: datetime) -> TimeTerms:
    """Return the terms that hold at a moment; the defaults of `TimeTerms` before the company has decided any."""
    return TimeTerms.objects.filter(valid_from_at__lte=at).first() or _defaults()


def travel(terms: TimeTerms) -> Travel:
    """Return how long trips take by these terms."""
    return Travel(terms.travel_fixed_minutes, terms.travel_km_per_hour)


def changeover(terms: TimeTerms) -> timedelta:
    """Return the time a provider needs after a visit."""
    return timedelta(minutes=terms.changeover_minutes)


@transaction.atomic
def decide(terms: TimeTerms, *, by: Actor, at: datetime) -> TimeTerms:
    """Let these terms hold from now on; earlier ones stay as they were, and so do times already taken."""
    terms.pk = None
    terms.valid_from_at = at
    terms.full_clean(exclude=["id"])
    decided = TimeTerms.objects.create(
        **{field.name: getattr(terms, field.name) for field in TimeTerms._meta.fields if field.name != "id"}
    )
    entries.record(
        "time_terms.decided", by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=("time_terms", decided.id)
    )
    return decided


@lru_cache(maxsize=1)
def _defaults() -> TimeTerms:
    return TimeTerms()
