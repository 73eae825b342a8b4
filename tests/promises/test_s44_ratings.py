"""Clause S44: the customer's rating: after the work, once, changeable for 14 days."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.scheduling import ratings
from lupaus.scheduling.models import Rating, Visit, VisitState
from lupaus.scheduling.ratings import NotYetFinished
from tests.world import RATING, World

PROMISE = Promise(
    "S44",
    State.PARTLY,
    missing="no provider reply, no moderation; erasing a customer and keeping the stars comes with erasure",
)

SLACK = timedelta(seconds=5)


def rate(world: World, visit: str, stars: str, text: str = "", who: str = "a") -> Any:
    return world.client(who).post(f"/my/visits/{world.ids[visit]}/rating/", {"stars": stars, "text": text})


def test_rating_before_the_finish_is_answered_with_409(world: World) -> None:
    answer = rate(world, "visit", "5")

    assert (answer.status_code, Rating.objects.filter(visit=world.ids["visit"]).count()) == (409, 0)


def test_a_second_rating_changes_the_first(world: World) -> None:
    before = Rating.objects.get(visit=world.ids["done_visit"])

    answer = rate(world, "done_visit", "2", "Muutin mieltäni")

    after = Rating.objects.get(visit=world.ids["done_visit"])
    assert (answer.status_code, after.id, before.stars, after.stars) == (302, before.id, 5, 2)
    assert "Muutin mieltäni" in world.client("a").get(f"/my/visits/{world.ids['done_visit']}/").content.decode()


def test_a_rating_is_changed_for_14_days_and_not_a_moment_longer(world: World) -> None:
    edge = Rating.objects.get(visit=world.ids["done_visit"]).rated_at + timedelta(days=14)
    answers = []
    for moment in (edge - SLACK, edge + SLACK):
        clock.set_to(moment)
        answers.append(rate(world, "done_visit", "3").status_code)

    assert answers == [302, 409]


@pytest.mark.parametrize("stars", ["0", "6", "-1", "", "5.5", "viisi", "٣"])
def test_only_one_to_five_stars_are_taken(world: World, stars: str) -> None:
    assert rate(world, "done_visit", stars).status_code == 422
    assert Rating.objects.get(visit=world.ids["done_visit"]).stars == 5


def test_nobody_rates_the_visit_of_another(world: World) -> None:
    assert rate(world, "done_visit", "1", who="b").status_code == 404
    assert world.client("p").post(f"/my/visits/{world.ids['done_visit']}/rating/", {"stars": "5"}).status_code == 404


def test_words_are_sealed_and_stars_can_be_counted(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stars, text::text FROM scheduling_rating")
        rows = cursor.fetchall()

    assert [(stars, RATING in text) for stars, text in rows] == [(5, False)]


def test_control_without_the_check_an_unfinished_visit_is_rated(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    by = world.actor("a")
    with pytest.raises(NotYetFinished):
        ratings.rate(visit, 5, "", by=by, at=world.at)
    Visit.objects.filter(id=visit.id).update(state=VisitState.FINISHED)

    assert ratings.rate(visit, 5, "", by=by, at=world.at).stars == 5
