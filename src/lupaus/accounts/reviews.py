"""Look through the roles every quarter: is each of them still needed?

Source: notice, "Henkilötietojen suojauksen periaatteet", sentence 3: only designated persons have access.
"""

from datetime import date, datetime

from django.db import transaction

from lupaus.accounts import queries
from lupaus.accounts.entitlement import check_owner
from lupaus.accounts.grants import NotGranted, OwnGrant
from lupaus.accounts.models import Grant, GrantQuerySet, GrantReview
from lupaus.journal import entries
from lupaus.kernel import walltime
from lupaus.promises import Actor, Purpose, Role

_MONTHS = 3


def quarter_began_on(at: datetime) -> date:
    """Return the first day of the quarter that a moment lies in, in Finland."""
    today = walltime.day_of(at)
    return today.replace(month=(today.month - 1) // _MONTHS * _MONTHS + 1, day=1)


def due(at: datetime) -> GrantQuerySet:
    """Return the roles in force that nobody has looked at in this quarter, neither approving nor reviewing them."""
    began = walltime.midnight(quarter_began_on(at))
    return Grant.objects.live(at).filter(granted_from__lt=began).exclude(reviews__reviewed_at__gte=began)


@transaction.atomic
def confirm(grant: Grant, *, by: Actor, at: datetime) -> GrantReview:
    """Note that a role is still needed; another owner does it for one's own, where there is one.

    Raises:
        NotEntitled: somebody else than an owner, or the program, reviews.
        OwnGrant: it is the reviewer's own, and there is another owner.
        NotGranted: it is not in force any more.
    """
    check_owner(by)
    locked = Grant.objects.live(at).select_for_update().filter(id=grant.id).first()
    if locked is None or by.id is None:
        raise NotGranted
    if locked.user_id == by.id and _has_another_owner(by, at):
        raise OwnGrant
    review = GrantReview.objects.create(grant=locked, reviewed_at=at, reviewed_by=by.id)
    entries.record(
        "grant.reviewed",
        by=by,
        purpose=Purpose.IDENTIFICATION,
        at=at,
        subjects=[locked.user.subject_id],
        about=("grant", locked.pk),
    )
    return review


def _has_another_owner(by: Actor, at: datetime) -> bool:
    return any(owner.pk != by.id for owner in queries.holders(Role.OWNER, at))
