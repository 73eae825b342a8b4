from datetime import datetime, timedelta

import pytest

from lupaus.kernel.period import Period
from lupaus.promises import Actor
from lupaus.providers import leaves, queries
from lupaus.providers.models import LeaveKind, Provider

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_a_leave_is_kept_until_it_has_ended(siiri: Provider, owner: Actor, at: datetime) -> None:
    leave = leaves.add(siiri, Period.of(at, DAY), LeaveKind.VACATION, by=owner, at=at)

    assert queries.leaves_of(siiri, from_at=at) == (leave,)
    assert queries.leaves_of(siiri, from_at=at + DAY) == ()


def test_leaves_may_touch_but_not_overlap(siiri: Provider, owner: Actor, at: datetime) -> None:
    leaves.add(siiri, Period.of(at, DAY), LeaveKind.VACATION, by=owner, at=at)
    leaves.add(siiri, Period.of(at + DAY, DAY), LeaveKind.ABSENCE, by=owner, at=at)

    with pytest.raises(leaves.LeaveOverlaps):
        leaves.add(siiri, Period.of(at + DAY / 2, DAY), LeaveKind.TRAINING, by=owner, at=at)


def test_a_leave_of_years_is_a_slip(siiri: Provider, owner: Actor, at: datetime) -> None:
    with pytest.raises(leaves.LeaveIsTooLong):
        leaves.add(siiri, Period.of(at, 400 * DAY), LeaveKind.VACATION, by=owner, at=at)


def test_a_leave_is_removed_once(siiri: Provider, owner: Actor, at: datetime) -> None:
    leave = leaves.add(siiri, Period.of(at, DAY), LeaveKind.VACATION, by=owner, at=at)

    leaves.remove(leave, by=owner, at=at)

    with pytest.raises(leaves.LeaveIsGone):
        leaves.remove(leave, by=owner, at=at)
