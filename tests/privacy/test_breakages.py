"""Five things that break on a running copy: within one run of the checks the page names what is not true now.

And when it is mended, the next run turns it back. Everything goes in and comes out through HTTP.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.fixtures import Settings

from lupaus.communication import carriers
from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.jobs.models import LastRun
from lupaus.kernel import walltime
from lupaus.orders import drafts
from lupaus.partners import papers
from lupaus.partners.models import Item
from lupaus.privacy import live, versions
from lupaus.privacy.channel import probes
from lupaus.privacy.live import attestations
from lupaus.privacy.proof.rows import ROWS
from lupaus.promises import Actor, Recipient, Role
from tests.partnership import PDF, complete, officer
from tests.support import SYSTEM
from tests.world import World

pytestmark = pytest.mark.django_db

SENTENCES = {row.name: row.text for row in ROWS}
PAGES = {"/lupaukset": "fi", "/loften": "sv", "/promises": "en"}
EVERYWHERE = (*PAGES, "/", "/tietosuoja", "/dataskydd", "/privacy")


class Tracking:
    """A middleware that sets one cookie more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.set_cookie("visitor_id", "1234")
        return response


@pytest.fixture
def running(world: World) -> World:
    """Let everything that runs by the clock have run, and the checks have found nothing."""
    LastRun.objects.bulk_create(LastRun(verb=chore.verb, at=clock.now()) for chore in periodic.chores())
    drafts.sweep(at=clock.now())
    check(world)
    assert red() == set()
    return world


def check(world: World) -> None:
    """Press the button at the privacy desk."""
    assert world.client("privacy").post(reverse("desk:check")).status_code == 302


def red() -> set[str]:
    """Return the promises that the public page says do not hold."""
    page = Client().get("/lupaukset").content.decode()
    return set(re.findall(r'class="card" id="(S\d+)"', page))


def since(row: str) -> str | None:
    found = Client().get("/lupaukset.json").json()["promises"]
    return next(each["since"] for each in found if each["row"] == row)  # type: ignore[no-any-return]


@contextmanager
def stopped_job(world: World, settings: Settings) -> Iterator[None]:
    del world, settings
    work = periodic._chores.pop("orders.sweep_drafts")
    try:
        yield
    finally:
        periodic._chores["orders.sweep_drafts"] = work


@contextmanager
def dropped_constraint(world: World, settings: Settings) -> Iterator[None]:
    del world, settings
    name = "provider_is_in_one_place_at_a_time"
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = %s", [name])
        (definition,) = cursor.fetchone()
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table scheduling_occupation drop constraint {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"alter table scheduling_occupation add constraint {name} {definition}")


@contextmanager
def undeclared_cookie(world: World, settings: Settings) -> Iterator[None]:
    del world
    with override_settings(MIDDLEWARE=[f"{__name__}.Tracking", *settings.MIDDLEWARE]):
        yield


@contextmanager
def dead_mail(world: World, settings: Settings) -> Iterator[None]:
    alive, settings.LUPAUS_EMAIL_URL = settings.LUPAUS_EMAIL_URL, "smtp://127.0.0.1:1"
    carriers._mail.cache_clear()
    probes.send_due(at=world.at)
    yield
    settings.LUPAUS_EMAIL_URL = alive
    carriers._mail.cache_clear()


@contextmanager
def overdue_word(world: World, settings: Settings) -> Iterator[None]:
    del settings
    vouching = Actor.person(world.users["privacy"].pk, Role.PRIVACY)
    attestations.attest("locked_archive", by=vouching, at=world.at - timedelta(days=200))
    yield
    world.client("privacy").post(reverse("desk:attest", args=["locked_archive"]))


@contextmanager
def expired_agreement(world: World, settings: Settings) -> Iterator[None]:
    del settings
    partner = complete(Recipient.MAIL_CARRIER, at=world.at - timedelta(days=10), ends_at=world.at - timedelta(days=1))
    versions.follow(by=SYSTEM, at=world.at)  # as the hourly job does: the notice names the partner no more
    yield
    terms = papers.Terms(signed_on=walltime.day_of(world.at), ends_at=None, items=tuple(Item))
    papers.record(partner, terms, content=PDF, by=officer(), at=world.at)
    versions.follow(by=SYSTEM, at=world.at)


type Breakage = Callable[[World, Settings], AbstractContextManager[None]]

BREAKAGES = [
    pytest.param(stopped_job, {"S15", "S66"}, id="a job is stopped"),
    pytest.param(dropped_constraint, {"S8", "S36"}, id="a constraint is dropped"),
    pytest.param(undeclared_cookie, {"S47"}, id="an undeclared cookie"),
    pytest.param(expired_agreement, {"S73"}, id="an agreement that has ended"),
    pytest.param(dead_mail, {"S2"}, id="a dead mail channel"),
    pytest.param(overdue_word, {"S78"}, id="a word that ran out"),
]


@pytest.mark.parametrize(("breakage", "rows"), BREAKAGES)
def test_within_one_run_the_page_names_what_is_not_true_now_and_healing_turns_it_back(
    running: World, settings: Settings, breakage: Breakage, rows: set[str]
) -> None:
    with breakage(running, settings):
        check(running)

        assert red() == rows
        assert all(since(row) for row in rows)
        for address in EVERYWHERE:
            page = Client().get(address, headers={"Accept-Language": "fi"}).content.decode()
            language = PAGES.get(address) or {"/dataskydd": "sv", "/privacy": "en"}.get(address, "fi")
            assert all(SENTENCES[row].in_language(language) in page for row in rows), address
        desk = running.client("privacy").get(reverse("desk:promises")).content.decode()
        assert all(SENTENCES[row].fi in desk for row in rows)
    check(running)

    assert red() == set()


@pytest.mark.parametrize(("breakage", "rows"), BREAKAGES)
def test_control_without_the_check_the_page_says_nothing(
    running: World, settings: Settings, breakage: Breakage, rows: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in list(live.CHECKS):
        if rows & set(live.CHECKS[code].rows):
            monkeypatch.delitem(live.CHECKS, code)
    with breakage(running, settings):
        check(running)

        assert red() == set()


def test_the_page_tells_no_attacker_what_and_where(running: World, settings: Settings) -> None:
    with dropped_constraint(running, settings), undeclared_cookie(running, settings):
        check(running)
        pages = [Client().get(address).content.decode() for address in (*PAGES, "/lupaukset.json")]

    for page in pages:
        assert "provider_is_in_one_place" not in page
        assert "scheduling_occupation" not in page
        assert "visitor_id" not in page


def test_the_button_is_the_officers_and_not_pressed_all_day(running: World) -> None:
    for who in ("office", "owner", "a", "p"):
        assert running.client(who).post(reverse("desk:check")).status_code == 404
    answers = {running.client("privacy").post(reverse("desk:check")).status_code for _ in range(8)}

    assert answers == {302, 429}
