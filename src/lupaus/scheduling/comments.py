"""What the provider says of how a visit went; the customer reads it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.register import texts
from lupaus.scheduling.models import Comment, CommentTopic, Visit, VisitState
from lupaus.scheduling.rules import NotNow
from lupaus.scheduling.steps import locked

SEEN_BY_CUSTOMER = _("Asiakas näkee tämän kommentin.")
"""Stands beside the field wherever a comment is written."""

OPEN_FOR: Final = timedelta(hours=48)
"""How long after the finish a comment can be left: as long as the provider sees whom it is about."""


class NothingSaid(Refused):
    """When a comment on other matters has no words."""

    message = _("Kirjoita, mitä haluat kertoa, tai valitse jokin valmiista aiheista.")


@transaction.atomic
def leave(visit: Visit, topic: CommentTopic, text: str, *, by: Actor, at: datetime) -> Comment:
    """Leave a comment, sealed under the customer's key; words are optional unless the topic is "other".

    Raises:
        NotNow: the work has not begun, or was finished more than 48 hours ago.
        NothingSaid: the topic is "other" and there are no words.
        TooLong: of `texts`.
    """
    row = locked(visit)
    words = texts.lines(text)
    if not _is_open(row, at=at):
        raise NotNow(state=VisitState(row.state).label)
    if topic is CommentTopic.OTHER and not words:
        raise NothingSaid
    comment = Comment.objects.create(
        subject_id=row.subject_id, visit=row, author_id=row.provider_id, topic=topic, text=words or None, left_at=at
    )
    entries.record(
        "comment.left",
        by=by,
        purpose=Purpose.SERVICE_DELIVERY,
        at=at,
        subjects=[row.subject_id],
        about=("comment", comment.id),
    )
    return comment


def _is_open(visit: Visit, *, at: datetime) -> bool:
    if visit.state == VisitState.STARTED:
        return True
    done = visit.state in {VisitState.FINISHED, VisitState.APPROVED}
    return done and visit.finished_at is not None and at < visit.finished_at + OPEN_FOR
