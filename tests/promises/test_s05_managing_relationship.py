"""Clause S5: one card shows a customer's orders, visits, bills; people who may be the same are suggested."""

from datetime import timedelta

from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import customers, numbers, queries
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer
from tests.support import SYSTEM
from tests.world import World

PROMISE = Promise(
    "S5",
    State.PARTLY,
    missing="the card shows no consents",
)

MAIJA = {"first_name": "Maija", "last_name": "Meikäläinen", "email": "maija@esimerkki.fi", "phone": "040 111 2233"}


def registered(world: World, **changed: str) -> Customer:
    return customers.register(Contact.checked(**MAIJA | changed), by=SYSTEM, at=world.at)


def card_of(world: World, customer: Customer) -> str:
    """Return the card as the office sees it, once it has said why it looks."""
    office = world.client("office")
    office.post(f"/staff/customers/{customer.id}/case/", {"reason": "called"})
    return office.get(f"/staff/customers/{customer.id}/").content.decode()


def test_the_same_phone_suggests_a_duplicate_and_another_does_not(world: World) -> None:
    first = registered(world)
    same = registered(world, email="toinen@esimerkki.fi")
    registered(world, email="kolmas@esimerkki.fi", phone="050 999 8877")

    assert queries.possible_duplicates(first) == [same]


def test_the_same_address_in_capitals_suggests_a_duplicate(world: World) -> None:
    first = registered(world)
    same = registered(world, email="MAIJA@esimerkki.fi", phone="050 999 8877")

    assert queries.possible_duplicates(first) == [same]


def test_the_office_is_told_of_the_duplicate_on_the_card(world: World) -> None:
    first = registered(world)
    same = registered(world, email="toinen@esimerkki.fi")

    card = card_of(world, first)

    assert same.number in card or numbers.spoken(same.number) in card


def test_the_card_shows_visits_and_bills(world: World) -> None:
    visit_page = f"/staff/visits/{world.ids['visit']}/"
    customer = Customer.objects.get(id=world.ids["customer"])

    assert visit_page in card_of(world, customer)


def test_the_customer_sees_orders_bills_and_data_in_one_place(world: World) -> None:
    page = world.client("a").get("/my/").content.decode() + world.client("a").get("/my/data/").content.decode()

    for place in (f"/my/visits/{world.ids['visit']}/", "/my/invoices/", "/my/data/history/", "asiakasnumeroa"):
        assert place in page


def test_merging_leaves_one_number_with_all_orders_and_one_entry(world: World) -> None:
    kept, twin, office = world.ids["customer_b"], world.ids["customer"], world.client("office")
    Customer.objects.filter(id=twin).update(user=None, phone_index=Customer.objects.get(id=kept).phone_index)
    office.post(f"/staff/customers/{kept}/case/", {"reason": "called"})

    office.post(f"/staff/customers/{kept}/merge/{twin}/", {"kept": str(kept)})

    card = office.get(f"/staff/customers/{kept}/").content.decode()
    assert [name for name in ("visit", "visit_b") if f"/staff/visits/{world.ids[name]}/" not in card] == []
    assert office.get(f"/staff/customers/{twin}/").status_code == 404
    assert Entry.objects.filter(action="customer.merged").count() == 2  # the world has merged one before


def test_control_without_the_blind_index_nobody_is_suggested(world: World) -> None:
    first = registered(world)
    same = registered(world, email="toinen@esimerkki.fi")
    Customer.objects.filter(id=same.id).update(phone_index=None)

    assert queries.possible_duplicates(first) == []
    assert timedelta() == first.registered_at - same.registered_at
