"""Five thousand customers come in: whole, or not at all when the program is killed in the middle."""

import os
import resource
import signal
import time

import pytest
from django.db import connections

from lupaus.exchange import imports, progress
from lupaus.exchange.kinds import Kind
from lupaus.exchange.models import Import, Made, Origin, State
from lupaus.promises import Purpose
from lupaus.register.models import Address, Customer
from lupaus.vault.models import Subject
from lupaus.vault.reading import processing
from tests.exchange.files import address, book, csv_of, customer, invoice
from tests.scheduling import town as towns
from tests.scheduling.town import AT, OWNER

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

MANY = 5000
FAULTS = (
    {"phone": "12"}, {"email": "a@"}, {"first_name": ""}, {"language": "viro"}, {"collected": "32.1.2020"},
    {"last_name": "=1+1"}, {"company": "Oy"}, {"business_id": "1234567-1"},
)  # fmt: skip


def kept() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Customer, Address, Origin, Made))


def received(content: bytes) -> Import:
    towns.build()
    with processing(OWNER, Purpose.CUSTOMER_CARE, AT):
        row = imports.receive("a", content, by=OWNER, at=AT)
        imports.check(row, by=OWNER, at=AT)
    return Import.objects.get(pk=row.pk)


def test_five_thousand_rows_with_every_kind_of_fault_are_told_row_by_row() -> None:
    rows = [customer(number, **FAULTS[number % len(FAULTS)]) for number in range(MANY)]
    began = time.monotonic()

    row = received(csv_of(Kind.CUSTOMERS, rows))

    assert row.faults == MANY
    print(f"\nchecked {MANY} rows with a fault each in {time.monotonic() - began:.1f} s")  # noqa: T201 -- a drill tells


def test_five_thousand_customers_come_in_and_go_again() -> None:
    numbers = range(MANY)
    sheets = {
        Kind.CUSTOMERS: [customer(number) for number in numbers],
        Kind.ADDRESSES: [address(number) for number in numbers],
        Kind.INVOICES: [invoice(number) for number in numbers if number % 10 == 0],
    }
    row, before = received(book(sheets)), Subject.objects.count()
    assert row.faults == 0
    began = time.monotonic()
    with processing(OWNER, Purpose.CUSTOMER_CARE, AT):
        imports.write_now(row, by=OWNER, at=AT)
        written = time.monotonic() - began
        assert (Customer.objects.count(), Address.objects.count()) == (MANY, MANY)
        began = time.monotonic()
        imports.undo(Import.objects.get(pk=row.pk), by=OWNER, at=AT)
    undone, memory = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    assert (kept(), Subject.objects.count()) == ((0, 0, 0, 0), before)
    print(f"\nwritten in {written:.1f} s, undone in {undone:.1f} s, {memory} MB at most")  # noqa: T201 -- a drill tells


def begun_by_a_child(row: Import) -> int:
    """Write in another process, as a worker does; return its number."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        with processing(OWNER, Purpose.CUSTOMER_CARE, AT):
            imports.write_now(row, by=OWNER, at=AT)
        os._exit(0)
    return child


def test_killed_in_the_middle_nothing_is_left() -> None:
    row = received(csv_of(Kind.CUSTOMERS, [customer(number) for number in range(1000)]))
    child = begun_by_a_child(row)
    while not (progress.seen(row.pk) or (0, 0))[0]:
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    _child, how = os.waitpid(child, 0)

    assert os.WTERMSIG(how) == signal.SIGKILL
    assert (kept(), Import.objects.get().state) == ((0, 0, 0, 0), State.BEGUN)
    with processing(OWNER, Purpose.CUSTOMER_CARE, AT):
        imports.write(row, by=OWNER, at=AT)
    assert Customer.objects.count() == 1000
