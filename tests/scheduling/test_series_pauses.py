"""Letting a series rest until one of its days, and taking that back."""

from datetime import timedelta

import pytest

from lupaus.scheduling import rules, series_pausing, series_roll, undo
from lupaus.scheduling.models import Occurrence, Outcome
from lupaus.scheduling.undo import TooLateToUndo
from tests.scheduling.streets import visits_of
from tests.scheduling.test_series_moves import (
    FIRST,
    MINUTE,
    MONDAY,
    WEEK,
    accepted,
    customer,
    everything,
    standing,
    to_monday,
)
from tests.scheduling.town import AT, HOUR, Town
from tests.support import outbox


def test_a_pause_leaves_out_visits_until_the_day_of_return(town: Town) -> None:
    series = accepted(town)
    second, *_rest = visits_of(series)[1:]
    choices = series_pausing.pauses(series, second, at=AT)

    done = series_pausing.pause(series, second, choices[1].returns_on, by=customer(series), at=AT)

    assert len(done.visits) == 2
    assert standing(series) == [FIRST + number * WEEK for number in (0, 3, 4, 5, 6)]


def test_a_pause_reaches_beyond_the_horizon(town: Town) -> None:
    series = accepted(town)
    last = visits_of(series)[-1]
    choice = series_pausing.pauses(series, last, at=AT)[2]

    series_pausing.pause(series, last, choice.returns_on, by=customer(series), at=AT)
    series_roll.roll(at=AT + 4 * WEEK)

    assert standing(series) == [FIRST + number * WEEK for number in (0, 1, 2, 3, 4, 5, 9, 10)]
    skipped = Occurrence.objects.filter(series=series, outcome=Outcome.SKIPPED).values_list("day_on", flat=True)
    assert sorted(skipped) == [FIRST.date() + number * WEEK for number in (7, 8)]


def test_a_pause_is_undone_within_ten_minutes_and_told_of_in_one_letter_after(town: Town) -> None:
    series = accepted(town)
    assert series.provider is not None
    before = everything(series)
    choice = series_pausing.pauses(series, None, at=AT)[4]
    by = customer(series)

    series_pausing.pause(series, None, choice.returns_on, by=by, at=AT)
    series_pausing.go_on(series, by=by, at=AT + MINUTE)
    after = everything(series)
    series_pausing.pause(series, None, choice.returns_on, by=by, at=AT + 2 * MINUTE)
    undo.tell(at=AT + 2 * MINUTE + rules.UNDO)

    assert after == before
    letters = outbox("scheduling.series_paused")
    assert {letter.subject_id for letter in letters} == {series.subject_id, series.provider.subject_id}
    assert len(letters) == 2
    with pytest.raises(TooLateToUndo):
        series_pausing.go_on(series, by=by, at=AT + 13 * MINUTE)


def test_a_pause_ends_on_a_day_of_the_series(town: Town) -> None:
    series = accepted(town)

    with pytest.raises(series_pausing.NotADayToReturn):
        series_pausing.pause(series, None, FIRST.date() + timedelta(days=1), by=customer(series), at=AT)


def test_the_new_pattern_keeps_the_pause_that_reaches_beyond_the_horizon(town: Town) -> None:
    series = accepted(town)
    last = visits_of(series)[-1]
    choice = series_pausing.pauses(series, last, at=AT)[2]
    series_pausing.pause(series, last, choice.returns_on, by=customer(series), at=AT)

    to_monday(series, at=AT + 11 * MINUTE)
    series_roll.roll(at=AT + 4 * WEEK)

    assert standing(series) == [MONDAY + 3 * HOUR + number * WEEK for number in (0, 1, 2, 3, 4, 5, 9, 10)]
