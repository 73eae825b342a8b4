from datetime import date

import pytest

from lupaus.kernel import statutes


def test_a_consumer_may_withdraw_for_fourteen_days() -> None:
    assert statutes.withdrawal_days(date(2026, 11, 23)) == 14


def test_before_the_first_row_nothing_is_guessed() -> None:
    with pytest.raises(LookupError):
        statutes.withdrawal_days(date(2014, 6, 12))
