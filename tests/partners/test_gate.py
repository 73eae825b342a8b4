from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from lupaus.partners import assessments, countries, gate, papers, partners, queries, strictness
from lupaus.partners.countries import Region
from lupaus.partners.gaps import Gap
from lupaus.partners.models import Agreement, Details, Ground, Item, Partner
from lupaus.partners.questions import Answer, Question
from lupaus.promises import Recipient
from tests.partnership import PDF, complete, officer, profile
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def test_a_partner_with_all_its_papers_may_receive_data() -> None:
    complete()

    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER) == gate.Verdict(ok=True)
    assert gate.require(Recipient.MAIL_CARRIER, at=LATER) is not None


def test_a_recipient_that_nobody_named_receives_nothing() -> None:
    assert gate.may_send(Recipient.MAIL_CARRIER, at=NOON).codes == {Gap.UNDECLARED}
    assert gate.may_send(Recipient.MAIL_CARRIER, host="smtp.other.example", at=NOON).codes == {Gap.UNDECLARED}
    with pytest.raises(gate.NotAllowed, match="nimetty"):
        gate.require(Recipient.MAIL_CARRIER, at=NOON)


def test_what_stands_on_this_machine_is_no_recipient() -> None:
    assert gate.may_send(Recipient.MAIL_CARRIER, host="127.0.0.1", at=NOON).ok
    assert gate.to_whom(Recipient.MAIL_CARRIER, host="127.0.0.1", at=NOON) is None


def test_a_partner_covers_its_own_machines_only() -> None:
    complete()

    assert gate.may_send(Recipient.MAIL_CARRIER, host="smtp.malli.example", at=LATER).ok
    assert not gate.may_send(Recipient.MAIL_CARRIER, host="smtp.other.example", at=LATER).ok
    assert not gate.may_send(Recipient.MAP_SERVICE, host="smtp.malli.example", at=LATER).ok


def test_people_of_the_agreement_need_no_agreement_of_a_partner() -> None:
    assert gate.may_send(Recipient.ASSIGNED_PROVIDER, at=NOON).ok


def _end_it(partner: Partner) -> None:
    partners.end(partner, by=SYSTEM, at=NOON + timedelta(hours=1))


def _end_agreement(partner: Partner) -> None:
    papers.end(partner.agreements.get(), by=SYSTEM, at=NOON + timedelta(hours=1))


def _drop_file(partner: Partner) -> None:
    papers.drop(partner.agreements.get(), by=SYSTEM, at=NOON + timedelta(hours=1))


def _agree_to_less(partner: Partner) -> None:
    terms = papers.Terms(signed_on=NOON.date(), items=[item for item in Item if item is not Item.AUDIT])
    papers.record(partner, terms, content=PDF, by=SYSTEM, at=NOON + timedelta(hours=1))


def _move(country: str, ground: Ground) -> Callable[[Partner], None]:
    def move(partner: Partner) -> None:
        partners.change(partner, profile(country=country, ground=ground), by=SYSTEM, at=NOON + timedelta(hours=1))

    return move


def _subcontract(partner: Partner) -> None:
    there = profile(subprocessors=(("Pilvi Inc.", "US"),))
    partners.change(partner, there, by=SYSTEM, at=NOON + timedelta(hours=1))


def _forget_secrecy(partner: Partner) -> None:
    partner.confidentialities.update(until=NOON + timedelta(hours=1))


def _take_back_approval(partner: Partner) -> None:
    partner.assessments.update(approved_at=None)


@pytest.mark.parametrize(
    ("spoil", "gap"),
    [
        (_end_agreement, Gap.AGREEMENT_ENDED),
        (_drop_file, Gap.NO_FILE),
        (_agree_to_less, Gap.ITEMS_MISSING),
        (_move("US", Ground.NONE), Gap.NO_GROUND),
        (_move("US", Ground.EEA), Gap.NO_GROUND),
        (_move("US", Ground.ADEQUACY), Gap.NO_GROUND),
        (_move("US", Ground.SCC), Gap.NO_TRANSFER_ASSESSMENT),
        (_move("", Ground.NONE), Gap.NO_COUNTRY),
        (_subcontract, Gap.NO_GROUND),
        (_forget_secrecy, Gap.NO_SECRECY),
        (_take_back_approval, Gap.NOT_APPROVED),
    ],
)
def test_one_thing_missing_stops_the_sending_and_says_why(spoil: Callable[[Partner], None], gap: Gap) -> None:
    partner = complete()
    spoil(partner)

    verdict = gate.may_send(Recipient.MAIL_CARRIER, at=LATER)

    assert (verdict.ok, verdict.codes) == (False, {gap})
    assert all(str(reason).endswith(".") for reason in verdict.reasons)
    assert verdict.since is not None


