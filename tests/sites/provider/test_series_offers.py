"""A series is offered as one thing and answered once."""

import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.scheduling.models import DeclineReason, Offer, Visit, VisitState
from tests.scheduling import town as towns
from tests.scheduling.streets import asking
from tests.scheduling.town import AT, Town
from tests.support import account, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    clock.set_to(AT)
    return towns.build(crowd=1)


@pytest.fixture
def siiri(town: Town) -> Client:
    """Return the browser of the town's only provider."""
    (provider,) = town.providers
    provider.user = account("siiri@esimerkki.example", person=provider.subject, at=AT)
    provider.save()
    return sign_in(Client(), provider.user)


def test_a_series_is_one_card_and_one_on_the_tab(town: Town, siiri: Client) -> None:
    asking(town, 2).book()

    said = siiri.get("/work/offers/").content.decode()

    assert (said.count("Otan kaikki käynnit"), said.count('<b class="count n">1<')) == (1, 1)
    assert "Joka 2. viikko tiistaisin klo 9.00–12.30" in said
    assert f"{Visit.objects.count()} käyntiä, ensimmäinen ti\xa024.11." in said


def test_one_yes_takes_every_visit(town: Town, siiri: Client) -> None:
    visit = asking(town).book()

    siiri.post(f"/work/offers/{Offer.objects.get(visit=visit).pk}/acceptance/")

    assert set(Visit.objects.values_list("state", flat=True)) == {VisitState.ACCEPTED}
    assert "count n" not in siiri.get("/work/").content.decode()


def test_one_no_leaves_every_visit(town: Town, siiri: Client) -> None:
    visit = asking(town).book()

    siiri.post(f"/work/offers/{Offer.objects.get(visit=visit).pk}/refusal/", {"reason": DeclineReason.TIME.value})

    assert set(Visit.objects.values_list("state", flat=True)) == {VisitState.WAITING}
    assert "Ei tarjouksia juuri nyt." in siiri.get("/work/offers/").content.decode()


def test_a_visit_of_a_series_and_a_single_one_are_two(town: Town, siiri: Client) -> None:
    asking(town).book()
    town.booked()

    said = siiri.get("/work/offers/").content.decode()

    assert (said.count("Otan kaikki käynnit"), said.count("Otan käynnin")) == (1, 1)
    assert '<b class="count n">2<' in said
