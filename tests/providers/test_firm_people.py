"""Who answers for a firm: sees its own people's names and no more, attests, takes back, proposes."""

from datetime import datetime, timedelta

import pytest

from lupaus.accounts import actors, claims, users
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import firm_people, firms, proposals, providers, queries
from lupaus.providers.firms import AlreadyEnded, FirmDetails, FirmIsNotCommitted, WorksElsewhere
from lupaus.providers.models import Firm, FirmPerson, Proposal, Provider
from lupaus.providers.providers import Person
from lupaus.vault.models import Subject
from lupaus.vault.reading import is_withheld, processing
from tests.support import FAR, SYSTEM, bind, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]

MONTH = timedelta(days=30)
NEW = Person(first_name="Ville", last_name="Uusi", email="ville@malli.example", phone="040 765 4321")


@pytest.fixture
def firm(owner: Actor, at: datetime) -> Firm:
    details = FirmDetails(name="Siivous Malli Ky", business_id="1234567-1", contact="Matti Malli")
    return firms.add(details, until=FAR, by=owner, at=at)


@pytest.fixture
def matti(firm: Firm, owner: Actor, at: datetime) -> FirmPerson:
    return firm_people.invite(firm, name="Matti Malli", email="matti@malli.example", by=owner, at=at)


@pytest.fixture
def worker(siiri: Provider, firm: Firm, owner: Actor, at: datetime) -> Provider:
    return firms.employ(siiri, firm, by=owner, at=at)


def reached(person: FirmPerson, at: datetime) -> str | None:
    """Return the address that letters to the person go to."""
    with processing(SYSTEM, Purpose.MESSAGING, at):
        return queries.address_of(person.subject_id, "email")


def acting(person: FirmPerson, at: datetime) -> Actor:
    """Return the person as they act once they have signed."""
    bind(person.user, role=Role.FIRM)
    return actors.actor_of(person.user, at=at)


def test_who_answers_for_a_firm_is_written_to_and_must_sign_before_anything_opens(
    matti: FirmPerson, at: datetime
) -> None:
    before = actors.actor_of(matti.user, at=at)

    (letter,) = outbox("providers.firm", at=at)
    assert reached(matti, at) == "matti@malli.example"
    assert (before.role, before.must_sign(at)) == (Role.FIRM, True)
    assert not acting(matti, at).must_sign(at)
    assert "/firm/" in letter.text


def test_they_read_names_of_their_own_people_and_nothing_else_of_anybody(
    matti: FirmPerson, worker: Provider, owner: Actor, at: datetime
) -> None:
    stranger = providers.register(NEW, by=owner, at=at)
    with processing(acting(matti, at), Purpose.WORKFORCE, at):
        own, other = Provider.objects.get(id=worker.id), Provider.objects.get(id=stranger.id)
        assert own.first_name
        assert not is_withheld(own.first_name)
        assert all(map(is_withheld, (own.email, own.phone, other.first_name, other.last_name, other.email)))


def test_control_without_a_signature_they_read_nothing(matti: FirmPerson, worker: Provider, at: datetime) -> None:
    with processing(actors.actor_of(matti.user, at=at), Purpose.WORKFORCE, at):
        assert is_withheld(Provider.objects.get(id=worker.id).first_name)


def test_who_answers_no_more_is_nobody_at_the_next_request(matti: FirmPerson, owner: Actor, at: datetime) -> None:
    firm_people.let_go(matti, by=owner, at=at)

    assert Role.FIRM not in actors.actor_of(matti.user, at=at).roles
    with pytest.raises(firm_people.HasLeft):
        firm_people.let_go(matti, by=owner, at=at)
    with pytest.raises(proposals.NotYours):
        proposals.propose(matti, NEW, until=FAR, by=owner, at=at)


def test_an_account_answers_for_one_firm(matti: FirmPerson, firm: Firm, owner: Actor, at: datetime) -> None:
    with pytest.raises(firm_people.AnswersAlready):
        firm_people.invite(firm, name="Toinen", email="MATTI@malli.example", by=owner, at=at)


