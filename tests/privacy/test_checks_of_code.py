"""The checks of `make check`: each finds the fault that is planted, and nothing in the code as it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from procrastinate.contrib.django import app as queue

from lupaus.jobs import tasks
from lupaus.orders.models import HealthNote
from lupaus.privacy import declarations
from lupaus.privacy.checks import code
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import fingerprint, inputs
from lupaus.promises import After, Category, Trigger
from lupaus.register.models import Customer
from tests.privacy.test_notice import profile


def ids(found: object) -> list[str]:
    return [each.id for each in found]  # type: ignore[attr-defined]


def test_the_code_as_it_stands_has_no_flaw() -> None:
    assert [str(each) for each in code.check(None)] == []


def test_e004_consent_that_no_page_withdraws() -> None:
    health = [Column(HealthNote, HealthNote.holds, "note", Category.HEALTH)]
    page = code.WITHDRAWALS["orders.HealthNote"]

    assert ids(code.consents(health, {}, {page})) == ["privacy.E004"]
    assert ids(code.consents(health, code.WITHDRAWALS, set())) == ["privacy.E004"]
    assert ids(code.consents(health, code.WITHDRAWALS, {page})) == []


def test_e011_a_page_without_a_door() -> None:
    def bare() -> None: ...

    def entered() -> None: ...

    entered.door = object()  # type: ignore[attr-defined]

    assert ids(code.doorless([("bare", bare), ("entered", entered)])) == ["privacy.E011"]


def test_e014_a_job_that_takes_a_value() -> None:
    def deliver(*, message_id: UUID, at: datetime) -> None: ...

    def write(*, address: str, at: datetime) -> None: ...

    assert ids(code.jobs({"deliver": deliver})) == []
    assert ids(code.jobs({"write": write})) == ["privacy.E014"]


def test_e014_sees_the_arguments_of_our_own_jobs() -> None:
    assert tasks.deliver
    func: Callable[..., object] = queue.tasks["communication.deliver"].func
    assert "message_id" in getattr(func, "__wrapped__", func).__code__.co_varnames


@pytest.mark.parametrize(
    ("template", "flaws"),
    [
        ('<script src="https://cdn.example/x.js"></script>', 1),
        ('<link rel="stylesheet" href="//fonts.example/x.css">', 1),
        ('<form action="http://elsewhere.example/">', 1),
        ('<a href="https://tietosuoja.fi">valitus</a><img src="/static/x.svg">', 0),
    ],
)
def test_e015_a_foreign_host_in_a_template(template: str, flaws: int) -> None:
    assert len(ids(code.foreign_hosts({"page.html": template}))) == flaws


def test_e015_a_foreign_host_in_the_policy() -> None:
    assert ids(code.foreign_sources({"img-src": ["'self'", "data:", "https://tiles.example"]})) == ["privacy.E015"]


def test_e016_a_text_that_one_language_lacks() -> None:
    finnish, swedish, _english = fingerprint.documents(inputs.of(profile()))
    torn = replace(swedish, sections=swedish.sections[1:])

    assert set(ids(code.languages([finnish, torn]))) == {"privacy.E016"}
    assert ids(code.languages([finnish, swedish])) == []


def test_e017_an_item_of_art_13_that_is_not_said() -> None:
    finnish = fingerprint.documents(inputs.of(profile()))[0]
    torn = replace(finnish, sections=tuple(each for each in finnish.sections if each.id != "rights"))

    assert set(ids(code.gaps(torn))) == {"privacy.E017"}


def test_e019_a_period_that_no_ground_carries() -> None:
    too_long = replace(Customer.holds, retention=After(Trigger.CONTRACT_END, years=1, days=1))

    assert ids(code.uncarried([Column(Customer, too_long, "email", Category.EMAIL)])) == ["privacy.E019"]
    assert ids(code.uncarried([Column(Customer, Customer.holds, "email", Category.EMAIL)])) == []


def test_e021_a_word_that_nothing_uses() -> None:
    without = [each for each in declarations.columns() if each.category is not Category.LANGUAGE]
    backed_up = {category for store in code.STORES for category in store.categories}

    assert ids(code.unused([each for each in without if each.holds.register is None])) != []
    assert Category.LANGUAGE in backed_up
