from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel import statutes
from lupaus.kernel.household import credit
from lupaus.kernel.money import Money
from lupaus.kernel.statutes import HOUSEHOLD_CREDIT, VAT_RATES, VatClass

RULE = HOUSEHOLD_CREDIT[-1]
labours = st.integers(0, 2_000_000).map(Money)


@pytest.mark.parametrize(
    ("vat_class", "day", "percent"),
    [
        (VatClass.STANDARD, date(2024, 9, 1), "25.5"),
        (VatClass.STANDARD, date(2027, 6, 26), "25.5"),
        (VatClass.REDUCED, date(2025, 12, 31), "14"),
        (VatClass.REDUCED, date(2026, 1, 1), "13.5"),
    ],
)
def test_the_rate_of_the_day_holds(vat_class: VatClass, day: date, percent: str) -> None:
    assert statutes.vat_rate(vat_class, day) == Decimal(percent)


def test_a_day_that_no_row_covers_is_not_guessed() -> None:
    with pytest.raises(statutes.UnknownVatRate):
        statutes.vat_rate(VatClass.STANDARD, date(2024, 8, 31))


def test_rows_follow_each_other_without_gap_or_overlap_and_name_their_source() -> None:
    for vat_class in VatClass:
        rows = [row for row in VAT_RATES if row.vat_class is vat_class]
        assert all(one.until_on == other.from_on for one, other in pairwise(rows))
        assert rows[-1].until_on is None
    assert all(row.source for row in (*VAT_RATES, *HOUSEHOLD_CREDIT))


def test_the_credit_of_2027_is_not_known() -> None:
    assert statutes.household_credit(date(2026, 12, 31)) == RULE
    assert statutes.household_credit(date(2027, 1, 1)) is None
    assert statutes.household_credit(date(2024, 12, 31)) is None


@pytest.mark.parametrize(("labour", "expected"), [(400, 0), (1_000, 20_000), (2_400, 69_000), (6_000, 160_000)])
def test_the_credit_of_the_year_is_as_the_tax_office_counts_it(labour: int, expected: int) -> None:
    assert credit(Money.euros(labour), Money.zero(), RULE).amount == Money(expected)


def test_every_figure_on_the_way_is_there_to_be_shown() -> None:
    found = credit(Money.euros(1_000), Money.euros(400), RULE)

    assert (found.together, found.share, found.above_own_share, found.whole_year, found.before, found.amount) == (
        Money.euros(1_400), Money.euros(490), Money.euros(340), Money.euros(340), Money.zero(), Money.euros(340),
    )  # fmt: skip
    assert not found.capped
    assert credit(Money.euros(6_000), Money.zero(), RULE).capped


@given(labours, labours)
def test_two_purchases_bring_what_one_of_both_would(one: Money, other: Money) -> None:
    together = credit(one + other, Money.zero(), RULE).amount

    assert credit(one, Money.zero(), RULE).amount + credit(other, one, RULE).amount == together


@given(labours, labours)
def test_a_credit_is_never_negative_nor_above_the_maximum(labour: Money, already: Money) -> None:
    found = credit(labour, already, RULE)

    assert Money.zero() <= found.amount <= found.whole_year <= RULE.maximum