def test_a_partner_that_has_ended_is_none() -> None:
    _end_it(complete())

    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER).codes == {Gap.UNDECLARED}
    assert [each.verdict.codes for each in queries.ended(LATER)] == [{Gap.ENDED}]
    assert gate.may_send(Recipient.MAIL_CARRIER, at=NOON + timedelta(minutes=1)).ok


@pytest.mark.parametrize(
    ("country", "ground", "certificate", "ok"),
    [
        ("CH", Ground.ADEQUACY, "", True),
        ("GB", Ground.ADEQUACY, "", True),
        ("US", Ground.ADEQUACY, "Data Privacy Framework, luettelossa 1.11.2026", True),
        ("IS", Ground.EEA, "", True),
        ("IN", Ground.ADEQUACY, "todistus", False),
    ],
)
def test_a_ground_holds_where_the_law_says_so(country: str, ground: Ground, certificate: str, ok: bool) -> None:
    partner = complete()
    what = partners.Profile(
        name="Muu", purpose=profile().purpose, categories=(), country=country, ground=ground, certificate=certificate
    )
    partners.change(partner, what, by=SYSTEM, at=NOON)

    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER).ok is ok


def test_standard_clauses_hold_once_the_transfer_is_assessed() -> None:
    partner = complete()
    what = partners.Profile(
        name="Muu", purpose=profile().purpose, categories=(), country="US", ground=Ground.SCC,
        transfer_assessed_on=NOON.date(),
    )  # fmt: skip
    partners.change(partner, what, by=SYSTEM, at=NOON)

    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER).ok


def test_the_strict_mode_stops_whoever_is_outside_whatever_the_ground() -> None:
    complete(what=profile(country="CH", ground=Ground.ADEQUACY))

    strictness.turn(on=True, by=SYSTEM, at=LATER)

    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER).codes == {Gap.STRICT}
    strictness.turn(on=False, by=SYSTEM, at=LATER + timedelta(hours=1))
    assert gate.may_send(Recipient.MAIL_CARRIER, at=LATER + timedelta(hours=1)).ok
    assert queries.is_strict(LATER)


def test_a_late_review_warns_thirty_days_and_then_pauses() -> None:
    partner = complete()
    due = datetime(2027, 11, 24, 22, tzinfo=UTC)

    told = [
        (verdict.ok, len(verdict.warnings))
        for days in (-1, 0, 29, 30)
        for verdict in [gate.may_send(Recipient.MAIL_CARRIER, at=due + timedelta(days=days, minutes=1))]
    ]

    assert told == [(True, 0), (True, 1), (True, 1), (False, 0)]
    assert gate.may_send(Recipient.MAIL_CARRIER, at=due + timedelta(days=31)).codes == {Gap.REVIEW_LATE}
    assert partner.assessments.get().review_on == datetime(2027, 11, 25, tzinfo=UTC).date()


def test_time_to_fill_in_papers_excuses_for_thirty_days_at_most() -> None:
    until = NOON + timedelta(days=30)
    partner = partners.add(
        Recipient.MAIL_CARRIER, profile(country="", ground=Ground.NONE), by=SYSTEM, at=NOON, provisional_until=until
    )

    before, after = (gate.may_send(Recipient.MAIL_CARRIER, at=at) for at in (until - timedelta(seconds=1), until))

    assert (before.ok, before.provisional_until) == (True, until)
    assert (after.ok, after.codes) == (False, before.codes)
    with pytest.raises(partners.TooLongProvisional):
        partners.excuse(partner, NOON + timedelta(days=31), by=SYSTEM, at=NOON)
    partners.excuse(partner, until + timedelta(days=7), by=SYSTEM, at=until)
    assert gate.may_send(Recipient.MAIL_CARRIER, at=until).ok


