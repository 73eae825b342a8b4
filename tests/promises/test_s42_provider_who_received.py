"""Clause S42: who was asked, who said yes; one wins, the others read why not."""

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Actor, Role
from lupaus.providers.models import Provider
from lupaus.scheduling import offers
from lupaus.scheduling.models import Milestone, MilestoneKind, Offer, OfferState, Visit
from tests import world as worlds
from tests.support import FAR
from tests.world import World

PROMISE = Promise("S42", State.ENFORCED)

TRIES = 50


@pytest.fixture
def world(db: None) -> World:
    """Build the company for each test: the race commits, so no transaction may be open around the module."""
    return worlds.build()


def open_one(world: World) -> Offer:
    """Return the open offer of a visit, an hour after it was made."""
    found = Offer.objects.select_related("visit").get(visit=world.ids["offered_visit"], state=OfferState.OPEN)
    clock.set_to(found.offered_at + timedelta(hours=1))
    return found


def both_asked(world: World) -> tuple[Offer, Offer]:
    """Return the open offers to P and Q of one visit, an hour after the first was made."""
    first = open_one(world)
    ids = {world.ids["provider"], world.ids["provider_q"]}
    other = Provider.objects.get(id=(ids - {first.provider_id}).pop())
    second = offers.offer(first.visit, other, by=Actor.system("test"), at=clock.now())
    return (first, second) if first.provider_id == world.ids["provider"] else (second, first)


def accept(client: Client, offer: Offer) -> Any:
    return client.post(f"/work/offers/{offer.id}/acceptance/")


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_accept_at_once_exactly_one_wins(transactional_db: None) -> None:
    world = worlds.build()
    mine, yours = both_asked(world)
    cookies = {who: world.client(who).cookies for who in "pq"}
    gate, answers = threading.Barrier(TRIES), []

    def press(who: str, offer: Offer) -> None:
        client = Client(raise_request_exception=False)
        client.cookies = cookies[who]
        try:
            gate.wait(timeout=60)
            answers.append(accept(client, offer))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=pair) for pair in [("p", mine), ("q", yours)] * (TRIES // 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    losers = [answer.content.decode() for answer in answers if answer.status_code == 409]
    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: TRIES - 1}
    assert all("ehti ottaa" in page or "ei ole enää voimassa" in page for page in losers)
    assert Offer.objects.filter(visit=mine.visit, state=OfferState.ACCEPTED).count() == 1


def test_after_four_hours_the_visit_goes_to_the_next_one(world: World) -> None:
    first = Offer.objects.get(visit=world.ids["offered_visit"], state=OfferState.OPEN)

    moment = first.offered_at + timedelta(hours=4, minutes=6)
    clock.set_to(moment)
    periodic.run_due(moment)

    second = Offer.objects.get(visit=world.ids["offered_visit"], state=OfferState.OPEN)
    assert Offer.objects.get(id=first.id).state == OfferState.EXPIRED
    assert second.provider_id != first.provider_id


def test_whoever_declines_says_why_and_the_next_is_asked(world: World) -> None:
    first = Offer.objects.get(visit=world.ids["offered_visit"], state=OfferState.OPEN)
    who = "p" if first.provider_id == world.ids["provider"] else "q"

    answer = world.client(who).post(f"/work/offers/{first.id}/refusal/", {"reason": "distance"})

    kept = Offer.objects.get(id=first.id)
    assert (answer.status_code, kept.state, kept.reason) == (302, OfferState.DECLINED, "distance")
    assert Offer.objects.get(visit=first.visit_id, state=OfferState.OPEN).provider_id != first.provider_id


def test_the_history_tells_who_was_asked_and_when(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])

    kinds = set(Milestone.objects.filter(visit=visit).values_list("kind", flat=True))

    assert kinds >= {MilestoneKind.BOOKED, MilestoneKind.OFFERED, MilestoneKind.ACCEPTED}
    assert Offer.objects.filter(visit=visit, state=OfferState.ACCEPTED).count() == 1


def test_an_offer_names_nobody_and_no_street(world: World) -> None:
    offer = open_one(world)
    who = "p" if offer.provider_id == world.ids["provider"] else "q"

    page = world.client(who).get("/work/offers/").content.decode()

    assert worlds.POSTCODE in page
    assert not [each for each in worlds.AINO.canaries().values() if each in page]


def test_control_without_the_lock_and_the_check_two_would_accept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unique constraint of the table is the second guard: with the check away it is what stands."""
    mine, yours = both_asked(world)
    actor = Actor.person(world.users["p"].pk, Role.PROVIDER, confidential_until=FAR)
    offers.accept(mine, by=actor, at=clock.now())
    Offer.objects.filter(id=yours.id).update(state=OfferState.OPEN, answered_at=None)
    Visit.objects.filter(id=yours.visit_id).update(state="offered", provider=None)

    with pytest.raises(Exception, match="visit_is_accepted_by_one"):
        offers.accept(yours, by=actor, at=clock.now())
