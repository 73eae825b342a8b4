"""Looking customers up, without opening anything."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from lupaus.journal.models import Entry
from lupaus.promises import Actor, Purpose, Role
from lupaus.register import customers, numbers, queries, search
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.register.search import MOST
from lupaus.vault.fields import blind
from lupaus.vault.reading import processing
from tests.register.conftest import MAIJA


@pytest.fixture
def matti(customer: Customer, visitor: Actor, at: datetime) -> Customer:
    other = MAIJA | {"first_name": "Matti", "email": "matti@esimerkki.fi", "phone": "050 111 2233"}
    return customers.register(Contact.checked(**other), by=visitor, at=at)


def test_a_customer_is_found_by_number_address_and_phone(customer: Customer, matti: Customer) -> None:
    assert search.find(numbers.spoken(customer.number)).customers == (customer,)
    assert search.find("Maija@ESIMERKKI.fi ").customers == (customer,)
    assert search.find("+358 40 1234567").customers == (customer,)


@pytest.mark.parametrize("text", ["", "%", "' OR 1=1 --", "_____@_____", "(a+)+$", "123456789", "0" * 300])
def test_anything_else_finds_nobody(customer: Customer, text: str) -> None:
    assert search.find(text).customers == ()


def test_looking_up_opens_nothing(customer: Customer) -> None:
    search.find("maija@esimerkki.fi")
    queries.possible_duplicates(customer)

    assert not Entry.objects.filter(action="data.seen").exists()


def test_the_same_phone_or_address_suggests_a_duplicate(
    customer: Customer, matti: Customer, visitor: Actor, at: datetime
) -> None:
    same_phone = customers.register(Contact.checked(**MAIJA | {"email": "m@esimerkki.fi"}), by=visitor, at=at)
    same_email = customers.register(Contact.checked(**MAIJA | {"phone": "09 123 4567"}), by=visitor, at=at)

    assert set(queries.possible_duplicates(customer)) == {same_phone, same_email}
    assert queries.possible_duplicates(matti) == []


def test_at_most_ten_are_found(customer: Customer, visitor: Actor, at: datetime) -> None:
    for _ in range(MOST + 2):
        customers.register(Contact.checked(**MAIJA), by=visitor, at=at)

    assert len(search.find("maija@esimerkki.fi").customers) == MOST


def test_a_person_is_the_customers_their_account_claimed(customer: Customer, matti: Customer, home: Address) -> None:
    account = Actor.person(uuid4(), Role.CUSTOMER)

    assert list(queries.customers_of(account)) == []
    assert list(queries.own_customers(Actor.visitor())) == []
    assert list(queries.customers_of(Actor.visitor())) == []
    assert list(queries.own_addresses(account)) == []
    assert list(queries.own_payers(account)) == []
    assert list(queries.own_revisions(account)) == []


def test_the_office_has_all_customers(customer: Customer, matti: Customer, office: Actor) -> None:
    assert set(queries.customers_of(office)) == {customer, matti}


def test_an_unclaimed_customer_lends_its_subject_to_a_new_account(customer: Customer) -> None:
    assert queries.unclaimed_subject(blind("email", "maija@esimerkki.fi")) == customer.subject
    assert queries.unclaimed_subject(blind("email", "matti@esimerkki.fi")) is None


def test_a_stranger_has_no_address_to_be_written_to(db: None) -> None:
    assert queries.address_of(UUID(int=5), "email") is None


def test_a_customer_is_written_to_where_they_said(customer: Customer, at: datetime) -> None:
    with processing(Actor.system("communication"), Purpose.MESSAGING, at):
        told = [queries.address_of(customer.subject_id, channel) for channel in ("email", "sms")]

    assert told == ["maija@esimerkki.fi", "+358401234567"]
