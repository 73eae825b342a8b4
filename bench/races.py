"""B1: sixteen processes book overlapping times while some of them are killed (kill -9) in the middle of it.

Nobody may be in two places, trips included; every booking that was acknowledged is there; and the order of a process
that was killed, sent again as its customer would, is one visit and never two.
"""

import json
import os
import queue
import random
import secrets
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from datetime import time as wall
from itertools import pairwise

from bench.installations import CHECKOUT, SMALL, measured_in
from bench.measure import Figure

RACERS, DRAFTS, KILLS = 16, 160, 10
FIRST_DAY, DAYS = 200, 2


def measure() -> list[Figure]:
    """Measure the small company: what a race does to it does not depend on how many customers there are."""
    return [Figure(**figure) for figure in measured_in(SMALL, "bench.races")]


class Race:
    """Sixteen racers, a queue of drafts, and somebody who kills."""

    def __init__(self, drafts: list[str]) -> None:
        self._todo: queue.Queue[str] = queue.Queue()
        for draft in drafts:
            self._todo.put(draft)
        self._left = len(drafts)
        self._lock = threading.Lock()
        self._running: list[subprocess.Popen[str]] = []
        self.answers: dict[str, str] = {}
        self.killed = 0

    def run(self) -> None:
        """Race until every draft has an answer."""
        threads = [threading.Thread(target=self._feed) for _ in range(RACERS)]
        killer = threading.Thread(target=self._kill)
        for thread in (*threads, killer):
            thread.start()
        for thread in (*threads, killer):
            thread.join()

    def _feed(self) -> None:
        racer = self._new_racer()
        while self._left:
            try:
                draft = self._todo.get(timeout=0.2)
            except queue.Empty:
                continue
            answer = _asked(racer, draft)
            if answer:
                with self._lock:
                    self.answers[draft] = answer
                    self._left -= 1
            else:
                self._todo.put(draft)
                racer = self._new_racer()
        racer.kill()
        racer.wait()

    def _new_racer(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "bench.racer"]
        racer = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
        with self._lock:
            self._running.append(racer)
        return racer

    def _kill(self) -> None:
        while self._left and self.killed < KILLS:
            time.sleep(random.uniform(0.05, 0.6))
            with self._lock:
                alive = [racer for racer in self._running if racer.poll() is None]
            if len(self.answers) and alive:
                os.kill(random.choice(alive).pid, signal.SIGKILL)
                self.killed += 1


def _asked(racer: "subprocess.Popen[str]", draft: str) -> str:
    assert racer.stdin is not None
    assert racer.stdout is not None
    try:
        racer.stdin.write(draft + "\n")
        racer.stdin.flush()
    except BrokenPipeError:
        return ""
    return racer.stdout.readline().strip()


def _raced() -> list[dict[str, object]]:
    import django  # noqa: PLC0415 -- only inside an installation

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- needs Django set up

    from lupaus.orders.models import Order  # noqa: PLC0415 -- needs Django set up
    from lupaus.scheduling.models import Visit  # noqa: PLC0415 -- needs Django set up

    drafts = _drafts()
    connection.close()
    race = Race(drafts)
    race.run()
    won = {draft: answer.removeprefix("won ") for draft, answer in race.answers.items() if answer.startswith("won ")}
    refused = {answer for answer in race.answers.values() if not answer.startswith("won ")}
    assert 0 < len(won) < len(drafts), "some win and some lose, else it was no race"
    assert refused == {"lost TimeTaken"}, refused
    there = {str(pk) for pk in Visit.objects.filter(order__draft_key__in=drafts).values_list("id", flat=True)}
    orders = Order.objects.filter(draft_key__in=drafts).count()
    lost = len(set(won.values()) ^ there) + abs(orders - len(won)) + len(won) - len(set(won.values()))
    doubled = _overlaps()
    told = f"{len(won)} of {len(drafts)} bookings won, {RACERS} processes, {race.killed} killed"
    return [
        _figure(f"overlaps: {told}", doubled).as_json(),
        _figure("acknowledged bookings and rows that differ", lost).as_json(),
    ]


def _figure(operation: str, wrong: int) -> Figure:
    return Figure("B1", operation, wrong, 0, wrong, None, "0, always", wrong == 0)


