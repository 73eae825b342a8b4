"""Clause S75: no transfer outside the EEA at all: the strict mode stops whoever is outside, on whatever ground."""

import pytest

from lupaus.foundation import clock
from lupaus.partners import standing
from lupaus.privacy import live, versions
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Text
from tests.communication.test_delivery import Mailbox, mailbox
from tests.promises.partners import WHO, name_partner
from tests.promises.test_s64_disclosures import mail_to_a
from tests.support import SYSTEM
from tests.world import World

__all__ = ["mailbox"]
PROMISE = Promise("S75", State.ENFORCED)
SWISS = WHO | {"country": "CH", "ground": "adequacy"}


def turn(world: World, on: str) -> None:
    world.client("privacy").post("/desk/partners/strict/", {"on": on})


def test_the_strict_mode_stops_a_partner_outside_at_once_and_its_end_lets_it_on(world: World, mailbox: Mailbox) -> None:
    name_partner(world, SWISS)
    told = []
    for on in ("0", "1", "0"):
        turn(world, on)
        before = len(mailbox.mails)
        mail_to_a(world)
        told.append(len(mailbox.mails) - before)

    assert told == [1, 0, 1]


def test_a_partner_inside_goes_on(world: World, mailbox: Mailbox) -> None:
    turn(world, "1")
    name_partner(world)

    mail_to_a(world)

    assert len(mailbox.mails) == 1


def test_publishing_is_blocked_with_both_sentences_quoted(world: World) -> None:
    name_partner(world, SWISS)
    turn(world, "1")
    at = clock.now()

    (found,) = [each for each in versions.blockers(at) if each.code == "E018"]
    with pytest.raises(versions.Blocked, match="ristiriidassa"):
        versions.publish(by=SYSTEM, at=at, change=Text("Muutos.", "Ändring.", "A change."))
    turn(world, "0")

    assert "Emme siirrä niitä sen ulkopuolelle." in found.text
    assert "Posti Malli Oy (Sveitsi)" in found.text
    assert [each for each in versions.blockers(clock.now()) if each.code == "E018"] == []


def test_a_contradiction_turns_the_sentence_red(world: World) -> None:
    name_partner(world, SWISS)
    turn(world, "1")

    live.run("recipients", at=clock.now())

    assert "S75" in live.state(clock.now()).red
    assert "EU- ja ETA-alueelta" in world.client("privacy").get("/desk/partners/").content.decode()


def test_control_with_the_question_left_out_mail_leaves_the_eea(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tuple(each for each in standing.QUESTIONS if each.__name__ != "_transfer")
    monkeypatch.setattr(standing, "QUESTIONS", asked)
    name_partner(world, SWISS)
    turn(world, "1")

    mail_to_a(world)

    assert len(mailbox.mails) == 1
