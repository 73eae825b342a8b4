"""The demo company, as it stands on its own pages."""

import pytest
from django.test import Client

from lupaus.catalogue import quotes
from lupaus.catalogue.engine.terms import Equipment, Selection
from lupaus.foundation import clock
from lupaus.jobs.seed import company
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> company.Shop:
    clock.set_to(NOON)
    return company.found(by=SYSTEM, at=NOON)


def test_the_office_is_cleaned_without_any_household_tax_credit(shop: company.Shop, client: Client) -> None:
    office = shop.services["Toimistosiivous"]

    quote = quotes.quote(Selection(office.code, 120, (), Equipment.OURS), walltime.day_of(NOON))

    assert quote.labour == Money.zero()
    assert not any(office in add_on.services.all() for add_on in shop.add_ons.values())
    assert "otitalousvähenn" not in client.get(f"/order/?service={office.code}").content.decode()


def test_control_a_home_is_cleaned_with_it(shop: company.Shop, client: Client) -> None:
    home = shop.services["Kotisiivous"]

    quote = quotes.quote(Selection(home.code, 120, (), Equipment.OURS), walltime.day_of(NOON))

    assert quote.labour > Money.zero()
    assert "otitalousvähenn" in client.get(f"/order/?service={home.code}").content.decode()


def test_every_card_but_that_of_the_office_names_the_credit(shop: company.Shop, client: Client) -> None:
    said = client.get("/services/").content.decode()

    assert said.count("Kotitalousvähennyksen jälkeen") == len(shop.services) - 1
