"""Numbers without gaps or doubles, however many invoices are issued at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from lupaus.billing import invoices, payments, years
from lupaus.billing.models import FinancialYear, Invoice, Payment
from lupaus.billing.payments import BalanceChanged
from lupaus.kernel.money import Money
from lupaus.scheduling.models import Visit
from tests.billing.conftest import LATER, approve, issue, move_to
from tests.scheduling import town as towns
from tests.scheduling.town import AT, NINE, OFFICE

MANY = 16
END = LATER + timedelta(days=8)


@pytest.fixture
def approved_visits(request: pytest.FixtureRequest, transactional_db: None) -> list[Visit]:
    """So many visits whose work is accepted, four a day."""
    town = towns.build(crowd=4)
    move_to("Esimerkkikatu 1", at=AT + timedelta(minutes=1))
    days = [NINE + timedelta(days=day) for day in (0, 1, 4, 5) for _provider in town.providers]
    return [approve(town.finished(day), at=END) for day in days[: request.param]]


def visits(count: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("approved_visits", [count], indirect=True)


def at_once[T](acts: list[Callable[[], T]]) -> Iterator[T | Exception]:
    """Run every act in a thread and connection of its own, all let go together; yield results and errors."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Exception:
        gate.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 -- what went wrong is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        yield from pool.map(run, acts)


@visits(MANY)
def test_sixteen_invoices_at_once_have_the_numbers_one_to_sixteen(approved_visits: list[Visit]) -> None:
    made = list(at_once([lambda visit=visit: issue(visit, at=END) for visit in approved_visits]))

    assert sorted(invoice.number for invoice in made if isinstance(invoice, Invoice)) == list(range(1, MANY + 1))


@visits(4)
def test_three_of_four_failing_leaves_no_gap(approved_visits: list[Visit]) -> None:
    twice = [visit for visit in approved_visits for _time in range(4)]

    list(at_once([lambda visit=visit: issue(visit, at=END) for visit in twice]))

    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


@visits(4)
def test_workers_side_by_side_issue_each_invoice_once(approved_visits: list[Visit]) -> None:
    issued = list(at_once([lambda: invoices.issue_due(at=END)] * 4))

    assert sum(len(ids) for ids in issued if isinstance(ids, list)) == 4
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


@visits(2)
def test_control_without_the_lock_two_take_the_same_number(
    approved_visits: list[Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_read = Barrier(2)

    def take_without_lock(year: FinancialYear) -> int:
        number = FinancialYear.objects.get(pk=year.pk).next_number
        both_have_read.wait(timeout=10)
        FinancialYear.objects.filter(pk=year.pk).update(next_number=number + 1)
        return number

    years.year_of(END.date())
    monkeypatch.setattr(years, "take_number", take_without_lock)

    made = list(at_once([lambda visit=visit: issue(visit, at=END) for visit in approved_visits]))

    assert sorted(type(each) for each in made if not isinstance(each, Invoice)) == [IntegrityError]


@visits(1)
def test_the_same_payment_recorded_sixteen_times_at_once_counts_once(approved_visits: list[Visit]) -> None:
    invoice = issue(approved_visits[0], at=END)

    def pay() -> Payment:
        return payments.record(
            invoice, amount=invoice.total, paid_on=END.date(), expected_open=invoice.total, by=OFFICE, at=END
        )

    outcomes = list(at_once([pay] * MANY))

    assert sum(isinstance(each, Payment) for each in outcomes) == 1
    assert sum(isinstance(each, BalanceChanged) for each in outcomes) == MANY - 1
    assert Money.sum(payment.amount for payment in Payment.objects.all()) == invoice.total
