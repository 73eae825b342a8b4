"""A customer's card: found by an exact value, opened for a reason, values one by one."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from lupaus.journal.models import Entry, Outcome
from lupaus.orders.models import Order
from lupaus.promises import Purpose
from lupaus.register import customers
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer
from tests.staging import be_at
from tests.support import SYSTEM
from tests.world import AINO, World

pytestmark = pytest.mark.django_db


def search(world: World, text: str, reason: str = "called") -> Any:
    return world.client("office").post("/staff/customers/", {"reason": reason, "text": text})


def card(world: World, part: str = "") -> str:
    return f"/staff/customers/{world.ids['customer']}/{part}"


def opened(world: World) -> str:
    """Open the card with its number and return what it says."""
    number = Customer.objects.get(id=world.ids["customer"]).number
    response = search(world, number)
    assert (response.status_code, response["Location"]) == (302, card(world))
    return world.client("office").get(card(world)).content.decode()


def test_the_number_opens_the_card_under_a_banner_with_the_reason(world: World) -> None:
    be_at(world.at + timedelta(seconds=30))

    said = opened(world)

    assert "Katselun syy: asiakas soitti." in said
    assert "Katselu alkoi klo 12.00 ja päättyy klo 12.30." in said
    assert f"<bdi>{AINO.first_name}</bdi> näkee tämän katselun." in said


def test_at_first_only_the_name_is_open(world: World) -> None:
    said = unescape(opened(world))

    shown = [name for name, value in AINO.canaries().items() if value in said]
    assert shown == ["first_name", "last_name"]
    looks = Entry.objects.filter(outcome=Outcome.SEEN, about_kind="staff:customer")
    assert {category for entry in looks for category in entry.categories} <= {
        "name",
        "company",
        "shown_name",
        "contact_note",
    }


@pytest.mark.parametrize(
    ("name", "value"), [("phone", "040 735 1846"), ("email", "Aino.Canary@kanarialintu.fi"), ("street", AINO.street)]
)
def test_one_press_opens_one_value_on_that_answer_only(world: World, name: str, value: str) -> None:
    opened(world)

    said = world.client("office").post(card(world, "value/"), {"show": name}).content.decode()

    assert value.lower() in said.lower()
    others = {"phone": AINO.phone, "email": AINO.email, "street": AINO.street}
    assert [word for other, word in others.items() if other != name and word in said] == []
    assert value not in world.client("office").get(card(world)).content.decode()


@pytest.mark.parametrize("name", ["", "access_code", "health", "password", "first_name", "x" * 3000])
def test_nothing_else_can_be_asked_for(world: World, name: str) -> None:
    opened(world)

    said = world.client("office").post(card(world, "value/"), {"show": name}).content.decode()

    hidden = (AINO.phone, AINO.email, AINO.street, AINO.code, AINO.health, AINO.way_in)
    assert [word for word in hidden if word in said] == []


def test_the_reason_comes_before_the_card(world: World) -> None:
    for path in (card(world), card(world, "value/")):
        method = world.client("office").post if "value" in path else world.client("office").get
        assert method(path)["Location"] == card(world, "case/")

    assert world.client("office").post(card(world, "case/"), {}).status_code == 422
    assert world.client("office").post(card(world, "case/"), {"reason": "curious"}).status_code == 422
    assert world.client("office").post(card(world, "case/"), {"reason": "money"}).status_code == 302
    assert "Katselun syy: lasku tai maksu." in world.client("office").get(card(world)).content.decode()


def test_the_reason_stands_in_the_journal_of_the_customer(world: World) -> None:
    opened(world)

    entry = Entry.objects.get(action="case.opened_called")
    subject = Customer.objects.get(id=world.ids["customer"]).subject_id
    assert (entry.subjects, entry.purpose, entry.actor) == (
        [subject],
        Purpose.CUSTOMER_CARE.code,
        world.users["office"].pk,
    )


def test_half_an_hour_later_the_card_is_closed(world: World) -> None:
    opened(world)
    be_at(world.at + timedelta(minutes=29))
    assert world.client("office").get(card(world)).status_code == 200

    be_at(world.at + timedelta(minutes=31))

    assert world.client("office").get(card(world)).status_code == 302


def test_a_case_is_about_one_customer(world: World) -> None:
    opened(world)

    assert world.client("office").get(f"/staff/customers/{world.ids['customer_b']}/").status_code == 302


def test_stopping_closes_the_card(world: World) -> None:
    opened(world)

    assert world.client("office").post(card(world, "case/end/")).status_code == 302
    assert world.client("office").get(card(world)).status_code == 302


@pytest.mark.parametrize("text", ["aino.canary@KANARIALINTU.fi", "040 735 1846", "+358407351846"])
def test_mail_and_phone_find_the_customer_too(world: World, text: str) -> None:
    response = search(world, text)

    assert response.status_code in {200, 302}
    number = Customer.objects.get(id=world.ids["customer"]).number
    assert response.status_code == 302 or number in response.content.decode()


@pytest.mark.parametrize("text", ["inokainen", "polku 17", "%", "_", "'; --", "(a+)+$", "735 18", "Ainokainen Beritta"])
def test_anything_but_a_beginning_or_an_ending_finds_nobody(world: World, text: str) -> None:
    response = search(world, text)

    assert response.status_code == 200
    assert "Asiakasta ei löytynyt" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "reason"), [("", "called"), ("10000-0", ""), ("10000-0", "curious"), ("\x00", "called")]
)
def test_a_search_without_reason_or_words_is_refused(world: World, text: str, reason: str) -> None:
    assert search(world, text, reason).status_code in {400, 422}


def test_a_search_leaves_nothing_in_an_address(world: World) -> None:
    said = world.client("office").get("/staff/customers/", {"text": AINO.email}).content.decode()

    assert AINO.email not in said
    assert 'method="post"' in said


def test_the_same_phone_suggests_a_duplicate(world: World) -> None:
    contact = Contact.checked(first_name="Aina", last_name="Toinen", email="aina@malli.example", phone=AINO.phone)
    other = customers.register(contact, by=SYSTEM, at=world.at)

    assert other.number in opened(world)


@pytest.mark.parametrize("text", ["ainok", "öyst", "kanarialinnunp", "1846", "351 846"])
def test_a_beginning_or_an_ending_finds_the_customer(world: World, text: str) -> None:
    said = search(world, text)

    assert said.status_code == 302 or AINO.first_name in said.content.decode()


def test_several_hits_are_listed_by_name_and_open_nothing_else(world: World) -> None:
    contact = Contact.checked(first_name="Aina", last_name="Toinen", email="aina@malli.example", phone=AINO.phone)
    other = customers.register(contact, by=SYSTEM, at=world.at)

    said = search(world, AINO.phone).content.decode()

    assert (other.number in said, "Aina" in said, AINO.first_name in said) == (True, True, True)
    assert "aina@malli.example" not in said.lower()
    look = Entry.objects.filter(outcome=Outcome.SEEN, about_kind="staff:customers").latest("at")
    assert other.subject_id in look.subjects
    assert set(look.categories) <= {"name", "company"}


def test_an_order_or_an_invoice_finds_its_customer(world: World) -> None:
    customer = Customer.objects.get(id=world.ids["customer"])
    order = Order.objects.filter(customer=customer).first()
    assert order is not None

    answer = search(world, order.number)

    assert answer["Location"] == card(world)


def test_the_reason_is_kept_for_the_next_case(world: World) -> None:
    search(world, Customer.objects.get(id=world.ids["customer"]).number, "money")

    page = world.client("office").get("/staff/customers/").content.decode()

    assert re.search(r'<input type="hidden" name="reason" value="money">', page)
    assert re.search(r'checked[^>]*value="money"|value="money"[^>]*checked', page)


@pytest.mark.parametrize("who", ["a", "p", "owner", "privacy"])
def test_others_find_no_cards(world: World, who: str) -> None:
    client = world.client(who)
    assert client.get(card(world)).status_code == 404
    assert client.post("/staff/customers/", {"reason": "called", "text": AINO.email}).status_code == 404
    assert client.post(card(world, "value/"), {"show": "phone"}).status_code == 404
