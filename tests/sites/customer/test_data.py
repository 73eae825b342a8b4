"""Own data: seen, corrected, with its history; what may go, goes."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from lupaus.journal.models import Entry
from lupaus.orders.models import HealthNote, Order
from lupaus.promises import Purpose
from lupaus.register import queries
from lupaus.register.models import Address, Customer
from lupaus.vault.reading import processing
from tests.sites.customer.conftest import text_of
from tests.world import AINO, LIISA, World


def _customer(world: World) -> str:
    return f"/my/data/{world.ids['customer']}/"


def _address(world: World) -> str:
    return f"/my/data/addresses/{world.ids['address']}/"


def test_everything_that_is_held_stands_on_the_page_but_the_code(a: Client) -> None:
    page = text_of(a.get("/my/data/"))

    for held in (AINO.first_name, AINO.email, "040 735 1846", AINO.street, AINO.health, LIISA.name, LIISA.street):
        assert held.replace("'", "&#x27;") in page
    assert AINO.code not in page
    assert AINO.way_in not in page


def test_the_code_is_shown_on_one_press_and_on_that_answer_only(a: Client, world: World) -> None:
    shown = text_of(a.post(f"{_address(world)}code/"))

    assert shown.count(AINO.code) == 1
    assert AINO.way_in in shown
    assert AINO.code not in text_of(a.get("/my/data/"))


def test_a_look_at_the_code_needs_a_press(a: Client, world: World) -> None:
    assert a.get(f"{_address(world)}code/").status_code == 405


@pytest.mark.parametrize(
    ("page", "sent", "shown", "earlier"),
    [
        ("name/", {"first_name": "Ánne-Máret", "last_name": "O'Brien"}, "Ánne-Máret", AINO.first_name),
        ("phone/", {"phone": "050 765 4321"}, "050 765 4321", "+358407351846"),
        ("language/", {"language": "sv"}, "Svenska", "Suomi"),
        ("company/", {"company_name": "Malli Oy", "business_id": "30005486"}, "3000548-6", "Yritys"),
    ],
)
def test_a_correction_shows_at_once_and_its_earlier_value_in_the_history(
    page: str, sent: dict[str, str], shown: str, earlier: str, a: Client, world: World
) -> None:
    answer = a.post(_customer(world) + page, sent, follow=True)

    assert answer.redirect_chain[-1][0] == "/my/data/"
    assert shown in text_of(answer)
    assert earlier in text_of(a.get("/my/data/history/"))


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("name/", {"first_name": "\u200b", "last_name": "X"}),
        ("name/", {}),
        ("phone/", {"phone": "12"}),
        ("language/", {"language": "xx"}),
        ("company/", {"company_name": "Malli Oy", "business_id": "3000548-7"}),
        ("addresses/new/", {"street": "Katu 1", "postcode": "99999", "label": "home", "access": "at_home"}),
        ("addresses/new/", {"street": "Katu 1", "postcode": "00500", "label": "home", "access": "code"}),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_changes_nothing(
    page: str, sent: dict[str, str], a: Client, world: World
) -> None:
    before = Entry.objects.exclude(outcome="seen").count()

    answer = a.post(_customer(world) + page, sent)

    assert answer.status_code == 422
    assert "<title>Virhe:" in text_of(answer)
    assert Entry.objects.exclude(outcome="seen").count() == before


def test_a_stranger_corrects_nothing(b: Client, world: World) -> None:
    for page, sent in (("name/", {"first_name": "X", "last_name": "Y"}), ("phone/", {"phone": "050 765 4321"})):
        assert b.post(_customer(world) + page, sent).status_code == 404
    for page in ("removal/", "code/", "way-in/", ""):
        assert b.post(_address(world) + page, {}).status_code == 404

    assert Address.objects.get(id=world.ids["address"]).removed_at is None


def test_fields_that_are_not_on_the_form_are_not_taken(a: Client, world: World) -> None:
    number = Customer.objects.get(id=world.ids["customer"]).number

    sent = {"phone": "050 765 4321", "number": "1", "user": "", "kind": "company", "is_staff": "1"}
    a.post(f"{_customer(world)}phone/", sent)

    row = Customer.objects.get(id=world.ids["customer"])
    assert (row.number, row.kind, row.user_id) == (number, "person", world.users["a"].id)


def test_an_address_is_added_corrected_and_removed(a: Client, world: World) -> None:
    sent = {
        "street": "Mökkitie 1",
        "postcode": "02100",
        "label": "cottage",
        "access": "code",
        "code": "77",
        "instructions": "",
    }
    a.post(f"{_customer(world)}addresses/new/", sent)
    cottage = Address.objects.get(label="cottage")
    a.post(f"/my/data/addresses/{cottage.id}/", {"street": "Mökkitie 2", "postcode": "02100", "label": "cottage"})
    page = text_of(a.get("/my/data/"))
    assert "Mökkitie 2" in page

    gone: Any = a.post(f"/my/data/addresses/{cottage.id}/removal/", follow=True)

    assert "Ovikoodi ja kulkuohje hävisivät heti" in text_of(gone)
    kept = text_of(a.get("/my/data/")).split("Poistettu osoite")
    assert "Mökkitie 2" not in kept[0]
    assert "Mökkitie 2" in kept[1]
    assert a.get(f"/my/data/addresses/{cottage.id}/").status_code == 404
    assert Address.objects.filter(id=cottage.id, access_code__isnull=True).exists()


def test_an_address_with_a_coming_visit_stays(a: Client, world: World) -> None:
    answer = a.post(f"{_address(world)}removal/")

    assert answer.status_code == 409
    assert "Tähän osoitteeseen on tulossa käynti" in text_of(answer)
    moved = a.post(_address(world), {"street": "Muualla 1", "postcode": "01300", "label": "home"})
    assert moved.status_code == 422


def test_a_new_way_in_takes_the_place_of_the_old_code(a: Client, world: World) -> None:
    a.post(f"{_address(world)}way-in/", {"access": "code", "code": "1199", "instructions": ""})

    shown = text_of(a.post(f"{_address(world)}code/"))
    assert "1199" in shown
    assert AINO.code not in shown


def test_a_payer_is_corrected(a: Client, world: World) -> None:
    with processing(world.actor("a"), Purpose.SELF_SERVICE, world.at):
        party = queries.own_payers(world.actor("a")).get()
    url = f"/my/data/payers/{party.id}/"
    assert LIISA.name in text_of(a.get(url))

    sent = {"name": "Uusi Maksaja", "street": "Tie 2", "postcode": "01300", "city": "", "email": "", "business_id": ""}
    assert "Uusi Maksaja" in text_of(a.post(url, sent, follow=True))
    assert world.client("b").get(url).status_code == 404


def test_withdrawing_the_consent_takes_what_was_told_and_leaves_the_orders(a: Client, world: World) -> None:
    orders = Order.objects.count()
    assert AINO.health in text_of(a.get("/my/data/health/withdrawal/"))

    page = text_of(a.post("/my/data/health/withdrawal/", follow=True))

    assert AINO.health not in page
    assert "Terveystieto hävisi heti" in page
    assert Order.objects.count() == orders
    assert not HealthNote.objects.filter(order__customer__user=world.users["a"]).exists()
    assert HealthNote.objects.exists()
    assert "Meillä ei ole terveyteesi liittyviä tietoja" in text_of(a.get("/my/data/health/withdrawal/"))


def test_own_looks_are_left_out_and_others_are_told_by_role(a: Client, world: World) -> None:
    a.get("/my/data/")
    before = text_of(a.get("/my/data/looks/"))
    assert "ohjelma itse" in before
    office = world.actor("office")
    with processing(office, Purpose.CUSTOMER_CARE, world.at, place="test"):
        _ = Customer.objects.get(id=world.ids["customer"]).phone

    page = text_of(a.get("/my/data/looks/"))

    assert page.count("<tr>") == before.count("<tr>") + 1
    assert "puhelinnumero" in page
    assert "asiakassuhteen hoitaminen" in page
    assert "office@malli.example" not in page


def test_somebody_elses_looks_are_not_on_the_page(a: Client, world: World) -> None:
    before = text_of(a.get("/my/data/looks/")).count("<tr>")
    with processing(world.actor("office"), Purpose.CUSTOMER_CARE, world.at, place="test"):
        _ = Customer.objects.get(id=world.ids["customer_b"]).phone

    assert text_of(a.get("/my/data/looks/")).count("<tr>") == before


def test_hostile_names_are_text_and_nothing_else(a: Client, world: World) -> None:
    for name in ("</title><script>alert(1)</script>", "{{7*7}}", "{% debug %}", "Robert'); DROP TABLE", "%n${x}"):
        page = text_of(a.post(f"{_customer(world)}name/", {"first_name": name, "last_name": "X"}, follow=True))
        assert f"<bdi>{escape(name)}</bdi>" in page
