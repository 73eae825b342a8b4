"""E009 on the running installation: planted gaps are found and named, and what is right is left alone."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from lupaus.partners import papers, partners, strictness
from lupaus.partners.gaps import Gap
from lupaus.partners.models import Ground
from lupaus.privacy import live
from lupaus.privacy.live.checks import recipients
from lupaus.promises import Recipient
from tests.partnership import complete, profile
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def _found() -> dict[str, tuple[str, ...]]:
    return {finding.what: finding.rows for finding in recipients.look(LATER)}


def test_a_partner_that_lacks_nothing_is_left_alone() -> None:
    complete()

    assert _found() == {}


def test_an_agreement_that_is_over_turns_its_sentence_red_and_a_new_one_heals_it() -> None:
    partner = complete(ends_at=NOON + timedelta(hours=1))

    live.run("recipients", at=LATER)
    red = live.state(LATER).red
    sentences = [defect.sentences for defect in live.state(LATER).defects]
    papers.record(partner, papers.Terms(signed_on=NOON.date()), content=b"%PDF-", by=SYSTEM, at=LATER)
    live.run("recipients", at=LATER)

    assert red["S73"] == LATER
    assert ["recipients.mail_carrier"] in sentences
    assert "S73" not in live.state(LATER).red


def test_a_partner_outside_without_a_ground_and_the_strict_mode_are_found() -> None:
    complete(what=profile(country="US", ground=Ground.NONE))
    strictness.turn(on=True, by=SYSTEM, at=NOON)

    assert _found() == {"mail_carrier: no_ground": ("S65",), "mail_carrier: strict": ("S75",)}


def test_a_partner_whose_papers_are_being_filled_in_is_found() -> None:
    until = NOON + timedelta(days=20)
    partners.add(Recipient.MAIL_CARRIER, profile(), provisional_until=until, by=SYSTEM, at=NOON)

    assert {row for rows in _found().values() for row in rows} == {"S71", "S72", "S73"}


def test_a_machine_in_the_settings_that_nobody_declared_is_found(settings: Settings) -> None:
    settings.LUPAUS_SMS_URL = "https://sms.other.example"

    assert _found() == {"text_carrier: undeclared": ("S63",)}


def test_every_gap_breaks_a_promise() -> None:
    assert set(recipients.BREAKS) == set(Gap)
