"""The wish to whoever comes, corrected after the order."""

from collections.abc import Callable

import pytest
from django.test import Client

from lupaus.journal.models import Entry
from lupaus.promises import Purpose
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests.sites.customer.conftest import text_of
from tests.world import AINO, World


def _note(world: World) -> str | None:
    with processing(world.actor("a"), Purpose.SELF_SERVICE, world.at):
        note: str | None = Visit.objects.select_related("order").get(id=world.ids["visit"]).order.note
    return note


def test_a_wish_is_changed_and_the_provider_reads_the_new_one(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    assert AINO.note in text_of(a.get(visit_url("note/")))

    page = text_of(a.post(visit_url("note/"), {"note": "Avaa\r\nikkuna"}, follow=True))

    assert "Avaa<br>ikkuna" in page
    assert "Toive on tallennettu" in page
    assert "Avaa" in text_of(world.client("p").get(f"/work/visits/{world.ids['visit']}/"))
    assert Entry.objects.get(action="order.note_changed").subjects


def test_no_wish_is_a_good_answer(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    a.post(visit_url("note/"), {"note": " \u200b "})

    assert _note(world) is None


@pytest.mark.parametrize("wish", ["x" * 501, "131052-308T", "\x00"])
def test_what_must_not_be_kept_is_refused_beside_the_field(
    wish: str, a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    answer = a.post(visit_url("note/"), {"note": wish})

    assert answer.status_code in {400, 422}
    assert _note(world) == AINO.note


def test_somebody_elses_wish_is_not_there(b: Client, visit_url: Callable[..., str]) -> None:
    assert b.post(visit_url("note/"), {"note": "x"}).status_code == 404
