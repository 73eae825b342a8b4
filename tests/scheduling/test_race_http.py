"""Fifty browsers at once through a real server: orders, moves and changes of provider for overlapping times.

Source: issue, "Race"; trust H40, invariant I2.
"""

import http.client
import secrets
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock_time
from itertools import cycle
from urllib.parse import urlencode

import pytest
from pytest_django.live_server_helper import LiveServer

from lupaus.accounts.sessions import SessionStore
from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.orders import drafts
from lupaus.orders.models import Draft
from lupaus.promises import Actor, Purpose
from lupaus.scheduling.models import Occupation, OccupationKind, Visit, VisitState
from lupaus.sites.furniture.doors import OWN_SUBJECTS
from lupaus.sites.public.order import drafting
from lupaus.vault.reading import processing
from tests import world as worlds
from tests.scheduling.test_race import overlaps
from tests.world import BERIT, World

CLIENTS, ORDERS = 50, 26
HALF_HOUR = timedelta(minutes=30)
FOUND, CONFLICT = 302, 409

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Press:
    """One button that somebody presses: what it is about, whose browser, where, with which fields."""

    kind: str
    session: str
    path: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What one browser got."""

    kind: str
    status: int
    page: str


def send(server: LiveServer, line: http.client.HTTPConnection, one: Press) -> Answer:
    """Send the form over an open line, as the browser of the session does."""
    secret = secrets.token_hex(16)
    headers = {
        "Cookie": f"lupaus_session={one.session}; lupaus_csrf={secret}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": server.url,
    }
    line.request("POST", one.path, urlencode({**one.fields, "csrfmiddlewaretoken": secret}), headers)
    response = line.getresponse()
    page = response.read().decode()
    line.close()
    return Answer(one.kind, response.status, page)


def called(server: LiveServer) -> http.client.HTTPConnection:
    """Return an open line; the lines are opened one by one, since the test server's door is narrow."""
    line = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=240)
    line.connect()
    return line


def ordering(world: World, starts_at: datetime) -> tuple[str, str]:
    """Fill in an order for a time that others want too; return the session and the total."""
    draft = drafts.open_draft(by=Actor.visitor(), at=world.at)
    visitor = Actor.visitor(draft.subject_id)
    with processing(visitor, Purpose.ORDERING, world.at):
        worlds.fill_in(world, draft, BERIT, by=visitor, at=world.at, after=world.at + timedelta(days=8))
    Occupation.objects.filter(kind=OccupationKind.HOLD).delete()
    row = Draft.objects.get(id=draft.id)
    drafts.choose_time(row, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), by=visitor, at=world.at)
    price = drafts.quote(Draft.objects.get(id=draft.id), at=world.at)
    assert price is not None
    session = SessionStore()
    session[drafting.SESSION_KEY] = str(draft.id)
    session[OWN_SUBJECTS] = [str(draft.subject_id)]
    session.create()
    return session.session_key or "", str(price.total.cents)


def presses(world: World) -> list[Press]:
    """Return what fifty do at once: order, move and change the provider, all around ten o'clock of one day."""
    ten = walltime.combine(walltime.day_of(world.at) + timedelta(days=7), clock_time(10))
    starts = [ten + number * HALF_HOUR for number in range(6)]
    office = world.client("office").cookies["lupaus_session"].value
    both = [str(world.ids["provider"]), str(world.ids["provider_q"])]
    found = []
    for number in range(ORDERS):
        session, total = ordering(world, starts[number % len(starts)])
        found.append(Press("order", session, "/order/check/", {"total": total, "early_start": "on"}))
    placed = Visit.objects.filter(state__in=(VisitState.ACCEPTED, VisitState.OFFERED), starts_at__gt=world.at)
    for number, visit in zip(range(CLIENTS - ORDERS), cycle(placed), strict=False):
        when, who = starts[number % len(starts)].isoformat(), both[number // 2 % 2]
        to_time = Press("move", office, f"/staff/visits/{visit.id}/time/", {"starts_at": when})
        to_provider = Press("staff change", office, f"/staff/visits/{visit.id}/provider/", {"provider": who})
        found.append(to_time if number % 2 else to_provider)
    Occupation.objects.filter(kind=OccupationKind.HOLD).delete()
    return found


def all_at_once(server: LiveServer, what: list[Press]) -> list[Answer]:
    """Let everybody press at the same moment."""
    gate, answers = threading.Barrier(len(what)), []

    def press(line: http.client.HTTPConnection, one: Press) -> None:
        gate.wait(timeout=60)
        answers.append(send(server, line, one))

    threads = [threading.Thread(target=press, args=(called(server), one)) for one in what]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return answers


def test_fifty_browsers_never_put_anybody_in_two_places(live_server: LiveServer) -> None:
    world = worlds.build()
    clock.set_to(world.at)
    what, before = presses(world), Visit.objects.count()

    answers = all_at_once(live_server, what)

    won = [answer for answer in answers if answer.kind == "order" and answer.status == FOUND]
    took = [answer for answer in answers if answer.kind in {"order", "move"} and answer.status == FOUND]
    assert len(answers) == CLIENTS
    assert {answer.status for answer in answers} <= {FOUND, CONFLICT}, Counter((a.kind, a.status) for a in answers)
    assert took, "somebody got the time: moves and changes of provider may have been faster than every order"
    assert len(won) < ORDERS
    assert Visit.objects.count() == before + len(won)
    assert all("ehti mennä" in a.page for a in answers if a.kind == "order" and a.status == CONFLICT)
    assert overlaps() == []
    active = Visit.objects.exclude(state__in=(VisitState.WAITING, VisitState.CANCELLED))
    assert set(active.filter(ends_at__gt=world.at).values_list("id", flat=True)) <= set(
        Occupation.objects.filter(kind=OccupationKind.VISIT).values_list("visit_id", flat=True)
    )
