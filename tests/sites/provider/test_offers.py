"""Yes or no, and what happens to the second yes."""

import re
from datetime import timedelta
from typing import Any

import pytest

from lupaus.scheduling import offers
from lupaus.scheduling.models import Offer, OfferState, VisitState
from tests.staging import be_at, visit_of
from tests.world import AINO, World

pytestmark = pytest.mark.django_db


def asked(world: World) -> tuple[str, Offer]:
    """Return who was asked, and the offer."""
    offer = Offer.objects.select_related("visit").get(id=world.ids["offer"])
    be_at(offer.offered_at + timedelta(hours=1))
    return ("p" if offer.provider_id == world.ids["provider"] else "q"), offer


def answer(world: World, who: str, offer: Offer, part: str, **fields: str) -> Any:
    return world.client(who).post(f"/work/offers/{offer.pk}/{part}/", fields)


def test_yes_makes_the_visit_ones_own_and_shows_the_address(world: World) -> None:
    who, offer = asked(world)

    response = answer(world, who, offer, "acceptance")

    assert (response.status_code, response["Location"]) == (302, f"/work/visits/{offer.visit_id}/")
    assert visit_of(world, "offered_visit").state == VisitState.ACCEPTED
    assert AINO.street in world.client(who).get(response["Location"]).content.decode()


def test_the_second_yes_reads_that_somebody_was_faster(world: World) -> None:
    who, offer = asked(world)
    other = "q" if who == "p" else "p"
    visit = visit_of(world, "offered_visit")
    second = Offer.objects.create(
        visit=visit, provider_id=world.ids["provider" if other == "p" else "provider_q"], sequence=visit.sequence,
        offered_at=world.at, expires_at=offer.expires_at,
    )  # fmt: skip
    answer(world, who, offer, "acceptance")

    response = answer(world, other, second, "acceptance")

    assert response.status_code == 409
    assert "Toinen tekijä ehti ottaa tämän käynnin." in response.content.decode()


def test_no_needs_a_reason_and_goes_on_to_the_next(world: World) -> None:
    who, offer = asked(world)

    assert answer(world, who, offer, "refusal").status_code == 422
    assert answer(world, who, offer, "refusal", reason="flu").status_code == 422
    response = answer(world, who, offer, "refusal", reason="time")

    assert response.status_code == 302
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == (OfferState.DECLINED, "time")


def test_an_answered_offer_says_so(world: World) -> None:
    who, offer = asked(world)
    answer(world, who, offer, "refusal", reason="time")

    response = answer(world, who, offer, "acceptance")

    assert response.status_code == 409
    assert "ei ole enää voimassa" in response.content.decode()


def test_somebody_elses_offer_is_not_there(world: World) -> None:
    who, offer = asked(world)
    other = "q" if who == "p" else "p"

    for part in ("acceptance", "refusal"):
        assert answer(world, other, offer, part, reason="time").status_code == 404
    offer.refresh_from_db()
    assert offer.state == OfferState.OPEN


def test_an_offer_that_ran_out_cannot_be_taken(world: World) -> None:
    who, offer = asked(world)
    offers.expire(at=offer.expires_at)

    assert answer(world, who, offer, "acceptance").status_code == 409


def counted(world: World, who: str, page: str = "/work/") -> int:
    """Return how many offers the tab says wait."""
    found = re.search(r'<b class="count n">(\d+)<', world.client(who).get(page).content.decode())
    return int(found[1]) if found else 0


def test_the_tab_says_how_many_offers_wait(world: World) -> None:
    who, offer = asked(world)
    waiting = world.client(who).get("/work/offers/").content.decode().count("/acceptance/")

    assert waiting > 0
    assert {counted(world, who, page) for page in ("/work/", "/work/me/", "/work/offers/")} == {waiting}
    answer(world, who, offer, "refusal", reason="time")
    assert counted(world, who) == waiting - 1


def test_offers_of_others_and_those_that_ran_out_are_not_counted(world: World) -> None:
    _who, offer = asked(world)
    be_at(offer.expires_at + timedelta(days=1))

    assert (counted(world, "p"), counted(world, "q")) == (0, 0)
