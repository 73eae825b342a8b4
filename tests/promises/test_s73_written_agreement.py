"""Clause S73: with each partner there is a written agreement; without its paper the partner gets nothing."""

import pytest

from lupaus.foundation import clock
from lupaus.partners import standing
from lupaus.partners.models import Item, Partner
from lupaus.privacy import live
from lupaus.privacy.proof.promise import Promise, State
from tests.communication.test_delivery import Mailbox, mailbox
from tests.promises.partners import AGREED, name_partner
from tests.promises.test_s64_disclosures import mail_to_a
from tests.world import World

__all__ = ["mailbox"]
PROMISE = Promise("S73", State.ENFORCED)


def agreement_of(partner: object) -> object:
    return Partner.objects.get(pk=partner).agreements.latest("recorded_at").pk


@pytest.mark.parametrize("act", ["removal", "ending"])
def test_with_the_paper_deleted_or_the_agreement_ended_the_partner_is_inactive_and_the_page_red(
    world: World, mailbox: Mailbox, act: str
) -> None:
    partner = name_partner(world)
    assert "Posti Malli Oy" in world.client("visitor").get("/tietosuoja").content.decode()
    world.client("privacy").post(f"/desk/partners/agreements/{agreement_of(partner)}/{act}/")

    mail_to_a(world)
    live.run("recipients", at=clock.now())
    page = world.client("privacy").get("/desk/partners/").content.decode()
    notice = world.client("visitor").get("/tietosuoja").content.decode()

    assert "Posti Malli Oy" not in notice
    assert mailbox.mails == []
    assert "Ei saa tietoja" in page
    assert "S73" in live.state(clock.now()).red


def test_an_agreement_without_a_point_that_the_law_asks_for_is_not_enough(world: World, mailbox: Mailbox) -> None:
    partner = name_partner(world)
    less = dict(AGREED) | {"items": [item for item in Item.values if item != Item.DELETION]}
    world.client("privacy").post(f"/desk/partners/{partner}/agreement/", less)

    mail_to_a(world)

    assert mailbox.mails == []


def test_control_with_the_question_left_out_mail_leaves_without_an_agreement(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tuple(each for each in standing.QUESTIONS if each.__name__ != "_agreement")
    monkeypatch.setattr(standing, "QUESTIONS", asked)
    partner = name_partner(world)
    world.client("privacy").post(f"/desk/partners/agreements/{agreement_of(partner)}/removal/")

    mail_to_a(world)

    assert len(mailbox.mails) == 1
