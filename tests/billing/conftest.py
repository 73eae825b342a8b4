from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lupaus.billing import invoices
from lupaus.billing.models import Invoice
from lupaus.company import profiles
from lupaus.company.profiles import Details
from lupaus.promises import Actor, Purpose
from lupaus.scheduling import acceptance
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests.scheduling import town as towns
from tests.scheduling.town import NINE, OWNER, Town, customer_actor

BILLING = Actor.system("billing")
LATER = NINE + timedelta(hours=6)
"""Thursday 26.11. at 15.00 in Helsinki, after the work."""
SELLER = Details(
    name="Kotipalvelu Malli Oy",
    business_id="1234567-1",
    street="Esimerkkikatu 1",
    postcode="00500",
    city="Helsinki",
    email="info@malli.example",
    phone="010 123 4567",
    iban="FI2112345600000785",
    is_in_prepayment_register=True,
    register_role="Tietosuojavastaava",
    register_email="tietosuoja@malli.example",
)

type Issue = Callable[..., Invoice]


@pytest.fixture
def town(db: None) -> Town:
    """A company with three providers and a bank account."""
    town = towns.build()
    move_to(SELLER.street, at=towns.AT + timedelta(minutes=1))
    return town


@pytest.fixture
def approved(town: Town) -> Visit:
    """A visit that was done on Thursday at 9.00 and accepted by its customer."""
    return approve(town.finished())


@pytest.fixture
def invoice(approved: Visit) -> Invoice:
    """The invoice of that visit."""
    return issue(approved)


def approve(visit: Visit, *, at: datetime = LATER) -> Visit:
    """Let the customer accept the work."""
    return acceptance.accept(visit, by=customer_actor(visit), at=at)


def issue(visit: Visit, *, at: datetime = LATER) -> Invoice:
    """Issue the invoice of a visit as the job does."""
    with processing(BILLING, Purpose.INVOICING, at):
        return invoices.issue(visit, by=BILLING, at=at)


def move_to(street: str, *, at: datetime) -> None:
    """Let the company move to another address."""
    profiles.change(replace(SELLER, street=street), by=OWNER, at=at)
