"""A provider is ill: all visits of the day are offered to others on one page."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from lupaus.kernel import walltime
from lupaus.providers.models import Provider
from lupaus.scheduling import visits
from lupaus.scheduling.models import Offer, OfferState, Visit
from lupaus.scheduling.offers import NotFree
from tests.hostile.forms import forms_of
from tests.support import SYSTEM
from tests.world import World, order

pytestmark = pytest.mark.django_db


def six_visits(world: World) -> str:
    """Give P every visit of the day of A's visit that fits, and return the page's address."""
    first = Visit.objects.get(id=world.ids["visit"])
    provider = Provider.objects.get(id=world.ids["provider"])
    day = walltime.day_of(first.starts_at)
    at = first.starts_at
    for _number in range(4):
        visit = order(world, world.cast.b, at=world.at, after=at)
        if visit.occupation.lane != provider.lane:
            with suppress(NotFree):
                visits.reassign(visit, provider, by=SYSTEM, at=world.at)
        at = visit.ends_at + timedelta(hours=1)
    return f"/staff/days/{day}/stand-ins/{provider.pk}/"


def offered_to(name: str, world: World) -> set[datetime]:
    rows = Offer.objects.filter(provider=world.ids[name], state=OfferState.OPEN)
    return set(rows.values_list("visit__starts_at", flat=True))


def test_one_button_offers_the_whole_day_to_others(world: World) -> None:
    page = six_visits(world)
    office = world.client("office")
    shown = office.get(page).content.decode()
    sent = next(form.fields for form in forms_of(shown, page) if any(name.startswith("visit_") for name in form.fields))
    before = offered_to("provider_q", world)

    done = office.post(page, sent, follow=True)

    count = len([name for name, said in sent.items() if name.startswith("visit_") and said != ["nobody"]])
    assert count >= 1
    assert f"{count} käyntiä tarjottiin" in done.content.decode()
    assert len(offered_to("provider_q", world) - before) == count


def test_a_visit_left_to_nobody_stays_where_it_is(world: World) -> None:
    page = six_visits(world)
    shown = world.client("office").get(page).content.decode()
    sent = next(form.fields for form in forms_of(shown, page) if any(name.startswith("visit_") for name in form.fields))
    before = offered_to("provider_q", world)

    world.client("office").post(page, dict.fromkeys(sent, "nobody"))

    assert offered_to("provider_q", world) == before


def test_one_that_cannot_be_handed_over_keeps_no_other_back(world: World) -> None:
    page = six_visits(world)
    office = world.client("office")
    shown = office.get(page).content.decode()
    sent = next(form.fields for form in forms_of(shown, page) if any(name.startswith("visit_") for name in form.fields))
    Provider.objects.filter(id=world.ids["provider_q"]).update(user=None)
    visits_before = len(offered_to("provider_q", world))

    answer = office.post(page, sent)

    assert answer.status_code in {302, 409, 422}
    assert len(offered_to("provider_q", world)) >= visits_before


@pytest.mark.parametrize("on", ["2026-13-01", "eilen", "1999-01-01"])
def test_no_day_is_no_page(world: World, on: str) -> None:
    page = f"/staff/days/{on}/stand-ins/{world.ids['provider']}/"

    assert world.client("office").get(page).status_code == 404


@pytest.mark.parametrize("who", ["a", "p", "privacy"])
def test_others_find_no_such_page(world: World, who: str) -> None:
    page = f"/staff/days/2026-11-27/stand-ins/{world.ids['provider']}/"

    assert world.client(who).get(page).status_code == 404
