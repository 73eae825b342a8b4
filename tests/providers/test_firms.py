"""Firms whose people work for us: bound themselves, and attesting for each of them."""

from datetime import datetime, timedelta

import pytest

from lupaus.accounts import actors
from lupaus.company.identifiers import InvalidBusinessId
from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose, Role
from lupaus.providers import firms, queries
from lupaus.providers.firms import (
    AlreadyEnded,
    DetailIsMissing,
    EndsTooEarly,
    FirmDetails,
    FirmIsNotCommitted,
    HasNoFirm,
)
from lupaus.providers.models import Firm, Provider
from lupaus.vault.reading import processing
from tests.support import FAR, account

pytestmark = pytest.mark.django_db

MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)
DETAILS = FirmDetails(name="Siivous Malli Ky", business_id="1234567-1", contact="Matti Malli")


@pytest.fixture
def firm(owner: Actor, at: datetime) -> Firm:
    return firms.add(DETAILS, until=at + 3 * MONTH, by=owner, at=at)


@pytest.fixture
def worker(siiri: Provider, firm: Firm, owner: Actor, at: datetime) -> Provider:
    """Return somebody of a firm's who has signed and for whom nothing is attested yet."""
    return firms.employ(siiri, firm, by=owner, at=at)


def can_be_given_visits(provider: Provider, at: datetime) -> bool:
    return queries.assignable(at=at).filter(id=provider.id).exists()


def test_who_works_for_us_needs_only_to_have_signed(siiri: Provider, at: datetime) -> None:
    assert can_be_given_visits(siiri, at)


def test_a_firms_worker_is_given_nothing_before_the_firm_attests(worker: Provider, owner: Actor, at: datetime) -> None:
    before = can_be_given_visits(worker, at)

    firms.attest(worker, given_by="Matti Malli", until=at + MONTH, by=owner, at=at)

    assert (before, can_be_given_visits(worker, at)) == (False, True)
    assert [can_be_given_visits(worker, at + MONTH - gap) for gap in (SECOND, timedelta())] == [True, False]
    assert Entry.objects.get(action="provider.attested").about == worker.id


def test_an_attestation_that_is_ended_counts_no_more(worker: Provider, owner: Actor, at: datetime) -> None:
    given = firms.attest(worker, given_by="Matti Malli", until=at + MONTH, by=owner, at=at)

    firms.end_attestation(given, by=owner, at=at + SECOND)

    assert not can_be_given_visits(worker, at + SECOND)
    with pytest.raises(AlreadyEnded):
        firms.end_attestation(given, by=owner, at=at + SECOND)


def test_what_a_firm_attests_holds_as_long_as_the_firm_is_bound_itself(
    worker: Provider, firm: Firm, owner: Actor, at: datetime
) -> None:
    firms.attest(worker, given_by="Matti Malli", until=at + 6 * MONTH, by=owner, at=at)
    end = at + 3 * MONTH

    assert [can_be_given_visits(worker, end - gap) for gap in (SECOND, timedelta())] == [True, False]
    firms.commit(firm, contact="Matti Malli", until=end + MONTH, by=owner, at=at)
    assert can_be_given_visits(worker, end)
    firms.commit(firm, contact="Matti Malli", until=at, by=owner, at=at)
    assert not can_be_given_visits(worker, at)
    with pytest.raises(FirmIsNotCommitted):
        firms.attest(worker, given_by="Matti Malli", until=end, by=owner, at=at)


def test_another_firm_attests_anew(worker: Provider, owner: Actor, at: datetime) -> None:
    firms.attest(worker, given_by="Matti Malli", until=at + MONTH, by=owner, at=at)
    other = firms.add(
        FirmDetails(name="Toinen Oy", business_id="1234567-1", contact="Liisa"), until=FAR, by=owner, at=at
    )

    moved = firms.employ(worker, other, by=owner, at=at)

    assert not can_be_given_visits(moved, at)
    assert can_be_given_visits(firms.employ(moved, None, by=owner, at=at), at)


def test_the_workers_own_account_knows_of_others_no_longer_than_the_attestation(
    worker: Provider, owner: Actor, at: datetime
) -> None:
    user = account("siiri@esimerkki.example", person=worker.subject, at=at)
    Provider.objects.filter(id=worker.id).update(user=user)
    before = actors.actor_of(user, at=at)

    firms.attest(worker, given_by="Matti Malli", until=at + MONTH, by=owner, at=at)

    after = actors.actor_of(user, at=at)
    assert (before.must_sign(at), after.must_sign(at), after.confidential_until) == (True, False, at + MONTH)


def test_without_a_firm_there_is_nothing_to_attest(siiri: Provider, owner: Actor, at: datetime) -> None:
    with pytest.raises(HasNoFirm):
        firms.attest(siiri, given_by="Matti Malli", until=at + MONTH, by=owner, at=at)


def test_what_is_not_right_is_refused(worker: Provider, firm: Firm, owner: Actor, at: datetime) -> None:
    nameless = FirmDetails(name=" ", business_id="1234567-1", contact="M")
    wrong = FirmDetails(name="Malli", business_id="1234567-2", contact="M")
    with pytest.raises(DetailIsMissing):
        firms.add(nameless, until=FAR, by=owner, at=at)
    with pytest.raises(InvalidBusinessId):
        firms.add(wrong, until=FAR, by=owner, at=at)
    with pytest.raises(EndsTooEarly):
        firms.add(DETAILS, until=at, by=owner, at=at)
    with pytest.raises(EndsTooEarly):
        firms.commit(firm, contact="M", until=at - SECOND, by=owner, at=at)
    with pytest.raises(DetailIsMissing):
        firms.commit(firm, contact="", until=FAR, by=owner, at=at)
    with pytest.raises(EndsTooEarly):
        firms.attest(worker, given_by="M", until=at, by=owner, at=at)
    with pytest.raises(DetailIsMissing):
        firms.attest(worker, given_by=" ", until=FAR, by=owner, at=at)


def test_the_owner_reads_the_firm(firm: Firm, at: datetime) -> None:
    owner = Actor.person(firm.id, Role.OWNER, confidential_until=FAR)

    with processing(owner, Purpose.WORKFORCE, at):
        row = Firm.objects.get(id=firm.id)
        assert (row.name, row.business_id, row.contact) == ("Siivous Malli Ky", "1234567-1", "Matti Malli")
