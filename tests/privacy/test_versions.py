"""Versions of the notice: published only whole, kept for ever, followed where rows change, compared word by word."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from lupaus.communication import messages
from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.privacy import blockers, policy, versions
from lupaus.privacy.blockers import Blocker
from lupaus.privacy.models import Version
from lupaus.privacy.notice import difference
from lupaus.privacy.notice.difference import Fate
from lupaus.promises import Purpose, Text
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db

COMPANY = Details(
    name="Kotipalvelu Malli Oy", business_id="1234567-1", street="Mallikatu 1", postcode="00100", city="Helsinki",
    email="info@malli.example", phone="010 123 4567", is_in_prepayment_register=True,
    register_role="Tietosuojavastaava", register_email="tietosuoja@malli.example",
)  # fmt: skip
CHANGE = Text("Säilytämme viestit lyhyemmän aikaa.", "Vi sparar meddelanden kortare tid.", "We keep messages shorter.")
LATER = NOON + timedelta(days=1)


@pytest.fixture
def first() -> Version:
    profiles.change(COMPANY, by=SYSTEM, at=NOON)
    return versions.publish(by=SYSTEM, at=NOON, change=versions.FIRST)


def test_nothing_is_published_before_the_company_is_named() -> None:
    with pytest.raises(versions.Blocked, match="Rekisterinpitäjä puuttuu"):
        versions.publish(by=SYSTEM, at=NOON, change=versions.FIRST)

    assert versions.shown(NOON).version is None


def test_a_first_version_is_what_people_read(first: Version) -> None:
    shown = versions.shown(NOON)

    assert (first.number, shown.fingerprint, shown.version) == (1, first.fingerprint, first)
    assert shown.documents == versions.running(NOON)
    assert not versions.is_behind(NOON)


def test_the_same_text_is_not_published_twice(first: Version) -> None:
    with pytest.raises(versions.NothingChanged):
        versions.publish(by=SYSTEM, at=LATER, change=CHANGE)


@pytest.mark.parametrize("missing", ["fi", "sv", "en"])
def test_what_changed_is_said_in_every_language(first: Version, missing: str) -> None:
    policy.keep("traces", 177, by=SYSTEM, at=LATER)

    with pytest.raises(versions.NotToldInEveryLanguage):
        versions.publish(by=SYSTEM, at=LATER, change=replace(CHANGE, **{missing: " "}))


def test_a_choice_shows_as_a_difference_and_then_as_a_version(first: Version) -> None:
    policy.keep("traces", 177, by=SYSTEM, at=LATER)
    assert versions.is_behind(LATER)
    assert versions.shown(LATER).fingerprint == first.fingerprint

    second = versions.publish(by=SYSTEM, at=LATER, change=CHANGE)

    old, new = versions.text_of(first), versions.text_of(second)
    changes = difference.compare(old[0], new[0])
    assert {"periods.traces.why", "stores.mail.retention"} <= {change.id for change in changes}
    assert {change.fate for change in changes} == {Fate.CHANGED, Fate.ADDED, Fate.REMOVED} & {
        change.fate for change in changes
    }
    marked = [piece.words for change in changes for piece in change.now if piece.is_marked]
    assert any("177 vuorokautta" in words for words in marked)


def test_a_version_can_be_neither_changed_nor_removed(first: Version) -> None:
    for statement in ("update privacy_version set change_fi = ''", "delete from privacy_version"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_new_address_makes_a_version_by_itself(first: Version) -> None:
    profiles.change(replace(COMPANY, street="Uudenkuunkatu 77"), by=SYSTEM, at=LATER)

    second = versions.current(LATER)
    assert second is not None
    assert (second.number, second.is_automatic) == (2, True)
    assert [each.id for each in difference.compare(versions.text_of(first)[0], versions.text_of(second)[0])] == [
        "controller.address"
    ]
    assert versions.current(NOON) == first


def test_what_follows_rows_brings_nothing_else_along(first: Version) -> None:
    policy.keep("traces", 177, by=SYSTEM, at=LATER)

    profiles.change(replace(COMPANY, street="Uudenkuunkatu 77"), by=SYSTEM, at=LATER)

    second = versions.current(LATER)
    assert second is not None
    assert "177 vuorokautta" not in str(second.documents)
    assert versions.is_behind(LATER)


def test_a_vacant_post_blocks_publishing(first: Version) -> None:
    policy.name_contact("", "", by=SYSTEM, at=LATER)

    assert [each.code for each in versions.blockers(LATER)] == ["contact"]
    with pytest.raises(versions.Blocked, match="hoitaja puuttuu"):
        versions.publish(by=SYSTEM, at=LATER, change=CHANGE)


def test_any_room_can_stand_in_the_way(first: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    policy.keep("traces", 177, by=SYSTEM, at=LATER)
    monkeypatch.setattr(blockers, "_CHECKS", [])
    blockers.register(lambda at: [Blocker("X1", ("recipients.transfers",), "Kaksi lausetta riitelee.", "Korjaa.")])

    with pytest.raises(versions.Blocked, match="Kaksi lausetta riitelee"):
        versions.publish(by=SYSTEM, at=LATER, change=CHANGE)


def test_control_without_reasons_it_is_published(first: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    policy.name_contact("", "", by=SYSTEM, at=LATER)
    monkeypatch.setattr(blockers, "_CHECKS", [])

    assert versions.publish(by=SYSTEM, at=LATER, change=CHANGE).number == 2


def test_a_shorter_period_is_obeyed_at_once(first: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[timedelta] = []
    real = messages.timedelta
    monkeypatch.setattr(messages, "timedelta", lambda days: asked.append(real(days=days)) or real(days=days))
    policy.keep("traces", 60, by=SYSTEM, at=NOON)

    messages.sweep(LATER)

    assert max(asked) == timedelta(days=60)


@pytest.mark.parametrize(("code", "days"), [("bookkeeping", 30), ("disputes", 30), ("traces", 366), ("traces", 29)])
def test_what_the_law_or_the_declaration_sets_is_not_chosen(code: str, days: int) -> None:
    with pytest.raises((policy.NotChoosable, policy.OutOfBounds)):
        policy.keep(code, days, by=SYSTEM, at=NOON)


def test_a_purpose_that_the_service_needs_is_always_used() -> None:
    with pytest.raises(policy.NotChoosable):
        policy.use(Purpose.INVOICING, used=False, by=SYSTEM, at=NOON)


def test_a_purpose_that_is_not_used_is_told_so(first: Version) -> None:
    policy.use(Purpose.QUALITY, used=False, by=SYSTEM, at=LATER)

    rows = {row.id: row.cells for _section, _block, row in versions.running(LATER)[0].rows()}
    assert rows["unused.quality"] == ("Palvelun laadun varmistaminen: emme käsittele tietoja tähän nyt.",)
    assert "customers.purpose.quality" not in rows