def _overlaps() -> int:
    """Return how many neighbours overlap or leave too little time for the trip."""
    from lupaus.foundation import clock  # noqa: PLC0415 -- needs Django set up
    from lupaus.scheduling import time_terms  # noqa: PLC0415 -- needs Django set up
    from lupaus.scheduling.models import Occupation  # noqa: PLC0415 -- needs Django set up

    travel = time_terms.travel(time_terms.in_force(clock.now()))
    rows = list(Occupation.objects.order_by("lane", "blocked_from"))
    assert rows, "an empty calendar shows nothing"
    wrong = 0
    for one, other in pairwise(rows):
        trip = travel.minutes(one.place, other.place) if one.place and other.place else 0
        wrong += one.lane == other.lane and one.blocked_until + timedelta(minutes=trip) > other.blocked_from
    return wrong


def _drafts() -> list[str]:
    """Fill in orders for overlapping, unequal times of days on which nothing is booked yet."""
    from lupaus.company import calendar  # noqa: PLC0415 -- needs Django set up
    from lupaus.foundation import clock  # noqa: PLC0415 -- needs Django set up
    from lupaus.kernel import walltime  # noqa: PLC0415 -- needs Django set up
    from lupaus.scheduling.models import Occupation  # noqa: PLC0415 -- needs Django set up

    at = clock.now()
    latest = Occupation.objects.order_by("-blocked_until").values_list("blocked_until", flat=True).first() or at
    day = max(walltime.day_of(at) + timedelta(days=FIRST_DAY), walltime.day_of(latest) + timedelta(days=1))
    days = []
    while len(days) < DAYS:
        if calendar.opening(day):
            days.append(day)
        day += timedelta(days=1)
    hours = [wall(hour, minute) for hour in (9, 10, 11, 12) for minute in (0, 30)]
    starts = [walltime.combine(day, hour) for hour in hours for day in days]
    return [_draft(starts[number % len(starts)], at) for number in range(DRAFTS)]


def _draft(starts_at: datetime, at: datetime) -> str:
    from lupaus.catalogue import queries  # noqa: PLC0415 -- needs Django set up
    from lupaus.catalogue.engine.terms import Equipment, Selection  # noqa: PLC0415 -- needs Django set up
    from lupaus.kernel import walltime  # noqa: PLC0415 -- needs Django set up
    from lupaus.orders import drafts  # noqa: PLC0415 -- needs Django set up
    from lupaus.orders.household import HouseholdAnswer  # noqa: PLC0415 -- needs Django set up
    from lupaus.promises import Actor, Purpose  # noqa: PLC0415 -- needs Django set up
    from lupaus.register.addresses import Place, WayIn  # noqa: PLC0415 -- needs Django set up
    from lupaus.register.contacts import Contact  # noqa: PLC0415 -- needs Django set up
    from lupaus.vault.reading import processing  # noqa: PLC0415 -- needs Django set up

    service = next(each for each in queries.offerings(walltime.day_of(at)) if each.service.pricing == "hour").service
    equipment = Equipment.NONE if service.equipment == "not_needed" else Equipment.OURS
    selection = Selection(service.code, service.size_minimum, (), equipment)
    draft = drafts.open_draft(by=Actor.visitor(), at=at)
    by = Actor.visitor(draft.subject_id)
    contact = Contact.checked(
        first_name="Maija", last_name="Koe", email=f"{secrets.token_hex(6)}@esimerkki.fi", phone="040 123 4567"
    )
    place = Place.checked(street="Esimerkkikatu 5", postcode="00500", way_in=WayIn.checked(access="at_home"))
    nobody = HouseholdAnswer.checked(pets={}, children={})
    with processing(by, Purpose.ORDERING, at):
        row = drafts.choose_service(draft, postcode="00500", selection=selection, by=by, at=at)
        price = drafts.quote(row, at=at)
        assert price is not None
        drafts.choose_time(row, starts_at=starts_at, ends_at=starts_at + price.duration, by=by, at=at)
        drafts.give_address(row, place=place, household=nobody, by=by, at=at)
        drafts.give_contact(row, contact=contact, by=by, at=at)
    return str(draft.id)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_raced()) + "\n")
