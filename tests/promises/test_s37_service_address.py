"""Clause S37: many addresses per customer, each with its own way in, gone at once when removed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lupaus.orders.models import Order
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.register import addresses
from lupaus.register.addresses import Place, WayIn
from lupaus.register.models import Address, Customer
from lupaus.vault.reading import is_withheld, processing
from tests.scheduling import town as towns
from tests.scheduling.town import AT, NINE, OFFICE, Town, customer_actor, provider_actor

PROMISE = Promise("S37", State.ENFORCED)


@pytest.fixture
def town(db: None) -> Town:
    return towns.build()


def cottage_of(customer: Customer) -> Address:
    """Give the customer a second address with a code of its own."""
    way_in = WayIn.checked(access="code", code="9999#")
    place = Place.checked(street="Mökkitie 1", postcode="02100", way_in=way_in, label="cottage")
    return addresses.add(customer, place, by=OFFICE, at=AT)


def test_the_codes_of_two_addresses_are_kept_apart(town: Town) -> None:
    visit = town.accepted()
    order = Order.objects.select_related("customer").get(id=visit.order_id)
    cottage = cottage_of(order.customer)

    with processing(customer_actor(visit), Purpose.SELF_SERVICE, AT):
        codes = {each.id: each.access_code for each in Address.objects.filter(customer=order.customer)}

    assert codes == {order.address_id: "1234#", cottage.id: "9999#"}


def test_at_the_door_a_provider_opens_the_code_of_that_address_alone(town: Town) -> None:
    visit = town.accepted()
    order = Order.objects.select_related("customer").get(id=visit.order_id)
    cottage = cottage_of(order.customer)

    with processing(provider_actor(visit.provider), Purpose.SERVICE_DELIVERY, NINE - timedelta(hours=1)):
        here, there = (Address.objects.get(id=key).access_code for key in (order.address_id, cottage.id))

    assert here == "1234#"
    assert is_withheld(there)


def test_removing_an_address_removes_its_code_at_once_and_no_other(town: Town) -> None:
    visit = town.accepted()
    order = Order.objects.select_related("customer").get(id=visit.order_id)
    cottage = cottage_of(order.customer)

    with processing(OFFICE, Purpose.SERVICE_DELIVERY, AT):
        addresses.remove(cottage, by=OFFICE, at=AT)

    assert stored_code(cottage) is None
    assert stored_code(order.address) is not None


def test_the_database_itself_keeps_no_code_of_a_removed_address(town: Town) -> None:
    address = town.accepted().order.address

    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.filter(id=address.id).update(removed_at=AT)


def test_control_without_the_constraint_the_code_of_a_removed_address_stays(town: Town) -> None:
    address = town.accepted().order.address
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table register_address drop constraint removed_address_opens_no_door")

    Address.objects.filter(id=address.id).update(removed_at=AT)

    assert stored_code(address) is not None


def stored_code(address: Address) -> object:
    """Return what the table holds, sealed as it is."""
    with connection.cursor() as cursor:
        cursor.execute("select access_code from register_address where id = %s", [address.id])
        return cursor.fetchone()[0]
