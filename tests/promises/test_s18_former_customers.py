"""Clause S18: a former customer is one whose contract has ended; fewer see them, and until when is shown."""

from datetime import date, timedelta

import pytest

from lupaus.privacy.proof.promise import Promise, State
from lupaus.register.forgetting import days_left, forgotten_on
from lupaus.register.models import Customer
from lupaus.scheduling import standings
from lupaus.scheduling.models import Visit
from lupaus.scheduling.standings import Facts, derived
from tests.staging import be_at
from tests.world import AINO, World

PROMISE = Promise("S18", State.PARTLY, missing="no marketing yet that could leave former customers out")


def twin(world: World) -> str:
    """Return the id of a customer who never had a visit."""
    return str(world.ids["twin"])


def much_later(world: World) -> None:
    """Let two months go by."""
    be_at(world.at + timedelta(days=60))


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        (date(2026, 11, 25), date(2027, 11, 25)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2027, 3, 28), date(2028, 3, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_the_day_of_forgetting_is_a_year_later_in_helsinki(ended_on: date, expected: date) -> None:
    assert forgotten_on(ended_on) == expected
    assert days_left(ended_on, expected) == 0
    assert days_left(ended_on, expected - timedelta(days=1)) == 1


def test_a_month_without_anything_to_come_ends_the_contract_on_the_day_of_the_last_visit() -> None:
    facts = Facts(is_running=False, last_on=date(2026, 11, 1))

    assert not derived(facts, date(2026, 12, 1)).is_former
    after = derived(facts, date(2026, 12, 2))
    assert (after.ended_on, after.forgotten_on, after.days_left) == (date(2026, 11, 1), date(2027, 11, 1), 334)


def test_whoever_has_a_visit_to_come_is_no_former_customer() -> None:
    assert not derived(Facts(is_running=True, last_on=date(2020, 1, 1)), date(2026, 12, 1)).is_former


def test_the_card_says_when_it_ended_and_when_it_is_forgotten(world: World) -> None:
    much_later(world)
    office = world.client("office")
    office.post(f"/staff/customers/{twin(world)}/case/", {"reason": "returns"})

    card = office.get(f"/staff/customers/{twin(world)}/").content.decode()

    assert "Entinen asiakas: asiakkuus päättyi 25.11.2026, tiedot poistetaan 25.11.2027." in card


def test_search_shows_former_customers_only_when_asked(world: World) -> None:
    much_later(world)
    number = Customer.objects.get(id=twin(world)).number
    office = world.client("office")

    hidden = office.post("/staff/customers/", {"reason": "called", "text": number})
    asked = office.post("/staff/customers/", {"reason": "called", "text": number, "former": "on"})

    assert (hidden.status_code, "Asiakasta ei löytynyt" in hidden.content.decode()) == (200, True)
    assert (asked.status_code, asked["Location"]) == (302, f"/staff/customers/{twin(world)}/case/")


def test_a_former_customers_card_opens_for_fewer_reasons(world: World) -> None:
    much_later(world)
    office, page = world.client("office"), f"/staff/customers/{twin(world)}/case/"

    answers = {reason: office.post(page, {"reason": reason}).status_code for reason in ("called", "visit", "money")}

    assert answers == {"called": 422, "visit": 422, "money": 302}


def test_the_customer_ends_it_sees_the_day_and_comes_back(world: World) -> None:
    a = world.client("a")
    done = Visit.objects.get(id=world.ids["done_visit"]).order.customer

    assert a.post(f"/my/data/{done.pk}/ending/").status_code == 302
    assert "Säilytämme tietosi 25.11.2027 asti, vielä 365 päivää." in a.get("/my/data/").content.decode()
    assert a.post(f"/my/data/{done.pk}/resumption/").status_code == 302

    assert not standings.of(done, at=world.at).is_former


def test_nothing_is_ended_of_which_a_visit_is_still_to_come(world: World) -> None:
    answer = world.client("a").post(f"/my/data/{world.ids['customer']}/ending/")

    assert answer.status_code == 409
    assert "Asiakkuudella on vielä tulevia käyntejä" in answer.content.decode()


def test_another_customer_ends_nothing_of_mine(world: World) -> None:
    assert world.client("b").post(f"/my/data/{world.ids['customer']}/ending/").status_code == 404


def test_who_orders_again_is_a_customer_again(world: World) -> None:
    row = Customer.objects.get(id=world.ids["customer"])

    assert not standings.of(row, at=world.at).is_former
    assert Customer.objects.filter(standings.current(world.at), pk=row.pk).exists()
    assert standings.of(row, at=world.at + timedelta(days=400)).is_former
    assert not Customer.objects.filter(standings.current(world.at + timedelta(days=400)), pk=row.pk).exists()


def test_control_without_the_narrower_search_former_customers_would_show(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    much_later(world)
    monkeypatch.setattr(standings, "current", lambda at: None)
    number = Customer.objects.get(id=twin(world)).number

    found = world.client("office").post("/staff/customers/", {"reason": "called", "text": number})

    assert found.status_code == 302
    assert AINO.street not in found.content.decode()
