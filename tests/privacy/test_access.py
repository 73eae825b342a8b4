"""The access table is the only way to a value, no purpose opens everything, and no row of it is idle."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lupaus.promises import ACCESS, SEALED, Actor, ActorKind, Category, Purpose, Relation, Role
from lupaus.vault.reading import Processing
from lupaus.vault.relations import RowRef
from tests.support import FAR

AT = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
PACKAGE = Path(__file__).parents[2] / "src" / "lupaus"
PEOPLE_OF_THE_PAGE = frozenset(
    {Role.VISITOR, Role.CUSTOMER, Role.PROVIDER, Role.FIRM, Role.OFFICE, Role.OWNER, Role.PRIVACY}
)

UNUSED_TODAY: dict[tuple[Role, Purpose], str] = {}
"""Rows of the access table that no page and no job uses, with the reason why they may stay."""


def opened(role: Role, purpose: Purpose) -> frozenset[Category]:
    return frozenset(
        category for row in ACCESS if (row.role, row.purpose) == (role, purpose) for category in row.categories
    )


@pytest.mark.parametrize("purpose", Purpose, ids=lambda purpose: purpose.code)
def test_no_purpose_opens_everything(purpose: Purpose) -> None:
    everybodys = frozenset(
        category
        for row in ACCESS
        if row.purpose is purpose and row.relation is not Relation.OWN
        for category in row.categories
    )

    assert SEALED - everybodys


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_nobody_opens_health_or_codes_without_standing_at_the_door(role: Role) -> None:
    """Whoever takes an order down for a caller has just been told them, and reads them back until it is placed."""
    relations = {
        row.relation
        for row in ACCESS
        if row.role is role and not row.categories.isdisjoint({Category.HEALTH, Category.ACCESS_CODE})
    }

    assert relations <= {Relation.OWN, Relation.AT_THE_DOOR, Relation.TAKEN_DOWN}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_the_table_is_the_only_way_to_a_value(role: Role) -> None:
    """Every purpose and category, for a row of the actor's own and for one that they have nothing to do with."""
    own, other = RowRef("register.Customer", uuid4(), uuid4()), RowRef("register.Customer", uuid4(), uuid4())
    subjects = frozenset({own.subject} if own.subject else ())
    actor = Actor(ActorKind.PERSON, role, uuid4(), frozenset({role}), subjects, confidential_until=FAR)

    for purpose, category in product(Purpose, Category):
        block = Processing(actor, purpose, AT, "test")
        by_table = {
            row.relation for row in ACCESS if (row.role, row.purpose) == (role, purpose) and category in row.categories
        }

        assert block.allows(other, category) is (Relation.ANY in by_table), (purpose, category)
        assert block.allows(own, category) is bool(by_table & {Relation.ANY, Relation.OWN}), (purpose, category)


@pytest.mark.django_db
def test_control_a_row_more_in_the_table_opens_more(monkeypatch: pytest.MonkeyPatch) -> None:
    row = RowRef("register.Customer", uuid4(), uuid4())
    actor = Actor.person(uuid4(), Role.PRIVACY, confidential_until=FAR)
    before = Processing(actor, Purpose.QUALITY, AT, "test").allows(row, Category.STREET)
    monkeypatch.setattr("lupaus.vault.reading.relations_for", lambda *_: iter([Relation.ANY]))

    assert (before, Processing(actor, Purpose.QUALITY, AT, "test").allows(row, Category.STREET)) == (False, True)


def test_no_role_and_purpose_of_the_table_is_idle() -> None:
    used = set(used_by_pages()) | set(used_by_the_program())
    in_table = {(row.role, row.purpose) for row in ACCESS}

    assert sorted(f"{role.value} {purpose.code}" for role, purpose in in_table - used) == sorted(
        f"{role.value} {purpose.code}" for role, purpose in UNUSED_TODAY
    )


def test_control_an_idle_row_would_be_seen() -> None:
    used = set(used_by_pages()) | set(used_by_the_program())

    assert (Role.PRIVACY, Purpose.INVOICING) not in used
    assert (Role.OFFICE, Purpose.CUSTOMER_CARE) in used


def used_by_pages() -> Iterator[tuple[Role, Purpose]]:
    for view in views(get_resolver().url_patterns):
        if (door := getattr(view, "door", None)) is not None:
            yield from ((role, door.purpose) for role in door.roles or PEOPLE_OF_THE_PAGE)


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[object]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback


def used_by_the_program() -> Iterator[tuple[Role, Purpose]]:
    """Yield the purposes for which the source opens `processing` outside of doors, and those of jobs."""
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"processing", "job", "every", "daily"}:
                named = {part.attr for part in ast.walk(call) if isinstance(part, ast.Attribute)}
                yield from ((Role.SYSTEM, purpose) for purpose in Purpose if purpose.name in named)
