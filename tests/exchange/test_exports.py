"""Tables that leave: no formula, for a reason, seen by everybody who is in them; and they come back in."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lupaus.exchange import exports, imports, tables
from lupaus.exchange.exports import NotForThat
from lupaus.exchange.kinds import Kind
from lupaus.exchange.models import Export, Import, Topic
from lupaus.journal.models import Entry, Outcome
from lupaus.register.models import Customer
from tests.exchange.files import address, book, customer, invoice
from tests.scheduling.town import AT, OWNER, Town

pytestmark = pytest.mark.usefixtures("looking")

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "|cmd", "%1")


def fill(count: int = 1, *, first: int = 1, **changed: str) -> None:
    numbers = range(first, first + count)
    sheets = {
        Kind.CUSTOMERS: [customer(number, **changed) for number in numbers],
        Kind.ADDRESSES: [address(number) for number in numbers],
        Kind.INVOICES: [invoice(number) for number in numbers],
    }
    row = imports.receive("a.xlsx", book(sheets), by=OWNER, at=AT)
    imports.check(row, by=OWNER, at=AT)
    imports.write_now(row, by=OWNER, at=AT)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheet(content: bytes, name: str) -> list[tuple[Any, ...]]:
    return [tuple(cell for cell in row) for row in load_workbook(io.BytesIO(content))[name].iter_rows()]


@pytest.mark.parametrize("formula", FORMULAS)
def test_h14_a_name_that_is_a_formula_is_none_in_a_table(town: Town, formula: str) -> None:
    fill(last_name=f"'{formula}")
    assert Customer.objects.get().last_name == formula

    text = exports.take_out(Topic.CUSTOMERS, "care", "csv", by=OWNER, at=AT).content
    workbook = exports.take_out(Topic.CUSTOMERS, "care", "xlsx", by=OWNER, at=AT).content

    assert text.startswith(b"\xef\xbb\xbf")
    assert cells(text)[1][2] == f"'{formula}"
    typed = sheet(workbook, "Asiakkaat")[1][2]
    assert (typed.value, typed.data_type) == (formula, "s")


def test_h14_a_phone_number_stays_readable(town: Town) -> None:
    fill(phone="+46 8 123 456 78")

    (_heading, row) = cells(exports.take_out(Topic.CUSTOMERS, "care", "csv", by=OWNER, at=AT).content)

    assert row[6] == "+46 8 123 456 78"


def test_who_is_in_a_table_sees_that_it_left(town: Town) -> None:
    fill(2)
    people = {each.subject_id for each in Customer.objects.all()}

    exports.take_out(Topic.CUSTOMERS, "moving", "xlsx", by=OWNER, at=AT)
    exports.take_out(Topic.INVOICES, "accounting", "xlsx", by=OWNER, at=AT)

    looks = Entry.objects.filter(outcome=Outcome.SEEN, about_kind="staff:exports")
    assert {look.purpose: set(look.subjects) for look in looks} == {"customer_care": people, "invoicing": people}
    assert set(Export.objects.values_list("table", "reason", "people")) == {
        ("customers", "moving", 2), ("invoices", "accounting", 2),
    }  # fmt: skip
    done = Entry.objects.filter(action="register.exported")
    assert [set(each.subjects) for each in done] == [people, people]


def test_a_table_is_not_taken_out_for_a_reason_that_does_not_need_it(town: Town) -> None:
    with pytest.raises(NotForThat):
        exports.take_out(Topic.CUSTOMERS, "accounting", "xlsx", by=OWNER, at=AT)

    assert Export.objects.count() == 0


def test_customers_that_left_can_come_in_again(town: Town) -> None:
    fill(3)
    content = exports.take_out(Topic.CUSTOMERS, "moving", "xlsx", by=OWNER, at=AT).content

    row = imports.receive("asiakkaat.xlsx", content, by=OWNER, at=AT)
    imports.check(row, by=OWNER, at=AT)

    row = Import.objects.get(pk=row.pk)
    assert [fault.words for fault in imports.faults(row) if not fault.is_hint] == []
    assert (row.report["counts"]["customers"], row.report["counts"]["addresses"]) == (3, 3)
    assert tables.read(content).rows == 6


@pytest.mark.parametrize(
    ("topic", "reason"), [("customers", "care"), ("visits", "planning"), ("invoices", "audit"), ("payments", "audit")]
)
def test_a_table_asks_as_much_for_one_row_as_for_many(town: Town, topic: str, reason: str) -> None:
    counts = []
    for first, people in ((1, 1), (2, 30)):
        fill(people, first=first)
        with CaptureQueriesContext(connection) as asked:
            exports.take_out(Topic(topic), reason, "csv", by=OWNER, at=AT)
        counts.append(len(asked))

    assert counts[0] == counts[1]
