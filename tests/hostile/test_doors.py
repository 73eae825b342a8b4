"""The table of doors is whole, and each door opens for those it names and for nobody else."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lupaus.journal.models import Entry, Outcome
from tests.doors import DOORS, EVERYBODY, ORDERING, VISITOR, Door
from tests.hostile.conftest import Walk

pytestmark = pytest.mark.django_db

REFUSED = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
SIGN_IN = "/account/login/"


def names(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}"


def test_every_url_has_an_entry_and_every_entry_a_url() -> None:
    existing = set(names(get_resolver().url_patterns))

    assert sorted(existing - DOORS.keys()) == []
    assert sorted(DOORS.keys() - existing) == []


def test_control_a_url_without_an_entry_is_seen() -> None:
    assert set(names([URLPattern(pattern=None, callback=lambda: None, name="new_page")])) - DOORS.keys() == {"new_page"}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_the_door_opens_for_whom_it_names(walk: Walk, door: Door) -> None:
    for who in {door.first, max(door.actors)}:
        with walk.attempt(who) as client:
            answer = client.get(walk.address(door))

        assert answer.status_code in ({405} if door.posts else OPEN.get(door.name, {200, 302})), who


OPEN = {
    "public:change_password": {301},
    "readyz": {200, 503},
    "invitation:show": {404, 410},
    "account_link": {404, 410},
    "mfa_remove_webauthn": {302, 404},
    "mfa_deactivate_totp": {302, 404},
    "mfa_view_recovery_codes": {302, 404},
}
"""What else an open door may answer, where there is nothing behind it in this world."""


@pytest.mark.parametrize(
    "door", [door for door in DOORS.values() if door.actors != EVERYBODY], ids=lambda door: door.name
)
def test_h26_the_door_is_shut_for_everybody_else(walk: Walk, door: Door) -> None:
    for who in sorted(EVERYBODY - door.actors - {ORDERING}):
        with walk.attempt(who) as client:
            answers = [client.get(walk.address(door)), client.post(walk.address(door))]

        for answer in answers:
            if answer.status_code == HTTPStatus.FOUND:
                assert who == VISITOR, who
                assert answer["Location"].startswith(SIGN_IN), who
            else:
                assert answer.status_code in REFUSED, who


@pytest.mark.parametrize("door", [door for door in DOORS.values() if door.args], ids=lambda door: door.name)
def test_h26_an_id_of_nothing_or_of_something_else_is_not_found(walk: Walk, door: Door) -> None:
    for name, value in door.args.items():
        if not isinstance(walk.world.ids.get(value), UUID):
            continue
        for other in (uuid4(), UUID(int=0), walk.world.ids["service"]):
            with walk.attempt(door.first) as client:
                answers = [
                    client.get(walk.address(door, **{name: other})),
                    client.post(walk.address(door, **{name: other})),
                ]

            assert {answer.status_code for answer in answers} <= REFUSED


@pytest.mark.parametrize("who", ["b", "q"])
def test_h26_a_refusal_is_journalled(walk: Walk, who: str) -> None:
    door = DOORS["customer:visit" if who == "b" else "provider:visit"]
    with walk.attempt(who) as client:
        client.get(walk.address(door))
        denied = Entry.objects.filter(outcome=Outcome.DENIED, actor=walk.world.users[who].pk).count()

    assert denied == 1
