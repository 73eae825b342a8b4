"""Clause S3: every personal field belongs to exactly one register, and the notice lists them."""

from dataclasses import replace

import pytest
from django.test import Client

from lupaus.privacy import declarations
from lupaus.privacy.checks.models import errors_of
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Register
from lupaus.register.models import Customer

PROMISE = Promise("S3", State.ENFORCED)


def test_every_personal_column_belongs_to_one_register() -> None:
    registers = {column.holds.register for column in declarations.columns()}

    assert None not in registers
    assert registers == set(Register)


@pytest.mark.django_db
def test_the_notice_lists_the_registers_for_people_and_for_machines(client: Client) -> None:
    page, listed = client.get("/tietosuoja").content.decode(), client.get("/tietosuoja.json").json()

    finnish = next(notice for notice in listed["notices"] if notice["language"] == "fi")
    (use,) = (section for section in finnish["sections"] if section["id"] == "use")
    named = [block["heading"].lower() for block in use["blocks"] if block["id"].endswith(".people")]
    assert named == [register.say() for register in Register]
    assert all(f"<h3>{register.say().capitalize()}</h3>" in page for register in Register)


def test_a_field_without_a_register_stops_the_start() -> None:
    homeless = replace(Customer.holds, register=None)

    assert [error.id for error in errors_of(Customer, homeless)] == ["privacy.E001"]


def test_a_field_that_nobody_declared_stops_the_start() -> None:
    known = {name: category for name, category in Customer.holds.personal.items() if name != "first_name"}
    undeclared = replace(Customer.holds, personal=known)

    assert [error.id for error in errors_of(Customer, undeclared)] == ["privacy.E001"]


def test_control_the_declaration_as_it_stands_has_no_fault() -> None:
    assert list(errors_of(Customer, Customer.holds)) == []
