"""Clause S65: data leaves the EEA on a lawful ground only: without one, the integration is off."""

import pytest

from lupaus.partners import standing
from lupaus.privacy.proof.promise import Promise, State
from tests.communication.test_delivery import Mailbox, mailbox
from tests.promises.partners import WHO, name_partner
from tests.promises.test_s64_disclosures import mail_to_a
from tests.world import World

__all__ = ["mailbox"]
PROMISE = Promise("S65", State.ENFORCED)

US = WHO | {"country": "US"}


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        (WHO, 1),
        (US, 0),
        (US | {"ground": "adequacy"}, 0),
        (US | {"ground": "adequacy", "certificate": "DPF-luettelossa 1.11.2026"}, 1),
        (US | {"ground": "scc"}, 0),
        (US | {"ground": "scc", "transfer_assessed_on": "1.11.2026"}, 1),
        (WHO | {"country": "CH", "ground": "adequacy"}, 1),
        (WHO | {"country": "IN", "ground": "adequacy"}, 0),
        (WHO | {"subprocessors": "Pilvi Inc., Yhdysvallat"}, 0),
    ],
)
def test_mail_leaves_only_where_there_is_a_ground(
    world: World, mailbox: Mailbox, told: dict[str, object], leaves: int
) -> None:
    name_partner(world, told)

    mail_to_a(world)

    assert len(mailbox.mails) == leaves


def test_the_desk_says_why_it_is_off(world: World) -> None:
    name_partner(world, US)

    page = world.client("privacy").get("/desk/partners/").content.decode()

    assert "Tiedot menisivät EU- ja ETA-alueen ulkopuolelle ilman siirtoperustetta." in page


def test_control_with_the_question_left_out_mail_goes_where_no_ground_is(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tuple(each for each in standing.QUESTIONS if each.__name__ != "_transfer")
    monkeypatch.setattr(standing, "QUESTIONS", asked)
    name_partner(world, US)

    mail_to_a(world)

    assert len(mailbox.mails) == 1
