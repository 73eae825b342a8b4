"""What the customer says of a finished visit: one to five stars, and words if they like."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose, chosen
from lupaus.register import texts
from lupaus.scheduling import time_terms
from lupaus.scheduling.models import Rating, Visit, VisitState
from lupaus.scheduling.steps import locked

BEST = 5


class NotYetFinished(Refused):
    """When a visit is rated that has not been done."""

    message = _("Voit arvioida käynnin, kun työ on tehty.")


class NotCollected(Refused):
    """When the company has chosen not to collect ratings."""

    message = _("Arvioita ei nyt kerätä.")


class NoSuchRating(Refused):
    """When the stars are not one to five."""

    message = _("Valitse 1–5 tähteä.")


class TooLateToChange(Refused):
    """When a rating is changed more than 14 days after it was given."""

    message = _("Arviota voi muuttaa 14 päivän ajan. Jos jokin jäi vaivaamaan, soita meille.")


@transaction.atomic
def rate(visit: Visit, stars: int, text: str, *, by: Actor, at: datetime) -> Rating:
    """Rate a finished visit, or change the rating given before; there is one per visit.

    Raises:
        NotCollected: the company has chosen not to use the purpose.
        NotYetFinished: the work is not done.
        NoSuchRating: the stars are not one to five.
        TooLateToChange: the first rating is more than 14 days old.
        TooLong: of `texts`.
    """
    if not chosen.is_used(Purpose.QUALITY, at):
        raise NotCollected
    row = locked(visit)
    if row.state not in {VisitState.FINISHED, VisitState.APPROVED}:
        raise NotYetFinished
    if not 1 <= stars <= BEST:
        raise NoSuchRating
    words = texts.lines(text) or None
    given = Rating.objects.filter(visit=row).first()
    if given is None:
        rating = Rating.objects.create(subject_id=row.subject_id, visit=row, stars=stars, text=words, rated_at=at)
        return _recorded("rating.given", rating, by=by, at=at)
    if at >= given.rated_at + timedelta(days=time_terms.in_force(at).rating_days):
        raise TooLateToChange
    given.stars, given.text, given.changed_at = stars, words, at
    given.save()
    return _recorded("rating.changed", given, by=by, at=at)


def may_rate(visit: Visit, *, at: datetime) -> bool:
    """Return whether the visit can be rated now, or its rating changed."""
    if visit.state not in {VisitState.FINISHED, VisitState.APPROVED} or not chosen.is_used(Purpose.QUALITY, at):
        return False
    given = getattr(visit, "rating", None)
    return given is None or at < given.rated_at + timedelta(days=time_terms.in_force(at).rating_days)


def _recorded(action: str, rating: Rating, *, by: Actor, at: datetime) -> Rating:
    subjects = [rating.subject_id]
    entries.record(action, by=by, purpose=Purpose.QUALITY, at=at, subjects=subjects, about=("rating", rating.id))
    return rating
