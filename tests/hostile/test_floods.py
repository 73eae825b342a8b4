"""Whoever asks without end is told when to come again, and leaves nothing behind. Source: trust, 2.3.2 and 2.4.1."""

from http import HTTPStatus

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from lupaus.accounts.models import Session
from lupaus.orders.models import Draft
from lupaus.vault.models import Subject
from tests.hostile.conftest import Browser, Walk
from tests.world import POSTCODE

pytestmark = pytest.mark.django_db

LIMIT = 3


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    """Let a network begin three orders a minute, so that the limit is soon met."""
    settings.ACCOUNT_RATE_LIMITS = {**configured.ACCOUNT_RATE_LIMITS, "begin_order": f"{LIMIT}/m/ip"}


def begin(walk: Walk, **headers: str) -> tuple[Browser, HttpResponse]:
    """Begin an order as a new visitor."""
    visitor = walk.browser("visitor")
    chosen = {"postcode": POSTCODE, "service": walk.world.ids["service_code"], "size": "120", "equipment": "ours"}
    chosen |= {"every_weeks": "0"}
    return visitor, visitor.post("/order/", chosen, headers=headers)


def stored() -> tuple[int, int, int]:
    return Draft.objects.count(), Subject.objects.count(), Session.objects.count()


def test_a_network_that_begins_orders_without_end_is_turned_away_and_nothing_is_kept(walk: Walk) -> None:
    with walk.attempt("visitor"):
        begun = [begin(walk)[1].status_code for _ in range(LIMIT)]
        before = stored()
        answers = [begin(walk, **{"X-Forwarded-For": f"203.0.113.{number}"})[1] for number in range(5)]

        assert begun == [HTTPStatus.FOUND] * LIMIT
        assert {answer.status_code for answer in answers} == {HTTPStatus.TOO_MANY_REQUESTS}
        assert {answer["Retry-After"] for answer in answers} == {"60"}
        assert "Odota" in answers[0].content.decode()
        assert stored() == before


def test_whoever_has_begun_goes_on(walk: Walk) -> None:
    with walk.attempt("visitor"):
        visitor, *_ = [begin(walk)[0] for _ in range(LIMIT + 1)]

        assert visitor.get("/order/time/").status_code == HTTPStatus.OK


def test_control_without_the_limit_there_is_no_end(walk: Walk, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**configured.ACCOUNT_RATE_LIMITS, "begin_order": "1000/m/ip"}
    with walk.attempt("visitor"):
        before = stored()
        for _ in range(LIMIT + 5):
            begin(walk)

        assert stored()[0] == before[0] + LIMIT + 5
