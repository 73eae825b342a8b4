from datetime import UTC, datetime
from uuid import UUID

import pytest

from lupaus.accounts import users
from lupaus.accounts.models import User
from lupaus.promises import Actor, Role
from lupaus.register import addresses, customers
from lupaus.register.addresses import Place, WayIn
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.vault import subjects
from lupaus.vault.models import SubjectKind
from tests.support import FAR

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MAIJA = {
    "first_name": "Maija",
    "last_name": "Meikäläinen",
    "email": "maija@esimerkki.fi",
    "phone": "040 123 4567",
}


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def visitor() -> Actor:
    return Actor.visitor()


@pytest.fixture
def office() -> Actor:
    return Actor.person(UUID(int=7), Role.OFFICE, confidential_until=FAR)


@pytest.fixture
def customer(db: None, visitor: Actor, at: datetime) -> Customer:
    return customers.register(Contact.checked(**MAIJA), by=visitor, at=at)


@pytest.fixture
def user(db: None, at: datetime, visitor: Actor) -> User:
    subject = subjects.mint(SubjectKind.CUSTOMER, at=at)
    return users.open_account("maija@esimerkki.fi", subject, by=visitor, at=at, verified=True)


@pytest.fixture
def maija(customer: Customer) -> Actor:
    return Actor.person(UUID(int=1), Role.CUSTOMER, subjects=frozenset({customer.subject_id}))


@pytest.fixture
def home(customer: Customer, maija: Actor, at: datetime) -> Address:
    way_in = WayIn.checked(access="code", code="1234#", instructions="Avainboksi oven vasemmalla puolella")
    place = Place.checked(street="Esimerkkikatu 5 A 12", postcode="00500", way_in=way_in)
    return addresses.add(customer, place, by=maija, at=at)
