"""Clause S24: phone numbers are kept in one form; a provider reads one from 2 h before the visit until 48 h after."""

from datetime import datetime, timedelta

import pytest

from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose, Relation, Role, access
from lupaus.promises.categories import Category
from lupaus.register.models import Customer
from lupaus.scheduling import work
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import is_withheld, processing
from tests.world import World

PROMISE = Promise("S24", State.ENFORCED)

PHONE = "+358407351846"
SPOKEN = "040 735 1846"


def visit_of(world: World) -> Visit:
    return Visit.objects.get(id=world.ids["visit"])


def page_at(world: World, at: datetime, who: str = "p") -> str:
    """Return the page of A's visit as a provider sees it at a moment."""
    clock.set_to(at)
    return world.client(who).get(f"/work/visits/{world.ids['visit']}/").content.decode()


def test_a_number_is_kept_in_one_form(world: World) -> None:
    with processing(world.actor("a"), Purpose.SELF_SERVICE, world.at):
        assert {each.phone for each in Customer.objects.filter(user=world.users["a"])} == {PHONE}


def test_three_hours_ahead_the_page_holds_no_number(world: World) -> None:
    page = page_at(world, visit_of(world).starts_at - timedelta(hours=3))

    assert SPOKEN not in page
    assert PHONE not in page


def test_from_two_hours_before_the_start_it_does(world: World) -> None:
    starts_at = visit_of(world).starts_at

    assert SPOKEN not in page_at(world, starts_at - timedelta(hours=2, minutes=1))
    assert SPOKEN in page_at(world, starts_at - timedelta(hours=1, minutes=59))


def test_48_hours_after_the_finish_it_closes(world: World) -> None:
    visit = visit_of(world)
    provider = world.actor("p")
    with processing(provider, Purpose.SERVICE_DELIVERY, visit.starts_at):
        work.travel(visit, by=provider, at=visit.starts_at)
        work.start(visit, by=provider, at=visit.starts_at)
        work.finish(visit, by=provider, at=visit.ends_at)

    assert SPOKEN in page_at(world, visit.ends_at + timedelta(hours=47, minutes=58))
    assert SPOKEN not in page_at(world, visit.ends_at + timedelta(hours=48, minutes=1))


def test_a_provider_of_other_visits_never_reads_it(world: World) -> None:
    at = visit_of(world).starts_at
    clock.set_to(at)

    assert world.client("q").get(f"/work/visits/{world.ids['visit']}/").status_code == 404
    with processing(world.actor("q"), Purpose.SERVICE_DELIVERY, at):
        assert is_withheld(Customer.objects.get(id=world.ids["customer"]).phone)


def test_the_customer_reads_when_it_was_seen(world: World) -> None:
    page_at(world, visit_of(world).starts_at - timedelta(hours=1))

    looks = world.client("a").get("/my/data/looks/").content.decode()

    assert "puhelinnumero" in looks


def test_the_vault_itself_keeps_the_number_closed_three_hours_ahead(world: World) -> None:
    assert is_withheld(number_opened(world))


def test_control_with_a_row_that_asks_for_no_window_the_number_opens_hours_ahead(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_row = access.Access(Role.PROVIDER, Purpose.SERVICE_DELIVERY, Relation.ANY, frozenset({Category.PHONE}))
    monkeypatch.setattr(access, "ACCESS", (*access.ACCESS, open_row))

    assert number_opened(world) == PHONE


def number_opened(world: World) -> object:
    """Return the number as the vault gives it to the provider of the visit three hours ahead."""
    customer_id = visit_of(world).order.customer_id
    with processing(world.actor("p"), Purpose.SERVICE_DELIVERY, visit_of(world).starts_at - timedelta(hours=3)):
        return Customer.objects.get(id=customer_id).phone
