"""Customer numbers: random, unique, and a slip of the finger is seen."""

from hypothesis import given
from hypothesis import strategies as st

from lupaus.register import numbers


def _drawn(_seed: int) -> str:
    return numbers.draw(is_taken=lambda _number: False)


drawn = st.integers().map(_drawn)


@given(drawn)
def test_a_number_has_nine_digits_and_checks(number: str) -> None:
    assert len(number) == 9
    assert number[0] != "0"
    assert numbers.is_valid(number)


@given(drawn, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)

    assert not numbers.is_valid(number[:place] + wrong + number[place + 1 :])


@given(drawn, st.integers(0, 7))
def test_swapped_neighbours_are_seen(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert numbers.is_valid(swapped) is (swapped == number)


def test_a_taken_number_is_not_given_again() -> None:
    given_before: list[str] = []

    def is_taken(number: str) -> bool:
        given_before.append(number)
        return len(given_before) < 4

    number = numbers.draw(is_taken=is_taken)

    assert number == given_before[-1]
    assert len(given_before) == 4


def test_numbers_do_not_tell_how_many_there_are() -> None:
    first = [int(_drawn(0)) for _ in range(200)]

    assert sorted(first) != first
    assert max(first) - min(first) > 500_000_000


def test_a_number_is_read_however_it_is_spaced() -> None:
    assert numbers.tidy(" 123-456 789") == "123456789"
    assert numbers.spoken("123456789") == "123 456 789"
    assert not numbers.is_valid("12345678")
    assert not numbers.is_valid("１２３４５６７８９")
