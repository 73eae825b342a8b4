"""The table of doors in parts: a test that asks little of each door goes through a part of them at a time."""

from collections.abc import Callable, Mapping
from itertools import groupby

import pytest

from tests.doors import DOORS, Door
from tests.hostile.conftest import Walk

type Attempt = Callable[[Walk, Door], None]


def _room(door: Door) -> str:
    return door.name.partition(":")[0].partition("_")[0]


PARTS: Mapping[str, tuple[Door, ...]] = {
    room: tuple(doors) for room, doors in groupby(sorted(DOORS.values(), key=_room), key=_room)
}


def at_every_door(attempt: Attempt) -> Callable[[Walk, str], None]:
    """Try at every door, one room after the other; who fails is named."""

    @pytest.mark.parametrize("room", PARTS)
    def tries(walk: Walk, room: str) -> None:
        for door in PARTS[room]:
            try:
                attempt(walk, door)
            except AssertionError as wrong:
                wrong.add_note(f"at the door {door.name}")
                raise

    return tries
