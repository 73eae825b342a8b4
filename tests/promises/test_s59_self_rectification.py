"""Clause S59: people correct their own data; it shows on coming visits at once, and its history to them alone."""

from datetime import timedelta

import pytest

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.register import revisions
from lupaus.register.models import Revision
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import is_withheld, processing
from tests.world import AINO, World

PROMISE = Promise(
    "S59", State.PARTLY, missing="the provider sees the new value but gets no message that it was corrected"
)

NEW_PHONE = {"phone": "050 765 4321"}


def correct_phone(world: World) -> None:
    for customer in Visit.objects.filter(id=world.ids["visit"]).values_list("order__customer", flat=True):
        world.client("a").post(f"/my/data/{customer}/phone/", NEW_PHONE)


def providers_day(world: World) -> str:
    """Return the page of A's visit as its provider sees it an hour before the start."""
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at - timedelta(hours=1))
    return world.client("p").get(f"/work/visits/{visit.id}/").content.decode()


def test_a_corrected_phone_is_on_the_providers_page_at_once(world: World) -> None:
    assert "040 735 1846" in providers_day(world)

    correct_phone(world)

    page = providers_day(world)
    assert "050 765 4321" in page
    assert "040 735 1846" not in page


def test_a_corrected_name_and_door_code_are_too(world: World) -> None:
    customer, address = Visit.objects.values_list("order__customer", "order__address").get(id=world.ids["visit"])
    world.client("a").post(f"/my/data/{customer}/name/", {"first_name": "Uusinimi", "last_name": "X"})
    way_in = {"access": "code", "code": "1199", "instructions": ""}
    world.client("a").post(f"/my/data/addresses/{address}/way-in/", way_in)

    assert "Uusinimi" in providers_day(world)
    opened = world.client("p").post(f"/work/visits/{world.ids['visit']}/code/").content.decode()
    assert "1199" in opened
    assert AINO.code not in opened


def test_the_earlier_value_stands_in_the_customers_own_history(world: World) -> None:
    correct_phone(world)

    assert "+358407351846" in world.client("a").get("/my/data/history/").content.decode()


def test_nobody_else_reads_the_earlier_value(world: World) -> None:
    correct_phone(world)

    assert "+358407351846" not in world.client("b").get("/my/data/history/").content.decode()
    for who in ("b", "p", "office", "owner", "privacy"):
        for purpose in Purpose:
            with processing(world.actor(who), purpose, world.at):
                assert is_withheld(Revision.objects.get().old)


def test_nobody_corrects_somebody_else(world: World) -> None:
    assert world.client("b").post(f"/my/data/{world.ids['customer']}/phone/", NEW_PHONE).status_code == 404
    assert not Revision.objects.exists()


def test_control_without_the_revision_the_earlier_value_is_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "keep", lambda *_args, **_options: None)
    correct_phone(world)

    assert "+358407351846" not in world.client("a").get("/my/data/history/").content.decode()
