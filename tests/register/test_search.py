"""Customers are found the way people ask for them, and nothing is opened for it."""

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.promises import Actor, Purpose
from lupaus.register import addresses, customers, search
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.vault import searching
from lupaus.vault.reading import processing


def found(text: str) -> tuple[Customer, ...]:
    return search.find(text).customers


@pytest.mark.parametrize(
    "text",
    [
        "mei", "MEIKÄ", "meika", "Meika\N{COMBINING DIAERESIS}läinen", "Maija Meikäläinen", "mei mai", "esimerkkik",
        "maija esim", "4567", "123 4567", "040-1234567", "+358 40 123 4567", "maija@esimerkki.fi",
    ],
)  # fmt: skip
def test_a_customer_is_found_by_any_beginning_and_any_ending(customer: Customer, home: Address, text: str) -> None:
    assert found(text) == (customer,)


@pytest.mark.parametrize("text", ["", " ", "me", "äläinen", "567", "maija matti", "%", "_", "me%", "'", "1234"])
def test_anything_else_finds_nobody(customer: Customer, home: Address, text: str) -> None:
    assert found(text) == ()


def test_a_corrected_name_is_found_and_the_earlier_one_is_not(customer: Customer, maija: Actor, at: datetime) -> None:
    with processing(maija, Purpose.SELF_SERVICE, at):
        customers.change_name(customer, first_name="Liisa", last_name="Mallikas", by=maija, at=at)

    assert (found("mallik"), found("meikä")) == ((customer,), ())


def test_a_removed_address_finds_nobody(customer: Customer, home: Address, maija: Actor, at: datetime) -> None:
    addresses.remove(home, by=maija, at=at)

    assert found("esimerkkikatu") == ()


def test_a_short_name_is_found_whole(customer: Customer, visitor: Actor, at: datetime) -> None:
    bo = Contact.checked(first_name="Bo", last_name="Ek", email="bo@esimerkki.fi", phone="050 1112223")
    row = customers.register(bo, by=visitor, at=at)

    assert (found("bo ek"), found("b")) == ((row,), ())


def test_ten_are_shown_and_that_there_are_more(customer: Customer, visitor: Actor, at: datetime) -> None:
    again = Contact.checked(first_name="Maija", last_name="Malli", email="m@esimerkki.fi", phone="050 1112223")
    for _ in range(search.MOST):
        customers.register(again, by=visitor, at=at)

    hits = search.find("maija")

    assert (len(hits.customers), hits.has_more) == (search.MOST, True)


def test_a_bomb_of_words_is_cut(customer: Customer) -> None:
    begun = time.process_time()

    assert found("maija " * 20_000) == (customer,)

    assert time.process_time() - begun < 1


def test_tokens_tell_nothing(customer: Customer) -> None:
    row = Customer.objects.values("first_name_tokens", "phone_tokens").get()

    assert {len(token) for tokens in row.values() for token in tokens} == {16}
    assert "mai" not in str(row)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_found_by_itself(text: str) -> None:
    kept = set(searching.tokens_of_words(text))

    assert {searching.token_of_word(word) for word in searching.words(text)} <= kept


def test_control_without_tokens_nobody_is_found(customer: Customer) -> None:
    Customer.objects.update(first_name_tokens=None, last_name_tokens=None, email_tokens=None)

    assert found("meikä") == ()
