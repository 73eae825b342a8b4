"""Clause S72: a partner is assessed with care before it gets anything; a late review warns, and then pauses."""

from datetime import timedelta

import pytest

from lupaus.foundation import clock
from lupaus.partners import standing
from lupaus.partners.models import Partner
from lupaus.privacy.proof.promise import Promise, State
from tests.communication.test_delivery import Mailbox, mailbox
from tests.promises.partners import ASSESSED, WHO, approve, name_partner
from tests.promises.test_s64_disclosures import mail_to_a
from tests.world import World

__all__ = ["mailbox"]
PROMISE = Promise("S72", State.ENFORCED)


def test_nothing_leaves_before_somebody_else_has_approved_the_assessment(world: World, mailbox: Mailbox) -> None:
    partner = name_partner(world, is_approved=False)
    made = Partner.objects.get(pk=partner).assessments.get()
    world.client("privacy").post(f"/desk/partners/assessments/{made.pk}/approval/")
    mail_to_a(world)
    before = len(mailbox.mails)

    approve(world, partner)
    mail_to_a(world)

    assert (before, len(mailbox.mails)) == (0, 1)


def test_a_poor_assessment_is_not_approved(world: World, mailbox: Mailbox) -> None:
    partner = name_partner(world, is_approved=False)
    poor = dict.fromkeys(ASSESSED, "no") | {"rests_on": "Ei vastannut", "review_on": "1.11.2027"}
    world.client("privacy").post(f"/desk/partners/{partner}/assessment/", poor)

    approve(world, partner)
    mail_to_a(world)

    assert mailbox.mails == []


def test_a_late_review_warns_for_thirty_days_and_then_pauses(world: World, mailbox: Mailbox) -> None:
    partner = Partner.objects.get(pk=name_partner(world, WHO))
    today = clock.now().date()
    told = []
    for late in (timedelta(0), timedelta(days=29), timedelta(days=31)):
        partner.assessments.update(review_on=today - late)
        before = len(mailbox.mails)
        mail_to_a(world)
        page = world.client("privacy").get("/desk/partners/").content.decode()
        told.append((len(mailbox.mails) - before, "Arvioinnin uusiminen on myöhässä. Kumppani pysähtyy" in page))

    assert told == [(1, True), (1, True), (0, False)]


def test_control_with_the_question_left_out_mail_leaves_unassessed(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tuple(each for each in standing.QUESTIONS if each.__name__ != "_assessment")
    monkeypatch.setattr(standing, "QUESTIONS", asked)
    name_partner(world, is_approved=False)

    mail_to_a(world)

    assert len(mailbox.mails) == 1
