"""Clause S32: a free note reaches the provider of the visit only while the visit is theirs."""

from datetime import datetime, timedelta

import pytest

from lupaus.orders.models import Order
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose, Relation, Role, access
from lupaus.promises.categories import Category
from lupaus.scheduling import visits
from lupaus.scheduling.models import CancelReason, Visit
from lupaus.vault.reading import is_withheld, processing
from tests.world import AINO, World

PROMISE = Promise(
    "S32",
    State.PARTLY,
    missing="one note per order with one audience (office and assigned provider); no note with an audience or an end "
    "of its own",
)


def note_as_seen(world: World, who: str, at: datetime) -> object:
    """Return the note of A's coming order as somebody reads it."""
    purpose = Purpose.SERVICE_DELIVERY
    with processing(world.actor(who), purpose, at):
        return Order.objects.get(id=world.ids["order"]).note


def test_the_assigned_provider_reads_the_note(world: World) -> None:
    assert note_as_seen(world, "p", world.at) == AINO.note


def test_another_provider_does_not(world: World) -> None:
    assert is_withheld(note_as_seen(world, "q", world.at))


def test_the_customer_and_the_office_read_it(world: World) -> None:
    assert [note_as_seen(world, who, world.at) for who in ("a", "office")] == [AINO.note, AINO.note]


def test_another_customer_does_not(world: World) -> None:
    assert is_withheld(note_as_seen(world, "b", world.at))


def test_48_hours_after_the_visit_the_note_closes(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    over = visit.ends_at + timedelta(hours=48)

    assert note_as_seen(world, "p", over - timedelta(seconds=1)) == AINO.note
    assert is_withheld(note_as_seen(world, "p", over))


def test_a_provider_whose_visit_is_cancelled_reads_it_no_more(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    with processing(world.actor("a"), Purpose.SERVICE_DELIVERY, world.at):
        visits.cancel(visit, CancelReason.OTHER, by=world.actor("a"), at=world.at)

    assert is_withheld(note_as_seen(world, "p", world.at))


def test_the_note_stands_on_the_providers_page_and_on_no_other_providers(world: World) -> None:
    page = f"/work/visits/{world.ids['visit']}/"

    assert AINO.note in world.client("p").get(page).content.decode()
    assert world.client("q").get(page).status_code == 404


def test_control_with_a_row_that_asks_for_no_assignment_any_provider_reads_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_row = access.Access(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.ANY, frozenset({Category.ORDER_NOTE}))
    monkeypatch.setattr(access, "ACCESS", (*access.ACCESS, open_row))

    assert note_as_seen(world, "q", world.at) == AINO.note
