"""Merging while something else happens to the same customers: nobody is stuck, nothing is left behind."""

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from lupaus.foundation import clock
from lupaus.kernel.refused import Refused
from lupaus.orders import drafts
from lupaus.orders.models import Draft, Order
from lupaus.promises import Actor, Purpose
from lupaus.register import merging, numbers
from lupaus.register.models import Customer, Merge
from lupaus.scheduling import visits
from lupaus.vault.reading import processing
from tests import world as worlds
from tests.support import SYSTEM
from tests.world import BERIT, WEEK, World

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = worlds.build()
    clock.set_to(made.at)
    return made


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do things at once, each on its own connection; return "done" or what each ended with."""
    ends, gate = ["" for _ in acts], threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait(timeout=60)
        try:
            act()
            ends[place] = "done"
        except (Refused, OperationalError) as no:
            ends[place] = type(no).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return ends


def both(world: World) -> tuple[Customer, Customer]:
    return tuple(Customer.objects.get(id=world.ids[name]) for name in ("customer_b", "twin"))  # type: ignore[return-value]


def merging_as(kept: Customer, merged: Customer, world: World) -> Callable[[], object]:
    return lambda: merging.merge(kept, merged, by=SYSTEM, at=world.at)


def test_two_merges_of_the_same_two_have_one_winner(world: World) -> None:
    kept, twin = both(world)
    before = Merge.objects.count()

    ends = at_once(merging_as(kept, twin, world), merging_as(twin, kept, world), merging_as(kept, twin, world))

    assert sorted(ends) == ["AlreadyMerged", "AlreadyMerged", "done"]
    assert Merge.objects.count() == before + 1


def test_undoing_and_merging_on_at_once_leave_everything_at_one_customer(world: World) -> None:
    kept, twin = both(world)
    first = merging.merge(kept, twin, by=SYSTEM, at=world.at)
    third = Customer.objects.get(id=world.ids["customer"])
    Customer.objects.filter(id=third.id).update(user=None)

    ends = at_once(
        lambda: merging.undo(first, by=SYSTEM, at=world.at), merging_as(third, Customer.objects.get(id=kept.id), world)
    )

    assert sorted(ends) in (["MergedSince", "done"], ["done", "done"])
    assert not Order.objects.filter(customer__merged_into__isnull=False).exists()


def ordering(world: World, customer: Customer) -> Callable[[], object]:
    """Fill in an order of a customer's and return the last press."""
    draft = drafts.open_draft(by=Actor.visitor(), at=world.at)
    visitor = Actor.visitor(draft.subject_id)
    with processing(visitor, Purpose.ORDERING, world.at):
        worlds.fill_in(world, draft, BERIT, by=visitor, at=world.at, after=world.at + 2 * WEEK)
    Draft.objects.filter(id=draft.id).update(customer=customer)

    def press() -> None:
        with processing(visitor, Purpose.ORDERING, world.at):
            visits.book(Draft.objects.get(id=draft.id), by=visitor, at=world.at)

    return press


def slowly(pressed: threading.Event) -> Callable[..., str]:
    """Return the drawing of a number that first lets a merge begin: the order has its draft, and not yet its row."""
    draw = numbers.draw

    def wait(**named: Callable[[str], bool]) -> str:
        pressed.set()
        threading.Event().wait(1.0)
        return draw(**named)

    return wait


def raced(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    kept, twin = both(world)
    press, pressed = ordering(world, twin), threading.Event()
    monkeypatch.setattr(numbers, "draw", slowly(pressed))

    def merge() -> None:
        pressed.wait(timeout=60)
        merging.merge(kept, twin, by=SYSTEM, at=world.at)

    return at_once(press, merge)


def test_an_order_that_is_being_placed_comes_along_with_the_merge(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Order.objects.count()

    ends = raced(world, monkeypatch)

    assert (ends, Order.objects.count()) == (["done", "done"], before + 1)
    newest = Order.objects.latest("placed_at", "number")
    assert not Order.objects.filter(customer__merged_into__isnull=False).exists()
    assert newest.subject_id == newest.customer.subject_id


def test_control_without_locking_what_points_at_them_first_one_of_the_two_fails_or_the_order_stays_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def customers_only(pks: list[object]) -> dict[object, Customer]:
        return {row.pk: row for row in Customer.objects.select_for_update().filter(pk__in=pks).order_by("pk")}

    monkeypatch.setattr(merging, "_lock", customers_only)

    ends = raced(world, monkeypatch)

    stranded = Order.objects.filter(customer__merged_into__isnull=False).exists()
    assert ends != ["done", "done"] or stranded
