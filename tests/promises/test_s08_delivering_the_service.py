"""Clause S8: from order to invoice, each side in its own browser; a step out of order changes nothing."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from lupaus.billing.models import CustomerInvoice
from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.privacy.proof.promise import Promise, State
from lupaus.register import customers
from lupaus.scheduling import rules
from lupaus.scheduling.models import Offer, OfferState, Visit, VisitState
from lupaus.vault.fields import blind
from tests.support import SYSTEM
from tests.world import BERIT, World

PROMISE = Promise("S8", State.ENFORCED)

EVERY_STATE_TOO_EARLY = {
    "accepted": [("p", "steps/", {"step": "finish"}), ("a", "acceptance/", {}), ("a", "rating/", {"stars": "5"})],
    "started": [("p", "steps/", {"step": "start"}), ("p", "steps/", {"step": "travel"}), ("a", "acceptance/", {})],
    "approved": [("p", "steps/", {"step": "start"}), ("p", "steps/", {"step": "finish"})],
}


def post(world: World, who: str, path: str, **fields: str) -> Any:
    return world.client(who).post(path, fields)


def state_of(visit_id: object) -> str:
    return Visit.objects.values_list("state", flat=True).get(id=visit_id)


def order_by_the_visitor(world: World) -> Visit:
    """Press the last button of an order that is filled in, and claim it as after a mailed code."""
    page = world.client("ordering").get("/order/check/").content.decode()
    hidden = re.search(r'<input[^>]*name="total"[^>]*value="(\d+)"', page)
    assert hidden is not None
    answer = post(world, "ordering", "/order/check/", total=hidden[1], early_start="on")
    assert answer.status_code == 302, answer.content.decode()
    customers.claim(world.users["b"], blind("email", BERIT.email), by=SYSTEM, at=world.at)
    visit = Visit.objects.order_by("-order__placed_at").first()
    assert visit is not None
    return visit


def go(moment: datetime) -> None:
    clock.set_to(moment)
    periodic.run_due(moment)


def who_was_asked(world: World, offer: Offer) -> str:
    return "p" if offer.provider_id == world.ids["provider"] else "q"


def test_an_order_goes_from_the_visitor_to_the_provider_to_the_invoice(world: World) -> None:
    visit = order_by_the_visitor(world)
    offer = Offer.objects.get(visit=visit, state=OfferState.OPEN)
    provider, seen = who_was_asked(world, offer), []

    def both_see() -> None:
        mine = world.client("b").get(f"/my/visits/{visit.id}/")
        assert mine.status_code == 200
        seen.append(state_of(visit.id))

    both_see()
    assert post(world, provider, f"/work/offers/{offer.id}/acceptance/").status_code == 302
    both_see()
    work = f"/work/visits/{visit.id}/"
    for step, moment in (
        ("travel", visit.starts_at - timedelta(minutes=20)),
        ("start", visit.starts_at),
        ("finish", visit.ends_at),
    ):
        clock.set_to(moment)
        assert post(world, provider, f"{work}steps/", step=step).status_code == 302
        assert world.client(provider).get(work).status_code == 200
        both_see()
    assert post(world, "b", f"/my/visits/{visit.id}/acceptance/").status_code == 302
    both_see()
    go(visit.ends_at + timedelta(minutes=20))

    assert seen == ["offered", "accepted", "travelling", "started", "finished", "approved"]
    assert CustomerInvoice.objects.filter(visit=visit).count() == 1


def test_silence_for_48_hours_accepts_and_then_comes_the_invoice(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at)
    post(world, "p", f"/work/visits/{visit.id}/steps/", step="start")
    clock.set_to(visit.ends_at)
    post(world, "p", f"/work/visits/{visit.id}/steps/", step="finish")
    finished_at = Visit.objects.get(id=visit.id).finished_at
    assert finished_at is not None

    go(finished_at + timedelta(hours=47, minutes=59))
    early = (state_of(visit.id), CustomerInvoice.objects.filter(visit=visit).exists())
    go(finished_at + timedelta(hours=48, minutes=16))
    late = (state_of(visit.id), CustomerInvoice.objects.filter(visit=visit).exists())

    assert (early, late) == (("finished", False), ("approved", True))


@pytest.mark.parametrize("state", list(EVERY_STATE_TOO_EARLY))
def test_a_step_out_of_order_is_answered_with_409_and_changes_nothing(world: World, state: str) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at)
    steps = {"accepted": [], "started": ["start"], "approved": ["start", "finish"]}[state]
    for step in steps:
        assert post(world, "p", f"/work/visits/{visit.id}/steps/", step=step).status_code == 302
    if state == "approved":
        assert post(world, "a", f"/my/visits/{visit.id}/acceptance/").status_code == 302
    before = Visit.objects.filter(id=visit.id).values().get()

    answers = []
    for who, page, fields in EVERY_STATE_TOO_EARLY[state]:
        site = "work" if who == "p" else "my"
        answers.append(post(world, who, f"/{site}/visits/{visit.id}/{page}", **fields).status_code)

    assert answers == [409] * len(answers)
    assert Visit.objects.filter(id=visit.id).values().get() == before
    assert before["state"] == state


def test_control_without_the_table_of_steps_a_visit_ends_before_it_begins(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = frozenset(VisitState)
    monkeypatch.setattr(rules, "STEPS", dict.fromkeys(VisitState, everything))
    Visit.objects.filter(id=world.ids["visit"]).update(started_at=world.at)

    post(world, "p", f"/work/visits/{world.ids['visit']}/steps/", step="finish")

    assert state_of(world.ids["visit"]) == "finished"
