"""H25: no page of ours stands in a frame of somebody else's, whatever it answers and whoever asks."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse

from lupaus.sites.furniture import middleware
from tests.doors import DOORS, VISITOR, Door
from tests.hostile.conftest import Walk
from tests.hostile.parts import at_every_door

pytestmark = pytest.mark.django_db

PAYING_AND_AGREEING = ("public:order_check", "customer:data_health_withdrawal", "account_confidentiality")
"""Where somebody pays or agrees: what a frame would be put around."""


def may_be_framed(answer: HttpResponse) -> bool:
    """Say whether a browser would show this answer inside another site: the policy, and for old ones the header."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return answer.headers.get("X-Frame-Options") != "DENY" or not re.search(r"frame-ancestors 'none'(;|$)", policy)


@at_every_door
def test_h25_no_answer_of_any_address_may_be_framed(walk: Walk, door: Door) -> None:
    address = walk.address(door)
    with walk.attempt(door.first) as client:
        answers = [client.get(address), client.post(address), walk.browser(VISITOR).get(address)]

    assert not any(may_be_framed(answer) for answer in answers)


@pytest.mark.parametrize(
    ("path", "status"), [("/no/such/page/", 404), ("/%00", 400), ("/static/no-such.css", 404), ("/my/", 302)]
)
def test_h25_no_refusal_may_be_framed(walk: Walk, path: str, status: int) -> None:
    answer = walk.browser(VISITOR).get(path)

    assert (answer.status_code, may_be_framed(answer)) == (status, False)


@pytest.mark.parametrize("name", PAYING_AND_AGREEING)
def test_control_without_the_headers_the_pages_where_one_agrees_could_be_framed(
    walk: Walk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "HEADERS", {})
    monkeypatch.setattr(settings, "SECURE_CSP", {})
    door = DOORS[name]
    with walk.attempt(door.first) as client:
        answer = client.get(walk.address(door))
    answer.headers.pop("X-Frame-Options", None)  # Django's own sets it once more

    assert may_be_framed(answer)
