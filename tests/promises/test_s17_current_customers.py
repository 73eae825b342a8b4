"""Clause S17: people and companies are customers alike; a company has a business ID that checks, a person none."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from lupaus.company.identifiers import InvalidBusinessId
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.register import customers
from lupaus.register.contacts import Contact
from lupaus.register.models import Customer, Kind
from lupaus.vault.reading import processing
from tests.support import SYSTEM
from tests.world import AINO, World

PROMISE = Promise(
    "S17",
    State.PARTLY,
    missing="one account per company: colleagues cannot share a company and keep private orders apart",
)

PERSON = {"first_name": "Maija", "last_name": "Meikäläinen", "email": "maija@esimerkki.fi", "phone": "040 111 2233"}
FORM = {**PERSON, "kind": "company", "company_name": "Malli Oy", "payer": "self"}


def test_a_company_is_registered_with_who_orders_for_it(world: World) -> None:
    contact = Contact.checked(**PERSON, company_name="Malli Oy", business_id="30005486")

    company = customers.register(contact, by=SYSTEM, at=world.at)

    with processing(world.actor("office"), Purpose.CUSTOMER_CARE, world.at):
        row = Customer.objects.get(id=company.id)
        assert (row.kind, row.business_id, row.company_name, row.first_name) == (
            Kind.COMPANY, "3000548-6", "Malli Oy", "Maija",
        )  # fmt: skip


def test_a_business_id_that_does_not_check_is_refused() -> None:
    with pytest.raises(InvalidBusinessId):
        Contact.checked(**PERSON, company_name="Malli Oy", business_id="3000548-7")


def test_the_order_form_tells_a_company_so(world: World) -> None:
    visitor = Client()

    wrong = visitor.post("/order/contact/", {**FORM, "business_id": "3000548-7"})
    right = visitor.post("/order/contact/", {**FORM, "business_id": "3000548-6"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Tarkista Y-tunnus" in wrong.content.decode()


def test_a_person_becomes_a_company_on_their_own_pages(world: World) -> None:
    page = f"/my/data/{world.ids['customer']}/company/"

    world.client("a").post(page, {"company_name": "Kanarialintu Oy", "business_id": "3000548-6"})

    shown = world.client("a").get("/my/data/").content.decode()
    assert "Kanarialintu Oy" in shown
    assert "3000548-6" in shown


def test_a_customer_of_one_account_is_not_seen_from_another(world: World) -> None:
    assert AINO.street not in world.client("b").get("/my/data/").content.decode()


def test_the_database_keeps_a_person_free_of_a_business_id(world: World) -> None:
    with pytest.raises(IntegrityError, match="customer_has_a_business_id_only_as_a_company"), transaction.atomic():
        Customer.objects.filter(id=world.ids["customer"]).update(business_id="3000548-6")


def test_control_without_the_constraint_a_person_would_carry_a_business_id(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table register_customer drop constraint customer_has_a_business_id_only_as_a_company")

    assert Customer.objects.filter(id=world.ids["customer"]).update(business_id="3000548-6") == 1
