"""Two customers that are one human become one; for a day it can be taken back."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import ProtectedError

from lupaus.accounts.models import User
from lupaus.journal.models import Entry
from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.promises import Actor, Purpose, Role
from lupaus.register import addresses, customers, merging, queries, search
from lupaus.register.addresses import Place
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.vault.models import Subject
from lupaus.vault.reading import processing
from tests.support import SYSTEM

CALLER = {"first_name": "M.", "last_name": "Meikäläinen", "email": "m.m@esimerkki.fi", "phone": "040 123 4567"}


@pytest.fixture
def twin(customer: Customer, office: Actor, at: datetime) -> Customer:
    return customers.register(Contact.checked(**CALLER), by=office, at=at)


@pytest.fixture
def cottage(twin: Customer, office: Actor, at: datetime) -> Address:
    return addresses.add(twin, Place.checked(street="Rantatie 7", postcode="02100"), by=office, at=at)


def streets(customer: Customer, at: datetime) -> set[str]:
    owner = Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({customer.subject_id}))
    with processing(owner, Purpose.SELF_SERVICE, at):
        return {address.street for address in queries.addresses_of([customer])}


def test_everything_of_the_other_moves_and_opens_with_the_key_of_the_one_that_stays(
    customer: Customer, home: Address, twin: Customer, cottage: Address, office: Actor, at: datetime
) -> None:
    merging.merge(customer, twin, by=office, at=at)

    keystore().destroy([KeyRef(twin.subject_id, Chain.REGISTER)])
    assert streets(customer, at) == {"Esimerkkikatu 5 A 12", "Rantatie 7"}
    assert search.find("rantatie").customers == (customer,)
    assert search.find("meikä").customers == (customer,)


def test_a_merge_is_one_entry_in_the_journal(customer: Customer, twin: Customer, office: Actor, at: datetime) -> None:
    merging.merge(customer, twin, by=office, at=at)

    (entry,) = Entry.objects.filter(action="customer.merged")
    assert set(entry.subjects) == {customer.subject_id, twin.subject_id}


def test_within_the_day_it_can_be_taken_back(
    customer: Customer, home: Address, twin: Customer, cottage: Address, office: Actor, at: datetime
) -> None:
    merge = merging.merge(customer, twin, by=office, at=at)

    merging.undo(merge, by=office, at=at + timedelta(hours=23))

    assert (streets(customer, at), streets(twin, at)) == ({"Esimerkkikatu 5 A 12"}, {"Rantatie 7"})
    assert set(search.find("meikä").customers) == {customer, twin}


def test_the_account_of_the_other_comes_along_and_goes_back(
    customer: Customer, twin: Customer, user: User, office: Actor, at: datetime
) -> None:
    Customer.objects.filter(pk=twin.pk).update(user=user)

    merge = merging.merge(customer, twin, by=office, at=at)
    moved = list(Customer.objects.order_by("registered_at").values_list("user", flat=True))
    merging.undo(merge, by=office, at=at)

    assert (set(moved), customer.pk) == ({user.pk, None}, Customer.objects.get(user=None).pk)


def test_after_a_day_the_other_is_gone_and_its_number_finds_the_one_that_stayed(
    customer: Customer, twin: Customer, cottage: Address, office: Actor, at: datetime
) -> None:
    merge = merging.merge(customer, twin, by=office, at=at)

    assert merging.finish_due(by=SYSTEM, at=at + timedelta(hours=24)) == 1

    assert not Subject.objects.filter(pk=twin.subject_id).exists()
    assert search.find(twin.number).customers == (customer,)
    assert merging.also_known([customer.subject_id]) == {twin.subject_id}
    with pytest.raises(merging.TooLateToUndo):
        merging.undo(merge, by=office, at=at + timedelta(hours=1))


def test_finishing_waits_for_the_day_and_is_done_once(
    customer: Customer, twin: Customer, office: Actor, at: datetime
) -> None:
    merging.merge(customer, twin, by=office, at=at)

    done = [merging.finish_due(by=SYSTEM, at=at + timedelta(hours=hours)) for hours in (23, 24, 25)]

    assert done == [0, 1, 0]


def test_what_cannot_be_one_is_refused(
    customer: Customer, twin: Customer, user: User, office: Actor, at: datetime
) -> None:
    firm = {**CALLER, "company_name": "Malli Oy", "business_id": "1234567-1"}
    company = customers.register(Contact.checked(**firm), by=office, at=at)

    with pytest.raises(merging.PersonAndCompany):
        merging.merge(customer, company, by=office, at=at)
    with pytest.raises(merging.SameCustomer):
        merging.merge(customer, customer, by=office, at=at)
    merging.merge(customer, twin, by=office, at=at)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(twin, customer, by=office, at=at)


def test_a_merged_one_is_suggested_to_nobody(customer: Customer, twin: Customer, office: Actor, at: datetime) -> None:
    merging.merge(customer, twin, by=office, at=at)

    assert queries.possible_duplicates(customer) == []


def test_a_merge_is_not_undone_under_a_later_one(
    customer: Customer, twin: Customer, office: Actor, at: datetime
) -> None:
    third = customers.register(Contact.checked(**CALLER | {"email": "kolmas@esimerkki.fi"}), by=office, at=at)
    address = addresses.add(twin, Place.checked(street="Rantatie 7", postcode="02100"), by=office, at=at)
    first = merging.merge(customer, twin, by=office, at=at)
    second = merging.merge(third, customer, by=office, at=at)

    with pytest.raises(merging.MergedSince):
        merging.undo(first, by=office, at=at)
    merging.undo(second, by=office, at=at)
    merging.undo(first, by=office, at=at)

    assert Address.objects.get(pk=address.pk).customer_id == twin.pk
    assert streets(twin, at) == {"Rantatie 7"}


def late_address(twin: Customer, office: Actor, at: datetime) -> Address:
    """Write to the merged customer as a form does that was opened before the merge."""
    return addresses.add(twin, Place.checked(street="Myöhätie 9", postcode="02100"), by=office, at=at)


def test_what_is_written_to_the_merged_one_meanwhile_is_kept_and_goes_back_if_undone(
    customer: Customer, twin: Customer, office: Actor, at: datetime
) -> None:
    merge = merging.merge(customer, twin, by=office, at=at)
    late_address(twin, office, at)

    merging.finish_due(by=SYSTEM, at=at + timedelta(hours=1))
    caught = streets(customer, at)
    merging.undo(merge, by=office, at=at + timedelta(hours=2))

    assert ("Myöhätie 9" in caught, streets(twin, at)) == (True, {"Myöhätie 9"})


def test_what_is_written_last_of_all_is_not_lost_with_the_merged_one(
    customer: Customer, twin: Customer, office: Actor, at: datetime
) -> None:
    merging.merge(customer, twin, by=office, at=at)
    late_address(twin, office, at)

    assert merging.finish_due(by=SYSTEM, at=at + timedelta(hours=24)) == 1
    assert "Myöhätie 9" in streets(customer, at)


def test_control_without_catching_up_the_late_row_would_be_in_the_way_or_lost(
    customer: Customer, twin: Customer, office: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging.merge(customer, twin, by=office, at=at)
    late_address(twin, office, at)
    monkeypatch.setattr(merging, "_move", lambda _here, _there: {})

    with pytest.raises(ProtectedError):
        merging.finish_due(by=SYSTEM, at=at + timedelta(hours=24))
