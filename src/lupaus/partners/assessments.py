"""Assess a partner: one person answers, another approves, and it is done again on a day that is written down."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.partners.models import Assessment, Partner
from lupaus.partners.partners import lock, note
from lupaus.partners.questions import PASSES_AT, Answer, Question, score
from lupaus.promises import Actor

FURTHEST: Final = timedelta(days=2 * 366)
LONGEST_EVIDENCE: Final = 4000


class EvidenceIsMissing(Refused):
    """When answers rest on nothing."""

    message = _("Kerro, mihin arviointi perustuu: asiakirja, keskustelu tai sertifikaatti.")


class ReviewDayIsWrong(Refused):
    """When the next review would be in the past or too far away."""

    message = _("Valitse seuraavan arvioinnin päivä: huomisesta enintään kahden vuoden päähän.")


class ScoreIsTooLow(Refused):
    """When a partner is approved whose answers are not good enough."""

    message = _(
        "Pisteitä on %(score)s, ja hyväksymiseen tarvitaan %(least)s. Tee uusi arviointi, kun puutteet on korjattu."
    )


class OwnAssessment(Refused):
    """When somebody approves what they assessed themselves."""

    message = _("Et voi hyväksyä omaa arviointiasi. Pyydä toista tekemään se.")


class AlreadyApproved(Refused):
    """When an assessment is approved twice."""

    message = _("Arviointi on jo hyväksytty.")


@transaction.atomic
def make(
    partner: Partner, answers: Mapping[Question, Answer], *, evidence: str, review_on: date, by: Actor, at: datetime
) -> Assessment:
    """Write an assessment down; it counts when somebody else approves it.

    Raises:
        HasEnded: the partner's time is over.
        EvidenceIsMissing, ReviewDayIsWrong: that detail is not right.
    """
    if not evidence.strip():
        raise EvidenceIsMissing
    today = walltime.day_of(at)
    if not today < review_on <= today + FURTHEST:
        raise ReviewDayIsWrong
    locked = lock(partner, at)
    given = {question.value: answers.get(question, Answer.NO).value for question in Question}
    assessment = Assessment.objects.create(
        subject_id=locked.subject_id,
        partner=locked,
        answers=given,
        score=score(given),
        evidence=evidence.strip()[:LONGEST_EVIDENCE],
        made_at=at,
        made_by=by.id,
        review_on=review_on,
    )
    note("partner.assessed", locked, by=by, at=at)
    return assessment


@transaction.atomic
def approve(assessment: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Approve an assessment that somebody else made.

    Raises:
        AlreadyApproved: it is approved.
        OwnAssessment: the same person made it.
        ScoreIsTooLow: the answers are not good enough.
    """
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.approved_at is not None:
        raise AlreadyApproved
    if locked.made_by is not None and locked.made_by == by.id:
        raise OwnAssessment
    if locked.score < PASSES_AT:
        raise ScoreIsTooLow(score=locked.score, least=PASSES_AT)
    locked.approved_at, locked.approved_by = at, by.id
    locked.save(update_fields=["approved_at", "approved_by"])
    note("partner.approved", locked.partner, by=by, at=at)
    return locked
