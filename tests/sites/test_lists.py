"""Lists of visits ask the database as often for fifty rows as for one, and at most twelve times."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.foundation import clock
from lupaus.orders.models import OrderLine
from lupaus.promises import Actor
from lupaus.scheduling import overviews, queries
from lupaus.scheduling.models import Offer, OfferState, Tick, Visit, VisitState
from tests import world as worlds
from tests.world import World

ROWS, MOST = 50, 12
SET_CLOCK = "foundation_clocksetting"
"""What is asked only where the clock can be set: in development and here."""
FIVE_MINUTES = timedelta(minutes=5)


@pytest.fixture
def world(db: None) -> World:
    """A company at work, its clock set."""
    built = worlds.build()
    clock.set_to(built.at)
    return built


def copies(world: World, name: str, count: int, starts_at: datetime, **columns: object) -> list[Visit]:
    """Write more visits like one of the world's, one after the other."""
    like = Visit.objects.get(id=world.ids[name])
    rows = []
    for number in range(count):
        begins = starts_at + (count + number) * FIVE_MINUTES
        row = Visit(**{field.attname: getattr(like, field.attname) for field in Visit._meta.concrete_fields})
        row.id, row.starts_at, row.ends_at = uuid4(), begins, begins + timedelta(hours=2)
        for column, value in columns.items():
            setattr(row, column, value)
        rows.append(row)
    return Visit.objects.bulk_create(rows)


def coming_and_past(world: World, count: int) -> None:
    copies(world, "visit", count, world.at + timedelta(days=3), state=VisitState.ACCEPTED)
    copies(world, "done_visit", count, world.at - timedelta(days=9))


def on_the_day(world: World, count: int) -> None:
    copies(world, "visit", count, world.at + timedelta(hours=1), state=VisitState.ACCEPTED)


def offered(world: World, count: int) -> None:
    like = Offer.objects.get(id=world.ids["offer"])
    visits = copies(world, "offered_visit", count, world.at + timedelta(days=4))
    Offer.objects.bulk_create(
        Offer(
            visit=visit, provider=like.provider, state=OfferState.OPEN, sequence=0, offered_at=world.at,
            expires_at=world.at + timedelta(hours=4),
        )
        for visit in visits
    )  # fmt: skip


def asked(world: World, who: str, path: str) -> tuple[int, int]:
    """Return how often a page asks the database, and how many links or cards stand on it."""
    client = world.client(who)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(path)
    assert page.status_code == 200
    return sum(SET_CLOCK not in query["sql"] for query in captured.captured_queries), len(page.content)


@pytest.mark.parametrize(
    ("who", "path", "more"),
    [
        ("a", "/my/", coming_and_past),
        ("p", "/work/", on_the_day),
        ("p", "/work/offers/", offered),
        ("office", "/staff/", on_the_day),
    ],
)
def test_fifty_rows_ask_as_often_as_one(world: World, who: str, path: str, more: Callable[[World, int], None]) -> None:
    more(world, 1)
    few, small = asked(world, who, path)
    more(world, ROWS)

    many, large = asked(world, who, path)

    assert (few <= MOST, many - few) == (True, 0), (few, many)
    assert large > small + ROWS * 20, "the rows are there, else nothing was counted"


@pytest.mark.parametrize(("kind", "is_ticked", "is_left"), [("add_on", False, True), ("add_on", True, False)])
def test_what_a_list_adds_up_is_what_a_page_does(world: World, kind: str, is_ticked: bool, is_left: bool) -> None:
    """The rule of what was left undone stands twice, in SQL for lists: both say the same."""
    visit = Visit.objects.get(id=world.ids["done_visit"])
    line = OrderLine.objects.filter(order=visit.order)[0]
    OrderLine.objects.filter(order=visit.order).update(kind="service")
    OrderLine.objects.filter(id=line.id).update(kind=kind)
    visit.ticks.all().delete()
    if is_ticked:
        Tick.objects.create(visit=visit, line=line, at=world.at)

    listed = overviews.with_undone(Visit.objects.filter(id=visit.id)).get()
    paged = queries.visit(visit.id)

    assert listed.undone_cents == (line.total_cents if is_left else 0)
    assert queries.price_of(listed) == queries.price_of(paged)


def test_a_customer_without_visits_has_an_empty_overview(world: World) -> None:
    nobody = Actor.visitor(uuid4())

    found = overviews.of(nobody, at=world.at, skip=0, show=10)

    assert (found.coming, found.past, found.past_count, found.to_rate, found.again) == ((), (), 0, None, None)


def test_past_visits_are_paged_and_a_page_beyond_is_the_last(world: World) -> None:
    coming_and_past(world, 25)
    client = world.client("a")

    pages = [client.get(f"/my/?page={page}").context["page"].number for page in ("1", "3", "99", "0", "-1", "x", "²")]

    assert pages == [1, 3, 3, 1, 1, 1, 1]
    assert len(client.get("/my/?page=99").context["past"]) > 0


def test_who_has_only_past_visits_finds_the_last_page_too(world: World) -> None:
    coming_and_past(world, 25)
    Visit.objects.filter(ends_at__gt=world.at).update(state=VisitState.CANCELLED)
    Visit.objects.filter(state__in=(VisitState.FINISHED, VisitState.APPROVED)).update(state=VisitState.CANCELLED)
    client = world.client("a")

    page = client.get("/my/?page=999").context["page"]

    assert (page.number, page.paginator.num_pages) == (page.paginator.num_pages, page.number)
    assert page.number > 5
