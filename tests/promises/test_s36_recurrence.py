"""Clause S36: what comes again, checked for every day, and changed one by one or from a day on."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from django.test import Client

from lupaus.catalogue import prices
from lupaus.catalogue.models import OnHoliday, Service
from lupaus.catalogue.prices import Amounts
from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.kernel.recurrence import Recurrence
from lupaus.orders.models import Order
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose
from lupaus.providers.models import Leave, LeaveKind, Provider
from lupaus.scheduling import leaves, series_roll, undo
from lupaus.scheduling.models import Occurrence, Outcome, Series, Visit
from lupaus.vault.reading import processing
from tests.support import SYSTEM, outbox
from tests.world import World

PROMISE = Promise("S36", State.PARTLY, missing="no nth weekday of a month")
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class Browser:
    """A visitor who orders a series over HTTP."""

    def __init__(self, world: World) -> None:
        self.world, self.client = world, Client(raise_request_exception=False)

    def choose(self, every_weeks: int, *, on: int) -> datetime:
        """Choose service, pace and the first free time on a weekday; return the time."""
        answers = {
            "service": self.world.service.code, "postcode": "00500", "size": 120, "equipment": "ours",
            "every_weeks": every_weeks,
        }  # fmt: skip
        assert self.client.post("/order/", answers).status_code == 302
        page = self.client.get("/order/time/?weeks=2").content.decode()
        found = [
            datetime.fromisoformat(unescape(each)) for each in re.findall(r'name="starts_at" value="([^"]+)"', page)
        ]
        starts_at = next(each for each in found if walltime.local(each).weekday() == on)
        self.next_page = self.client.post("/order/time/", {"starts_at": starts_at.isoformat()}).url
        return starts_at

    def in_the_way(self) -> dict[str, list[str]]:
        """Return what can be chosen, by the name of the day's field."""
        page = self.client.get("/order/series/").content.decode()
        found: dict[str, list[str]] = {}
        for name, value in re.findall(r'name="(day_\d+)" value="([^"]+)"', page):
            found.setdefault(name, []).append(unescape(value))
        return found

    def order(self) -> Series:
        """Fill in the rest and order."""
        address = {"postcode": "00500", "street": "Esimerkkikatu 5", "access": "at_home", "way_in": "", "note": ""}
        person = {
            "kind": "person", "first_name": "Maija", "last_name": "Meikäläinen", "email": "maija@esimerkki.fi",
            "phone": "040 765 4321", "payer": "self",
        }  # fmt: skip
        self.client.post("/order/address/", address)
        assert self.client.post("/order/contact/", person).url == "/order/check/"
        page = self.client.get("/order/check/").content.decode()
        total = re.search(r'name="total"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="total"', page)
        assert total
        placed = self.client.post("/order/check/", {"total": total[1] or total[2], "early_start": "on"})
        return Series.objects.get(order_id=placed.url.split("/")[-2])


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world)


def starts(series: Series, *, cancelled: bool = False) -> list[datetime]:
    rows = Visit.objects.filter(occurrence__series=series)
    rows = rows if cancelled else rows.exclude(state="cancelled")
    return [visit.starts_at for visit in rows.order_by("starts_at")]


def everybody_away(day: date) -> None:
    for provider in Provider.objects.filter(left_at=None):
        leaves.register(provider, Period.day(day), LeaveKind.VACATION, by=SYSTEM, at=clock.now())


@pytest.mark.parametrize(("every_weeks", "least"), [(1, 7), (2, 4), (3, 2), (4, 2)])
def test_a_series_is_ordered_with_one_choice_and_every_visit_stands_in_the_calendar(
    browser: Browser, every_weeks: int, least: int
) -> None:
    first = browser.choose(every_weeks, on=0)

    series = browser.order()

    found = starts(series)
    assert found[0] == first
    assert len(found) >= least
    assert {walltime.local(each).time() for each in found} == {walltime.local(first).time()}


def test_two_weekly_over_leave_lists_the_conflicting_day_with_alternatives(browser: Browser) -> None:
    monday = walltime.day_of(browser.world.at) + 5 * DAY
    everybody_away(monday + 14 * DAY)

    browser.choose(2, on=0)
    asked = browser.in_the_way()

    assert browser.next_page == "/order/series/"
    (name,) = asked
    assert name == f"day_{monday + 14 * DAY:%Y%m%d}"
    assert len(asked[name]) >= 2
    assert asked[name][-1] == "skip"


