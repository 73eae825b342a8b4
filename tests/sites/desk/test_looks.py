"""Who has looked at a customer: asked for a reason, told without names, itself written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lupaus.journal import entries
from lupaus.promises import Category, Purpose
from lupaus.register.models import Customer, Merge
from tests.world import World

SEARCH = {"purpose": "self_service", "from_on": "1.11.2026", "last_on": "30.11.2026"}


def asked(world: World, **typed: str) -> Client:
    """Return the officer's browser after a search for A."""
    client = world.client("privacy")
    answer = client.post(reverse("desk:looks"), SEARCH | {"text": customer(world).number} | typed)
    assert answer.status_code == 302
    return client


def customer(world: World) -> Customer:
    return Customer.objects.get(id=world.ids["customer"])


def page(client: Client, world: World, query: str = "") -> str:
    answer = client.get(reverse("desk:looks_at", args=[world.ids["customer"]]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("by", ["email", "phone"])
def test_customers_with_one_address_are_listed_by_number(world: World, by: str) -> None:
    client = world.client("privacy")
    html = client.post(reverse("desk:looks"), SEARCH | {"text": getattr(world.aino, by)}).content.decode()

    assert f'href="{reverse("desk:looks_at", args=[world.ids["customer"]])}">{customer(world).number}</a>' in html
    assert world.aino.last_name not in html
    assert f"Asiakkaan {customer(world).number} tietojen katselut" in page(client, world)


def test_looks_are_told_with_time_role_reason_and_page_but_no_name(world: World) -> None:
    world.client("office").post(reverse("staff:customers"), {"reason": "called", "text": customer(world).number})
    world.client("office").get(reverse("staff:customer", args=[world.ids["customer"]]))

    html = page(asked(world), world)

    account = world.users["office"].pk.hex[:4]
    assert "asiakaspalvelumme" in html
    assert f"tili {account}" in html
    assert "asiakassuhteen hoitaminen: Asiakas soitti" in html
    assert "staff:customer" in html
    assert not any(canary in html for canary in world.aino.canaries().values())


def test_attempts_that_were_refused_are_told_too(world: World) -> None:
    world.client("q").get(reverse("staff:customer", args=[world.ids["customer"]]))
    entries.denied(
        by=world.actor("b"), purpose=Purpose.SELF_SERVICE, at=world.at, about=("customer:data_name", customer(world).pk)
    )

    assert "Estetty yritys" in page(asked(world), world)


def test_other_days_and_other_people_are_left_out(world: World) -> None:
    office, other = world.actor("office"), Customer.objects.get(id=world.ids["customer_b"])
    for subject, at in ((other.subject_id, world.at), (customer(world).subject_id, world.at - timedelta(days=60))):
        entries.seen(
            by=office,
            purpose=Purpose.MESSAGING,
            at=at,
            subjects=[subject],
            categories=[Category.PHONE],
            place="planted",
        )

    assert "planted" not in page(asked(world), world)


def test_looks_at_whom_the_customer_was_before_a_merge_are_theirs(world: World) -> None:
    was, care, at = uuid4(), Purpose.CUSTOMER_CARE, world.at - timedelta(hours=1)
    office, phone = world.actor("office"), [Category.PHONE]
    entries.seen(by=office, purpose=care, at=at, subjects=[was], categories=phone, place="planted")
    assert "planted" not in page(asked(world), world)

    Merge.objects.create(kept=customer(world), merged=None, was=was, moved={}, merged_at=at, final_at=at)

    assert "planted" in page(asked(world), world)


def test_the_persons_own_looks_are_counted_and_the_programs_told_by_day(world: World) -> None:
    html = page(asked(world), world)

    assert "Asiakas itse katsoi tietojaan" in html
    assert "Ohjelma itse" in html
    assert "ohjelma itse" not in html


def test_reading_the_journal_is_a_look_that_the_customer_reads_of(world: World) -> None:
    page(asked(world), world)

    html = world.client("a").get(reverse("customer:data_looks")).content.decode()
    assert "rekisteriasioiden hoitaja" in html
    assert "merkinnät tietojen katselusta" in html


def test_without_a_reason_for_this_customer_the_journal_stays_shut(world: World) -> None:
    client = world.client("privacy")
    address = reverse("desk:looks_at", args=[world.ids["customer"]])

    assert client.get(address)["Location"] == reverse("desk:looks")
    client.post(reverse("desk:looks"), SEARCH | {"text": Customer.objects.get(id=world.ids["customer_b"]).number})
    assert client.get(address)["Location"] == reverse("desk:looks")


def test_who_is_not_found_is_said(world: World) -> None:
    answer = world.client("privacy").post(reverse("desk:looks"), SEARCH | {"text": "99999-9"})

    assert "Asiakasta ei löytynyt" in answer.content.decode()


def test_a_search_that_cannot_be_is_told_of(world: World) -> None:
    typed = {"text": "10428-7", "from_on": "30.11.2026", "last_on": "1.11.2026"}
    answer = world.client("privacy").post(reverse("desk:looks"), typed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Valitse, miksi katsot lokia" in html
    assert "Anna viimeinen päivä, joka ei ole ennen ensimmäistä" in html


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(
    world: World, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for minutes in range(count):
        entries.seen(
            by=world.actor("office"), purpose=Purpose.CUSTOMER_CARE, at=world.at - timedelta(minutes=minutes),
            subjects=[customer(world).subject_id], categories=[Category.PHONE], place="page",
        )  # fmt: skip
    client = asked(world)

    with django_assert_max_num_queries(20):
        page(client, world)
