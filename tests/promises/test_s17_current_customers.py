"""Clause S17: people and companies are customers alike; a company's users share its orders, and nothing private."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from lupaus.company.identifiers import InvalidBusinessId
from lupaus.orders import withdrawal
from lupaus.orders.models import Order
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.register import customers, linked_people, linking
from lupaus.register.contacts import BusinessIdMissing, Contact
from lupaus.register.models import CompanyUser, Customer, Kind
from lupaus.scheduling.models import Visit
from lupaus.vault.fields import blind
from lupaus.vault.reading import processing
from tests.support import SYSTEM, account, drain, outbox
from tests.world import AINO, World

PROMISE = Promise("S17", State.ENFORCED)

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


COLLEAGUE = {"first_name": "Kollega", "last_name": "Kollander", "email": "kollega@kollander.fi", "phone": ""}


@pytest.fixture
def company(world: World) -> Customer:
    """Return a company that A is the main user of, with the order of the done visit, and a colleague who signed in."""
    row = Visit.objects.get(id=world.ids["done_visit"]).order.customer
    row.kind, row.business_id, row.company_name = Kind.COMPANY, "3000548-6", "Kanarialintu Oy"
    row.save()
    assert world.client("a").post(f"/my/data/{row.pk}/people/user/", COLLEAGUE).status_code == 302
    person = CompanyUser.objects.get(customer=row)
    world.users["colleague"] = account(COLLEAGUE["email"], person=person.subject, at=world.at)
    linking.claim(world.users["colleague"].pk, blind("email", COLLEAGUE["email"]))
    return row


def status(world: World, path: str) -> int:
    return world.client("colleague").get(path).status_code


def test_a_colleague_is_told_how_to_sign_in_and_sees_the_companys_orders(world: World, company: Customer) -> None:
    drain()
    told = [mail for mail in outbox("register.informed", at=world.at) if mail.to == COLLEAGUE["email"]]

    assert len(told) == 1
    assert "Kirjaudu tällä sähköpostiosoitteella" in told[0].text
    assert status(world, f"/my/visits/{world.ids['done_visit']}/") == 200
    assert "Kanarialintu Oy" in world.client("colleague").get("/my/data/").content.decode()


def test_a_colleague_sees_nothing_private_of_the_main_user(world: World, company: Customer) -> None:
    assert status(world, f"/my/visits/{world.ids['visit']}/") == 404
    shown = "".join(
        world.client("colleague").get(path).content.decode() for path in ("/my/", "/my/data/", "/my/data/letters/")
    )

    assert not [value for value in (AINO.email, AINO.phone, AINO.code, AINO.health) if value in shown]


def test_a_colleague_neither_corrects_the_company_nor_adds_users(world: World, company: Customer) -> None:
    pages = [f"/my/data/{company.pk}/{page}/" for page in ("name", "phone", "company", "people/user", "ending")]

    assert [status(world, page) for page in pages] == [404] * len(pages)


def test_who_leaves_is_out_at_the_next_request(world: World, company: Customer) -> None:
    visit = f"/my/visits/{world.ids['done_visit']}/"
    person = CompanyUser.objects.get(customer=company)
    assert status(world, visit) == 200

    world.client("a").post(f"/my/data/people/{person.pk}/ending/")

    assert status(world, visit) == 404


def test_the_office_does_not_hand_a_signed_in_users_place_to_another_address(world: World, company: Customer) -> None:
    person = CompanyUser.objects.get(customer=company)
    other = linked_people.Details.checked(**{**COLLEAGUE, "email": "toinen@kollander.fi"})
    renamed = linked_people.Details.checked(**{**COLLEAGUE, "first_name": "Uusi"})

    with (
        processing(world.actor("office"), Purpose.CUSTOMER_CARE, world.at),
        pytest.raises(linked_people.SignsInWithIt),
    ):
        linked_people.change(person, other, by=SYSTEM, at=world.at)
    with processing(world.actor("office"), Purpose.CUSTOMER_CARE, world.at):
        changed = linked_people.change(person, renamed, by=SYSTEM, at=world.at)
        assert (changed.first_name, changed.email) == ("Uusi", COLLEAGUE["email"])


def test_a_customer_who_was_a_person_gets_no_users(world: World) -> None:
    customer = world.ids["customer"]
    world.client("a").post(f"/my/data/{customer}/company/", {"company_name": "Malli Oy", "business_id": "3000548-6"})

    answer = world.client("a").post(f"/my/data/{customer}/people/user/", COLLEAGUE)

    assert answer.status_code == 422
    assert "silloin tehdyt tilaukset ovat yksityisiä" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "needs_id", "is_consumer", "gets_credit"),
    [
        (Kind.PERSON, False, True, True),
        (Kind.COMPANY, True, False, False),
        (Kind.HOUSING, True, False, False),
        (Kind.SOLE, True, False, False),
        (Kind.ESTATE, False, True, False),
        (Kind.BODY, False, False, False),
    ],
)
def test_each_kind_of_customer_has_its_own_rules(
    kind: Kind, *, needs_id: bool, is_consumer: bool, gets_credit: bool
) -> None:
    assert (kind.needs_business_id, kind.is_consumer, kind.gets_credit) == (needs_id, is_consumer, gets_credit)
    if needs_id:
        with pytest.raises(BusinessIdMissing):
            Contact.checked(**PERSON, company_name="Malli", kind=kind)
    else:
        assert Contact.checked(**PERSON, company_name="Malli", kind=kind).kind is kind


@pytest.mark.parametrize("kind", Kind)
def test_only_a_consumer_can_withdraw_from_an_order(world: World, kind: Kind) -> None:
    order = Order.objects.select_related("customer").get(id=world.ids["order"])
    order.customer.kind = kind

    assert (withdrawal.of_order(order) is not None) == kind.is_consumer


def test_a_sole_trader_goes_by_their_own_name() -> None:
    contact = Contact.checked(**PERSON, business_id="3000548-6", kind="sole")

    assert (contact.kind, contact.company_name) == (Kind.SOLE, "Maija Meikäläinen")


def test_control_if_leaving_ended_nothing_the_colleague_would_still_see_the_orders(
    world: World, company: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linked_people, "end", lambda row, by, at: row)
    person = CompanyUser.objects.get(customer=company)

    world.client("a").post(f"/my/data/people/{person.pk}/ending/")

    assert status(world, f"/my/visits/{world.ids['done_visit']}/") == 200


def test_control_without_the_constraint_a_person_would_carry_a_business_id(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table register_customer drop constraint customer_has_a_business_id_only_as_a_company")

    assert Customer.objects.filter(id=world.ids["customer"]).update(business_id="3000548-6") == 1
