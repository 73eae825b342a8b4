"""Payment references. Source of the vectors: Finance Finland's guides; ISO 11649."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.billing import references
from lupaus.billing.references import BadReference


@pytest.mark.parametrize(("base", "reference"), [(123456, "1234561"), (151189065, "1511890656"), (100, "1009")])
def test_a_domestic_reference_ends_in_its_check_digit(base: int, reference: str) -> None:
    assert references.domestic(base) == reference


@pytest.mark.parametrize("base", [12, 10**19])
def test_a_base_that_is_too_short_or_too_long_is_refused(base: int) -> None:
    with pytest.raises(ValueError, match="3 to 19"):
        references.domestic(base)


def test_a_creditor_reference_is_the_domestic_one_with_its_own_check() -> None:
    assert references.creditor("1234561") == "RF341234561"


def test_references_are_printed_in_groups() -> None:
    assert references.grouped("559582243294671") == "55958 22432 94671"
    assert references.grouped("1234561") == "12 34561"
    assert references.creditor_grouped("RF341234561") == "RF34 1234 561"


@pytest.mark.parametrize("typed", ["12 34561", "RF34 1234 561", "rf341234561", "0000 1234561", " 1234561\n"])
def test_a_reference_is_read_in_either_form(typed: str) -> None:
    assert references.read(typed) == "1234561"


@pytest.mark.parametrize(
    "typed", ["1234562", "RF351234561", "", "9", "12-34561", "１２３４５６１", "RF", "x" * 4000, "1" * 4000]
)
def test_a_wrong_reference_is_refused(typed: str) -> None:
    with pytest.raises(BadReference):
        references.read(typed)


@given(st.integers(min_value=100, max_value=10**19 - 1))
def test_every_reference_survives_both_forms(base: int) -> None:
    reference = references.domestic(base)

    assert references.read(references.grouped(reference)) == reference
    assert references.read(references.creditor_grouped(references.creditor(reference))) == reference


@given(
    st.integers(min_value=10**6, max_value=10**12),
    st.integers(min_value=0, max_value=11),
    st.integers(min_value=1, max_value=9),
)
def test_one_wrong_digit_is_always_seen(base: int, place: int, off: int) -> None:
    right = references.domestic(base)
    place %= len(right)
    wrong = right[:place] + str((int(right[place]) + off) % 10) + right[place + 1 :]

    if not wrong.startswith("0"):
        with pytest.raises(BadReference):
            references.read(wrong)
