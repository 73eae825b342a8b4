"""What exists in development only is not there where real people are served."""

import pytest
from pytest_django.fixtures import Settings

from lupaus.accounts import sign_in_links
from lupaus.accounts.sign_in_links import OnlyInDevelopment
from lupaus.foundation import clock
from lupaus.foundation.clock import ClockIsReal
from tests.doors import DOORS, EVERYBODY, Door
from tests.hostile.conftest import Walk
from tests.support import SYSTEM

pytestmark = pytest.mark.django_db

DEVELOPMENT = [door for door in DOORS.values() if door.name.startswith("developer:")]


@pytest.fixture
def in_production(settings: Settings) -> None:
    """Let the product believe that it serves real people."""
    settings.LUPAUS_CLOCK_CAN_BE_SET = settings.LUPAUS_DEVELOPMENT = False


@pytest.mark.parametrize("door", DEVELOPMENT, ids=lambda door: door.name)
def test_no_page_of_development_is_there(walk: Walk, door: Door, in_production: None) -> None:
    for who in sorted(EVERYBODY):
        with walk.attempt(who) as client:
            answers = [client.get(walk.address(door)), client.post(walk.address(door))]

        assert [answer.status_code for answer in answers] == [404, 404], who


def test_every_page_of_development_is_known_by_its_address(walk: Walk) -> None:
    """So that one under another name would be seen."""
    under_dev = {door.name for door in DOORS.values() if walk.address(door).startswith("/dev/")}

    assert under_dev == {door.name for door in DEVELOPMENT}
    assert len(under_dev) >= 4


def test_neither_the_clock_nor_the_second_factor_can_be_passed_by(walk: Walk, in_production: None) -> None:
    with pytest.raises(ClockIsReal):
        clock.set_to(walk.world.at)
    with pytest.raises(OnlyInDevelopment):
        sign_in_links.make(
            walk.world.users["owner"], by=SYSTEM, at=walk.world.at, now=clock.wall(), is_second_factor=True
        )


@pytest.mark.parametrize("door", DEVELOPMENT, ids=lambda door: door.name)
def test_control_in_development_they_are_there(walk: Walk, door: Door) -> None:
    with walk.attempt("visitor") as client:
        assert client.get(walk.address(door)).status_code == 200