def test_a_firm_attests_for_nobody_who_works_elsewhere_by_now(
    matti: FirmPerson, worker: Provider, firm: Firm, owner: Actor, at: datetime
) -> None:
    firms.employ(worker, None, by=owner, at=at)
    details = FirmDetails(name="Toinen Oy", business_id="1234567-1", contact="Liisa")
    moved = firms.employ(worker, firms.add(details, until=FAR, by=owner, at=at), by=owner, at=at)

    with pytest.raises(WorksElsewhere):
        firms.attest(moved, given_by="Matti", until=FAR, by=owner, at=at, firm=firm)
    assert not queries.assignable(at=at).filter(id=worker.id).exists()


def test_taking_back_ends_every_attestation_there_is(worker: Provider, firm: Firm, owner: Actor, at: datetime) -> None:
    for months in (1, 2, 3):
        firms.attest(worker, given_by="Matti", until=at + months * MONTH, by=owner, at=at, firm=firm)

    firms.withdraw(worker, firm, by=owner, at=at)

    assert not queries.assignable(at=at).filter(id=worker.id).exists()
    with pytest.raises(AlreadyEnded):
        firms.withdraw(worker, firm, by=owner, at=at)


def test_a_proposal_becomes_a_provider_of_the_firm_with_what_it_attested(
    matti: FirmPerson, firm: Firm, at: datetime
) -> None:
    proposal = proposals.propose(matti, NEW, until=at + MONTH, by=acting(matti, at), at=at)
    was = proposal.subject_id
    owner = Actor.person(firm.id, Role.OWNER, confidential_until=FAR)

    with processing(owner, Purpose.WORKFORCE, at):
        made = proposals.approve(proposal, by=owner, at=at)

    (row,) = firm_people.standings(firm, at=at)
    assert (row.worker, row.is_signed, row.attested_until, row.is_bound) == (made, False, at + MONTH, False)
    assert not Proposal.objects.exists()
    assert not Subject.objects.filter(id=was).exists()
    assert "Ehdotuksesi hyväksyttiin" in {mail.subject for mail in outbox("providers.firm", at=at)}
    with pytest.raises(proposals.IsDecided):
        proposals.decline(proposal, by=owner, at=at)


def test_who_is_declined_taken_back_or_waits_for_a_month_is_forgotten(matti: FirmPerson, at: datetime) -> None:
    acts = (
        lambda each: proposals.decline(each, by=SYSTEM, at=at),
        lambda each: proposals.take_back(each, by=SYSTEM, at=at),
        lambda _each: proposals.sweep(by=SYSTEM, at=at + MONTH),
    )
    for act in acts:
        proposal = proposals.propose(matti, NEW, until=FAR, by=SYSTEM, at=at)
        act(proposal)
        assert not Subject.objects.filter(id=proposal.subject_id).exists()
    assert proposals.sweep(by=SYSTEM, at=at + MONTH) == 0
    assert Entry.objects.filter(action="proposal.forgotten").count() == 1


def test_nobody_approves_what_they_proposed(matti: FirmPerson, at: datetime) -> None:
    by = acting(matti, at)
    proposal = proposals.propose(matti, NEW, until=FAR, by=by, at=at)

    with pytest.raises(proposals.OwnProposal):
        proposals.approve(proposal, by=by, at=at)


def test_a_firm_proposes_twenty_at_most_and_learns_nothing_of_who_works_here(
    matti: FirmPerson, siiri: Provider, firm: Firm, owner: Actor, at: datetime
) -> None:
    known = Person(first_name="S", last_name="S", email="siiri@esimerkki.example", phone=NEW.phone)
    for person in [known, *[NEW] * 19]:
        proposals.propose(matti, person, until=FAR, by=owner, at=at)

    with pytest.raises(proposals.TooMany):
        proposals.propose(matti, NEW, until=FAR, by=owner, at=at)
    firms.commit(firm, contact="Matti", until=at, by=owner, at=at)
    with pytest.raises(FirmIsNotCommitted):
        proposals.propose(matti, NEW, until=FAR, by=owner, at=at)


def test_the_address_follows_the_account(matti: FirmPerson, owner: Actor, at: datetime) -> None:
    users.change_email(matti.user, "uusi@malli.example", by=SYSTEM, at=at)
    claims.tell_moved(matti.user, "uusi@malli.example", by=SYSTEM, at=at)

    assert reached(matti, at) == "uusi@malli.example"
