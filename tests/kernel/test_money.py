from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.kernel.money import Money, NotAnAmount

amounts = st.integers(-(10**11), 10**11).map(Money)
small = st.integers(-(10**11) + 1, 10**11 - 1).map(Money)
rates = st.decimals(0, 100, places=2)


@given(amounts, amounts, amounts)
def test_amounts_add_like_numbers(a: Money, b: Money, c: Money) -> None:
    assert (a + b) + c == a + (b + c) == Money.sum([c, b, a])
    assert a + b == b + a
    assert a - a == Money.zero() == a + -a
    assert (a < b) == (a.cents < b.cents)


@given(amounts, st.integers(-1000, 1000))
def test_a_whole_number_of_times_is_repeated_addition(amount: Money, count: int) -> None:
    assert amount * count == count * amount == amount.times(Decimal(count))


@given(amounts, rates)
def test_net_and_vat_are_the_whole(amount: Money, percent: Decimal) -> None:
    assert amount.without_vat(percent) + amount.vat_part(percent) == amount


@given(amounts, rates)
def test_vat_is_symmetric_for_credit_notes(amount: Money, percent: Decimal) -> None:
    assert (-amount).vat_part(percent) == -amount.vat_part(percent)


@given(small)
def test_what_is_shown_can_be_typed_back(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (160000, "1\u00a0600,00\u00a0€"),
        (0, "0,00\u00a0€"),
        (-5, "\u22120,05\u00a0€"),
        (123456789, "1\u00a0234\u00a0567,89\u00a0€"),
    ],
)
def test_money_is_shown_as_people_write_it(cents: int, shown: str) -> None:
    assert str(Money(cents)) == shown


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1 000,50", 100050), ("1000.5 €", 100050), ("1000,5", 100050), ("\u00a012,00\u00a0€", 1200), ("7", 700),
        ("-12", -1200), ("−0,05", -5), ("1 234 567,89", 123456789), ("0", 0), ("5 euroa", 500),
    ],
)  # fmt: skip
def test_many_ways_of_writing_are_understood(typed: str, cents: int) -> None:
    assert Money.parse(typed) == Money(cents)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "abc", "1,234", "1.2.3", "1e5", "1_000", "--1", "12,", ",5", "NaN", "Infinity", "9999999999", "1 00",
        "12 €€", "12\x00", "\ud800", "1 0000", "٣",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotAnAmount, match=r"esimerkiksi 1 000,50"):
        Money.parse(typed)


def test_the_figures_of_the_statutes_come_out() -> None:
    assert Money.euros(120).percent(Decimal("25.5")) == Money(3060)
    assert Money(5020).vat_part(Decimal("25.5")) == Money(1020)
    assert Money(5020).without_vat(Decimal("25.5")) == Money(4000)


def test_half_cents_go_away_from_zero() -> None:
    assert [Money(1).times(Decimal("0.5")), Money(-1).times(Decimal("0.5")), Money(3).times(Decimal("0.5"))] == [
        Money(1), Money(-1), Money(2),
    ]  # fmt: skip


def test_there_are_no_parts_of_cents() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(True)


def test_no_money_is_false_and_any_money_true() -> None:
    assert (bool(Money(0)), bool(Money(-1)), Money(160000).decimal) == (False, True, Decimal("1600.00"))
