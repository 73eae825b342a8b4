"""Animals and children: kinds and numbers, never names."""

import pytest

from lupaus.orders import household
from lupaus.orders.household import AgeBand, HouseholdAnswer, NotACount, Pet


def test_kinds_that_are_not_there_are_left_out() -> None:
    answer = HouseholdAnswer.checked(pets={"dog": 1, "cat": 0}, children={"from_3": 2})

    assert answer == HouseholdAnswer({Pet.DOG: 1}, {AgeBand.FROM_3: 2})
    assert (answer.pets_json, answer.children_json) == ({"dog": 1}, {"from_3": 2})


def test_an_empty_house_is_nothing() -> None:
    answer = HouseholdAnswer.from_json(None, None)

    assert (answer.pets_json, answer.children_json) == (None, None)


@pytest.mark.parametrize("count", [-1, 21, 10**9])
def test_an_absurd_number_is_refused(count: int) -> None:
    with pytest.raises(NotACount, match="0–20"):
        HouseholdAnswer.checked(pets={"dog": count}, children={})


@pytest.mark.parametrize("kind", ["lion", "", "name"])
def test_no_other_kind_can_be_told(kind: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        HouseholdAnswer.checked(pets={kind: 1}, children={})


def test_the_answer_is_read_out() -> None:
    assert household.pets_in_words({"dog": 2, "cat": 1}) == ["Kissa", "Koira, 2"]
    assert household.children_in_words({"from_13": 1, "under_3": 2}) == ["2 lasta (alle 3 v)", "1 lapsi (13–17 v)"]
    assert household.pets_in_words(None) == []
    assert household.children_in_words(None) == []