def test_nothing_excuses_a_transfer_without_a_ground() -> None:
    until = NOON + timedelta(days=30)
    partners.add(
        Recipient.MAIL_CARRIER, profile(country="US", ground=Ground.NONE), by=SYSTEM, at=NOON, provisional_until=until
    )

    assert not gate.may_send(Recipient.MAIL_CARRIER, at=LATER).ok


def test_the_history_says_what_a_partner_was() -> None:
    partner = complete()
    partners.change(partner, profile(name="Uusi Posti Oy"), by=SYSTEM, at=LATER)
    partners.change(partner, profile(name="Uusi Posti Oy"), by=SYSTEM, at=LATER + timedelta(days=1))

    assert [each.details.name for at in (NOON, LATER) for each in queries.standings(at)] == [
        "Posti Malli Oy",
        "Uusi Posti Oy",
    ]
    assert Details.objects.count() == 2


def test_whoever_assessed_does_not_approve_and_a_poor_score_is_not_approved() -> None:
    by = officer()
    partner = partners.add(Recipient.MAIL_CARRIER, profile(), by=by, at=NOON)
    review = NOON.date() + timedelta(days=100)
    good = assessments.make(
        partner, dict.fromkeys(Question, Answer.YES), evidence="Raportti", review_on=review, by=by, at=NOON
    )
    poor = assessments.make(partner, {}, evidence="Ei vastannut", review_on=review, by=by, at=NOON)

    with pytest.raises(assessments.OwnAssessment):
        assessments.approve(good, by=by, at=NOON)
    with pytest.raises(assessments.ScoreIsTooLow, match="70"):
        assessments.approve(poor, by=officer(), at=NOON)
    assessments.approve(good, by=officer(), at=NOON)
    with pytest.raises(assessments.AlreadyApproved):
        assessments.approve(good, by=officer(), at=NOON)
    assert (good.score, poor.score) == (100, 0)


@pytest.mark.parametrize("host", ["", "https://malli.example", "a b", "x" * 101, "-a", "malli.example/tie"])
def test_a_host_is_the_name_of_a_machine(host: str) -> None:
    with pytest.raises(partners.NotAHost):
        partners.add(Recipient.MAIL_CARRIER, profile(hosts=(host,)), by=SYSTEM, at=NOON)


def test_a_paper_is_a_paper() -> None:
    partner = complete()
    agreement = partner.agreements.get()

    with pytest.raises(papers.NotAPaper):
        papers.attach(agreement, b"GIF89a", by=SYSTEM, at=NOON)
    with pytest.raises(papers.PaperIsTooLarge):
        papers.attach(agreement, b"%PDF-" + b"x" * papers.LARGEST, by=SYSTEM, at=NOON)
    papers.drop(agreement, by=SYSTEM, at=NOON)
    with pytest.raises(papers.NoSuchPaper):
        papers.drop(agreement, by=SYSTEM, at=NOON)
    papers.attach(agreement, b"%PDF-2", by=SYSTEM, at=NOON)
    assert gate.may_send(Recipient.MAIL_CARRIER, at=NOON).ok
    assert Agreement.objects.count() == 1


def test_countries_are_looked_up_by_day() -> None:
    days = [datetime(year, 6, 1, tzinfo=UTC).date() for year in (2020, 2021, 2022, 2026, 2032)]

    assert [countries.region("GB", day) for day in days] == [
        Region.EEA,
        Region.ELSEWHERE,
        Region.ADEQUATE,
        Region.ADEQUATE,
        Region.ELSEWHERE,
    ]
    assert {row.country for row in (*countries.EEA, *countries.ADEQUACY)} <= set(countries.NAMES)
    assert len([row for row in countries.EEA if row.until_on is None]) == 30


@pytest.mark.parametrize("several", [1, 9])
def test_partners_are_listed_in_a_bounded_number_of_queries(
    several: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for _each in range(several):
        complete()

    with django_assert_num_queries(7):
        assert len(queries.active(LATER)) == several
