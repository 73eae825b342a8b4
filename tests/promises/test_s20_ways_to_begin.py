"""Clause S20: ordering, registering and asking for contact are entries apart, each with its purpose, basis and end."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from lupaus.care import requests
from lupaus.care.models import ContactRequest
from lupaus.communication import registrant_letters
from lupaus.orders.models import Draft, Order
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import linking
from lupaus.register.models import Customer, Registrant
from lupaus.vault.fields import blind
from lupaus.vault.models import Subject
from tests.support import SYSTEM, account, drain, outbox
from tests.world import AINO, World

PROMISE = Promise("S20", State.PARTLY, missing="no newsletter: neither double opt-in nor unsubscribing")

ASKING = {
    "name": "Kysyjä Kuukkeli",
    "email": "kysyja@kuukkeli.fi",
    "text": "Paljonko maksaa?",
    "call_time": "mail",
}
JOINING = {"first_name": "Liittyvä", "last_name": "Lintu", "email": "liittyva@lintu.fi"}


@pytest.fixture(autouse=True)
def _no_limits_left_over(db: None) -> None:
    cache.clear()


def test_asking_for_contact_makes_neither_customer_nor_account_and_waits_at_the_office(world: World) -> None:
    customers, orders = Customer.objects.count(), Order.objects.count()

    answer = Client().post("/contact/", ASKING)

    assert (answer.status_code, answer["Location"]) == (302, "/contact/sent/")
    assert (Customer.objects.count(), Order.objects.count()) == (customers, orders)
    listed = world.client("office").get("/staff/requests/").content.decode()
    assert "Paljonko maksaa?" in listed
    assert "odottaa" in world.client("office").get("/staff/tasks/").content.decode()


def test_a_request_is_answered_closed_and_forgotten_in_90_days_with_its_key(world: World) -> None:
    Client().post("/contact/", ASKING)
    row = ContactRequest.objects.latest("asked_at")
    office = world.client("office")
    office.post(f"/staff/requests/{row.pk}/answer/")
    office.post(f"/staff/requests/{row.pk}/closing/")
    assert "Paljonko" not in office.get("/staff/requests/").content.decode()

    requests.sweep(at=row.asked_at + timedelta(days=90))
    kept = ContactRequest.objects.filter(pk=row.pk).exists()
    requests.sweep(at=row.asked_at + timedelta(days=91))

    assert kept
    assert not ContactRequest.objects.filter(pk=row.pk).exists()
    assert not Subject.objects.filter(pk=row.subject_id).exists()
    with pytest.raises(requests.AlreadyClosed):
        requests.answer(row, by=SYSTEM, at=row.asked_at + timedelta(days=91))


def test_nobody_but_the_office_reads_a_request(world: World) -> None:
    assert [world.client(who).get("/staff/requests/").status_code for who in ("a", "p", "owner")] == [404, 404, 404]


def test_registering_leaves_the_visitor_with_the_same_answer_whoever_the_address_is(world: World) -> None:
    answers = [Client().post("/account/register/", {**JOINING, "email": each}) for each in (AINO.email, "x@y.example")]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/account/register/sent/")] * 2


def test_a_registrant_is_written_to_signs_in_and_has_no_order(world: World) -> None:
    Client().post("/account/register/", JOINING)
    drain()
    (mail,) = outbox("register.asked", at=world.at)
    assert mail.to == JOINING["email"]
    row = Registrant.objects.get(email_index=blind("email", JOINING["email"]))
    world.users["new"] = account(JOINING["email"], person=row.subject, at=world.at)
    linking.claim(world.users["new"].pk, blind("email", JOINING["email"]))

    shown = world.client("new").get("/my/data/").content.decode()

    assert "Liittyvä" in shown
    assert not Customer.objects.filter(user=world.users["new"]).exists()


def test_who_never_proves_the_address_is_forgotten_within_a_day(world: World) -> None:
    Client().post("/account/register/", JOINING)
    drain()
    row = Registrant.objects.get(email_index=blind("email", JOINING["email"]))

    registrant_letters.forget_registrants(at=row.registered_at + timedelta(hours=25))

    assert not Registrant.objects.filter(pk=row.pk).exists()
    assert not Subject.objects.filter(pk=row.subject_id).exists()


def test_a_victims_address_shows_nothing_of_the_victim(world: World) -> None:
    visitor = Client()

    pages = [visitor.post(path, data, follow=True) for path, data in (
        ("/account/register/", {**JOINING, "email": AINO.email}), ("/contact/", {**ASKING, "email": AINO.email}),
    )]  # fmt: skip

    said = "".join(page.content.decode() for page in pages)
    assert not [value for name, value in AINO.canaries().items() if name != "email" and value in said]


def test_the_entries_have_purposes_bases_and_ends_of_their_own() -> None:
    declared = [model.holds for model in (Draft, Registrant, ContactRequest)]

    assert len({holds.purposes for holds in declared}) == 3
    assert len({holds.retention for holds in declared}) == 3
    assert all(holds.basis is not None for holds in declared)


def test_a_flood_of_requests_is_turned_away(world: World) -> None:
    answers = [Client().post("/contact/", ASKING).status_code for _ in range(12)]

    assert answers[0] == 302
    assert answers[-1] == 429


def test_control_without_the_sweep_a_request_would_stay(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Client().post("/contact/", ASKING)
    row = ContactRequest.objects.latest("asked_at")
    monkeypatch.setattr(requests, "_forget", lambda pk, at: False)

    requests.sweep(at=row.asked_at + timedelta(days=400))

    assert ContactRequest.objects.filter(pk=row.pk).exists()
