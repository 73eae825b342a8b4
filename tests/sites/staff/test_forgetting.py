"""H55: the day until which a customer is kept, at the edges of the calendar, where it is counted and where it is shown.

That the data is then gone, and that a legal hold keeps it, is no part of this row yet: neither is built.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from lupaus.kernel import walltime
from lupaus.register import forgetting
from lupaus.register.models import Customer
from lupaus.scheduling import standings
from lupaus.scheduling.models import Visit
from tests.staging import be_at
from tests.world import World

pytestmark = pytest.mark.django_db
EDGES = {
    "the last half hour of a leap day": (datetime(2028, 2, 29, 21, 30, tzinfo=UTC), "29.2.2028", "28.2.2029"),
    "the first half hour of a leap day": (datetime(2028, 2, 28, 22, 30, tzinfo=UTC), "29.2.2028", "28.2.2029"),
    "the day before a leap day": (datetime(2027, 2, 28, 10, tzinfo=UTC), "28.2.2027", "28.2.2028"),
    "midnight before clocks go forward": (datetime(2027, 3, 27, 22, 0, tzinfo=UTC), "28.3.2027", "28.3.2028"),
    "the last minute of that day": (datetime(2027, 3, 28, 20, 59, tzinfo=UTC), "28.3.2027", "28.3.2028"),
    "midnight before clocks go back": (datetime(2027, 10, 30, 21, 0, tzinfo=UTC), "31.10.2027", "31.10.2028"),
    "the hour that comes twice, again": (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "31.10.2027", "31.10.2028"),
    "the last half hour of a year": (datetime(2026, 12, 31, 21, 30, tzinfo=UTC), "31.12.2026", "31.12.2027"),
}
EACH = pytest.mark.parametrize(("ended_at", "ended", "forgotten"), EDGES.values(), ids=EDGES)


def day_of(text: str) -> date:
    """Return the day that is written like "29.2.2028"."""
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


def end(world: World, ended_at: datetime) -> Customer:
    """Let A end a contract whose visits are done, on A's own page, at a moment."""
    customer = Visit.objects.select_related("order__customer").get(id=world.ids["done_visit"]).order.customer
    be_at(ended_at)
    world.clients.pop("a", None)
    assert world.client("a").post(f"/my/data/{customer.pk}/ending/").status_code == 302
    return customer


@EACH
def test_h55_a_contract_is_forgotten_on_the_same_day_a_year_later_in_helsinki(
    world: World, ended_at: datetime, ended: str, forgotten: str
) -> None:
    customer = end(world, ended_at)
    last = walltime.midnight(day_of(forgotten))

    standing = standings.of(customer, at=ended_at)
    before, on_the_day = (standings.of(customer, at=last + step) for step in (-timedelta(seconds=1), timedelta()))

    assert (standing.ended_on, standing.forgotten_on) == (day_of(ended), day_of(forgotten))
    assert standing.forgotten_on == forgetting.forgotten_on(day_of(ended))
    assert (before.days_left, on_the_day.days_left) == (1, 0)


@EACH
def test_h55_the_customers_page_and_the_card_say_that_day(
    world: World, ended_at: datetime, ended: str, forgotten: str
) -> None:
    customer = end(world, ended_at)
    world.clients.pop("office", None)
    office = world.client("office")
    office.post(f"/staff/customers/{customer.pk}/case/", {"reason": "returns"})

    mine = world.client("a").get("/my/data/").content.decode()
    card = office.get(f"/staff/customers/{customer.pk}/").content.decode()

    left = (day_of(forgotten) - day_of(ended)).days
    assert f"Päättyi {ended}. Säilytämme tietosi {forgotten} asti, vielä {left} päivää." in mine
    assert f"asiakkuus päättyi {ended}, tiedot poistetaan {forgotten}." in card


def test_h55_control_by_the_days_of_utc_or_by_365_days_another_day_would_be_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended_at = EDGES["the first half hour of a leap day"][0]
    customer = end(world, ended_at)
    right = standings.of(customer, at=ended_at).forgotten_on

    with monkeypatch.context() as patched:
        patched.setattr(walltime, "day_of", lambda moment: moment.astimezone(UTC).date())
        by_utc = standings.of(customer, at=ended_at).ended_on
    monkeypatch.setattr(forgetting, "forgotten_on", lambda ended_on: ended_on + timedelta(days=365))

    assert by_utc == date(2028, 2, 28)
    over_leap = forgetting.forgotten_on(date(2027, 3, 28))
    assert over_leap == date(2028, 3, 27)
    assert right == date(2029, 2, 28)
