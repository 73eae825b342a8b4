"""Who has looked at my data, and why."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from lupaus.journal import entries
from lupaus.privacy.queries import Look, looks_at
from lupaus.promises import Actor, Category, Purpose, Role
from tests.support import FAR

AT = datetime(2026, 11, 25, 8, 52, tzinfo=UTC)
MAIJA, PEKKA, ACCOUNT = uuid4(), uuid4(), uuid4()
OFFICE = Actor.person(uuid4(), Role.OFFICE, confidential_until=FAR)

pytestmark = pytest.mark.django_db


def seen(by: Actor, *subjects: UUID, at: datetime = AT, purpose: Purpose = Purpose.CUSTOMER_CARE) -> None:
    entries.seen(
        by=by, purpose=purpose, at=at, subjects=subjects, categories=[Category.PHONE, Category.NAME], place="page"
    )


def test_a_look_tells_when_who_why_and_what_but_no_name() -> None:
    seen(OFFICE, MAIJA)

    assert looks_at([MAIJA], own=[ACCOUNT], at=AT) == [
        Look(
            at=AT,
            who="asiakaspalvelumme",
            why="asiakassuhteen hoitaminen",
            what=("nimi", "puhelinnumero"),
            times=1,
            is_list=False,
            is_program=False,
        )
    ]


def test_every_look_at_this_very_person_is_told_by_itself() -> None:
    seen(OFFICE, MAIJA)
    seen(OFFICE, MAIJA, at=AT - timedelta(minutes=5))

    assert [look.at for look in looks_at([MAIJA], own=[], at=AT)] == [AT, AT - timedelta(minutes=5)]


def test_the_persons_own_looks_are_left_out() -> None:
    seen(Actor.person(ACCOUNT, Role.CUSTOMER), MAIJA, purpose=Purpose.SELF_SERVICE)
    seen(Actor.visitor(MAIJA), MAIJA, purpose=Purpose.ORDERING)

    assert looks_at([MAIJA], own=[ACCOUNT], at=AT) == []


def test_control_a_look_from_another_customers_account_is_not_left_out() -> None:
    seen(Actor.person(uuid4(), Role.CUSTOMER), MAIJA, purpose=Purpose.SELF_SERVICE)

    assert len(looks_at([MAIJA], own=[ACCOUNT], at=AT)) == 1


def test_looks_at_somebody_else_are_not_told() -> None:
    seen(OFFICE, PEKKA)

    assert looks_at([MAIJA], own=[], at=AT) == []


def test_lists_and_the_programs_own_work_are_told_by_day() -> None:
    for minutes in range(3):
        seen(OFFICE, MAIJA, PEKKA, at=AT - timedelta(minutes=minutes))
        seen(Actor.system("communication"), MAIJA, at=AT - timedelta(minutes=minutes), purpose=Purpose.MESSAGING)
    seen(Actor.system("communication"), MAIJA, at=AT - timedelta(days=1), purpose=Purpose.MESSAGING)

    found = looks_at([MAIJA], own=[], at=AT)

    assert sorted((look.who, look.times, look.is_list, look.is_program) for look in found) == [
        ("asiakaspalvelumme", 3, True, False),
        ("ohjelma itse", 1, False, True),
        ("ohjelma itse", 3, False, True),
    ]


def test_acts_and_refusals_are_no_looks() -> None:
    entries.record("visit.moved", by=OFFICE, purpose=Purpose.CUSTOMER_CARE, at=AT, subjects=[MAIJA])

    assert looks_at([MAIJA], own=[], at=AT) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for minutes in range(count):
        seen(OFFICE, MAIJA, at=AT - timedelta(minutes=minutes))

    with django_assert_num_queries(2):
        found = looks_at([MAIJA], own=[ACCOUNT], at=AT)

    assert len(found) == count


def test_the_list_speaks_the_readers_language() -> None:
    seen(OFFICE, MAIJA)

    (look,) = looks_at([MAIJA], own=[], at=AT, language="sv")

    assert (look.who, look.why, look.what) == (
        "vår kundservice",
        "skötsel av kundrelationen",
        ("namn", "telefonnummer"),
    )