def test_what_was_picked_is_what_is_made_and_the_other_days_stay(browser: Browser) -> None:
    monday = walltime.day_of(browser.world.at) + 5 * DAY
    everybody_away(monday + 14 * DAY)
    first = browser.choose(2, on=0)
    ((name, offered),) = browser.in_the_way().items()
    browser.client.post("/order/series/", {name: offered[0]})

    series = browser.order()

    assert starts(series) == sorted([first, datetime.fromisoformat(offered[0]), first + 4 * WEEK, first + 6 * WEEK])


def test_skipping_one_leaves_the_other_dates_unchanged(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    first, second = starts(series)
    visit = Visit.objects.get(occurrence__series=series, starts_at=first)

    world.client("b").post(f"/my/visits/{visit.id}/cancellation/", {"reason": "other_time", "seen_fee": 0})

    assert starts(series) == [second]


def test_moving_one_leaves_the_other_dates_unchanged(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    first, second = starts(series)
    visit = Visit.objects.get(occurrence__series=series, starts_at=first)

    world.client("b").post(f"/my/visits/{visit.id}/time/", {"starts_at": (first + DAY).isoformat(), "seen_fee": 0})

    assert starts(series) == [first + DAY, second]


def test_this_and_the_following_end_and_come_back_within_ten_minutes(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    first, second = starts(series)
    last = Visit.objects.get(occurrence__series=series, starts_at=second)
    b = world.client("b")

    b.post(f"/my/series/{series.id}/ending/?from={last.id}", {"reason": "not_needed", "seen_fee": 0})
    ended = starts(series)
    b.post(f"/my/series/{series.id}/resumption/")

    assert ended == [first]
    assert starts(series) == [first, second]


def test_this_and_the_following_move_to_another_weekday_and_pace_and_the_price_stays(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    Occurrence.objects.filter(series=series, outcome=Outcome.CONFLICT).delete()
    first, second = starts(series)
    last, agreed = Visit.objects.get(occurrence__series=series, starts_at=second), series.order.total_cents
    new = second - DAY
    link = f"/my/series/{series.id}/time/?from={last.id}&every=2&start={new.isoformat().replace('+', '%2B')}"

    shown = world.client("b").get(link).content.decode()
    moved = world.client("b").post(link, {"seen_fee": 0})

    assert "Joka 2. viikko keskiviikkoisin" in shown
    assert moved.status_code == 302
    assert starts(series)[:2] == [first, new]
    assert {visit.order.total_cents for visit in Visit.objects.filter(occurrence__series=series)} == {agreed}


def test_a_pause_leaves_out_until_the_day_of_return(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    _first, second = starts(series)
    link = f"/my/series/{series.id}/pause/"

    page = world.client("b").get(link).content.decode()
    choice = re.findall(r'name="returns" value="([^"]+)"', page)[0]
    world.client("b").post(link, {"returns": choice})

    assert starts(series) == [second]


def test_the_end_is_told_to_both_when_it_can_no_longer_be_undone(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    b = world.client("b")
    b.post(f"/my/series/{series.id}/ending/", {"reason": "not_needed", "seen_fee": 0})
    before = outbox("scheduling.series_ended")

    undo.tell(at=clock.now() + timedelta(minutes=10))

    assert before == []
    assert series.subject_id in {mail.subject_id for mail in outbox("scheduling.series_ended")}


@pytest.mark.parametrize(("rule", "days"), [(OnHoliday.AFTER, 1), (OnHoliday.BEFORE, -1), (OnHoliday.SKIP, None)])
def test_a_public_holiday_follows_the_rule_of_the_service_and_the_order_shows_it(
    browser: Browser, rule: OnHoliday, days: int | None
) -> None:
    Service.objects.update(on_holiday=rule)
    epiphany = date(2027, 1, 6)
    browser.choose(1, on=2)

    series = browser.order()

    found = Occurrence.objects.select_related("visit").get(series=series, day_on=epiphany)
    if days is None:
        assert (found.outcome, found.visit) == (Outcome.HOLIDAY, None)
    else:
        assert found.visit is not None
        assert walltime.day_of(found.visit.starts_at) == epiphany + days * DAY


def test_the_agreed_price_stays_though_the_catalogue_changes(browser: Browser) -> None:
    browser.choose(1, on=0)
    series = browser.order()
    agreed = Order.objects.get(id=series.order_id).total_cents
    dear = Amounts(Money(99_00), Money(0), Money(8_00))
    day = walltime.day_of(browser.world.at) + 8 * 7 * DAY + 2 * DAY
    prices.set_price(browser.world.service, dear, from_on=day, by=SYSTEM, at=browser.world.at)
    Series.objects.filter(id=series.id).update(provider=Provider.objects.first())

    series_roll.roll(at=browser.world.at + 3 * WEEK)

    orders = {visit.order.total_cents for visit in Visit.objects.filter(occurrence__series=series)}
    assert orders == {agreed}


def test_a_day_on_which_nobody_can_come_is_told_and_stands_on_the_desk(world: World) -> None:
    series = Series.objects.get(id=world.ids["series"])
    Occurrence.objects.filter(series=series, outcome=Outcome.CONFLICT).delete()
    everybody_away(series.next_on)

    series_roll.roll(at=world.at + 7 * WEEK)

    waits = Occurrence.objects.get(series=series, outcome=Outcome.CONFLICT)
    assert waits.day_on == series.next_on
    assert [mail.subject_id for mail in outbox("scheduling.series_day_in_the_way")] == [series.subject_id]
    assert f"/days/{waits.id}/" in world.client("office").get("/staff/series/").content.decode()


def test_nine_o_clock_stays_nine_over_both_changes_of_the_clocks() -> None:
    weekly = Recurrence(date(2026, 10, 22), time(9), timedelta(hours=3))

    days = [date(2026, 10, 22), date(2026, 10, 29), date(2027, 3, 25), date(2027, 4, 1)]
    assert [weekly.on(day).from_at for day in days] == [
        datetime(2026, 10, 22, 6, tzinfo=UTC), datetime(2026, 10, 29, 7, tzinfo=UTC),
        datetime(2027, 3, 25, 7, tzinfo=UTC), datetime(2027, 4, 1, 6, tzinfo=UTC),
    ]  # fmt: skip
    assert {weekly.on(day).length for day in days} == {timedelta(hours=3)}


def test_control_with_everybody_at_work_nothing_is_in_the_way(browser: Browser) -> None:
    browser.choose(2, on=0)

    assert browser.in_the_way() == {}


def test_leave_over_visits_of_a_series_is_refused_and_they_are_given_to_others_first(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["series_visit"])
    provider = Provider.objects.get(lane=visit.occupation.lane)
    day = walltime.day_of(visit.starts_at)

    sent = {"first": f"{day:%d.%m.%Y}", "last": "", "kind": "vacation"}
    refused = world.client("owner").post(f"/staff/setup/providers/{provider.id}/leaves/", sent)
    page = f"/staff/days/{day}/stand-ins/{provider.id}/"
    others = world.client("owner").get(page)
    asked = re.findall(r'name="(visit_[0-9a-f]{32})"', others.content.decode())
    choices = re.findall(rf'name="visit_{visit.id.hex}" value="([^"]+)"', others.content.decode())
    handed = world.client("owner").post(page, dict.fromkeys(asked, choices[0]))

    assert refused.status_code == 422
    assert "Käynnit poissaolon aikana" in refused.content.decode()
    assert f'href="{page}"' in refused.content.decode()
    assert (others.status_code, handed.status_code, handed["Location"]) == (
        200, 302, f"/staff/setup/providers/{provider.id}/leaves/",
    )  # fmt: skip
    visit = Visit.objects.get(id=visit.id)
    assert visit.occupation.lane != provider.lane
    with processing(world.actor("office"), Purpose.WORKFORCE, world.at):
        assert str(Provider.objects.get(lane=visit.occupation.lane).shown_name) in others.content.decode()
    assert world.client("owner").post(f"/staff/setup/providers/{provider.id}/leaves/", sent).status_code == 302
    assert Leave.objects.filter(provider=provider, from_at__lte=visit.starts_at, until_at__gt=visit.starts_at).exists()
