"""What the office sees and changes of a visit."""

from datetime import timedelta
from typing import Any

import pytest

from lupaus.journal.models import Entry, Outcome
from lupaus.kernel.money import Money
from lupaus.promises import Purpose
from lupaus.providers.models import LeaveKind, Provider
from lupaus.scheduling import leaves, rules, work
from lupaus.scheduling.models import (
    Cancellation,
    NoShow,
    Offer,
    OfferState,
    Tick,
    VisitState,
)
from lupaus.vault.reading import processing
from tests.staging import add_oven, be_at, visit_of
from tests.support import SYSTEM
from tests.world import AINO, World

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def path(world: World, part: str = "", visit: str = "visit") -> str:
    return f"/staff/visits/{world.ids[visit]}/{part}"


def get(world: World, part: str = "", visit: str = "visit") -> Any:
    return world.client("office").get(path(world, part, visit))


def post(world: World, part: str, visit: str = "visit", **fields: str) -> Any:
    return world.client("office").post(path(world, part, visit), fields)


def test_the_page_opens_name_and_address_and_the_customer_reads_of_it(world: World) -> None:
    said = get(world).content.decode()

    assert (AINO.first_name in said, AINO.street in said) == (True, True)
    hidden = (AINO.code, AINO.way_in, AINO.health, "Liisamaria", "Maksajanpolku")
    assert [word for word in hidden if word in said] == []
    look = Entry.objects.get(about_kind="staff:visit", subjects__contains=[visit_of(world).subject_id])
    assert (look.outcome, look.actor, look.role) == (Outcome.SEEN, world.users["office"].pk, "office")


def test_the_office_is_told_who_accepted_the_work(world: World) -> None:
    said = get(world, visit="done_visit").content.decode()

    assert "Asiakas hyväksyi työn" in said
    assert "Hyväksyit" not in said


def test_what_is_special_is_named_and_closed(world: World) -> None:
    said = get(world).content.decode()

    assert "On kirjattu, ei näy sinulle" in said
    assert "Vain käynnin tekijälle" in said


def test_another_provider_is_chosen_from_those_who_can(world: World) -> None:
    said = get(world, "provider/").content.decode()
    assert str(world.ids["provider_q"]) in said
    assert str(world.ids["provider"]) not in said

    response = post(world, "provider/", provider=str(world.ids["provider_q"]))

    assert response.status_code == 302
    visit = visit_of(world)
    assert (visit.state, visit.provider_id) == (VisitState.OFFERED, None)
    assert Offer.objects.get(visit=visit, state=OfferState.OPEN).provider_id == world.ids["provider_q"]


@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-0000-0000-000000000000", "provider"])
def test_who_cannot_come_cannot_be_chosen(world: World, chosen: str) -> None:
    provider = str(world.ids.get(chosen, chosen))

    assert post(world, "provider/", provider=provider).status_code == 409
    assert visit_of(world).provider_id == world.ids["provider"]


def test_a_visit_moves_to_another_free_time(world: World) -> None:
    free = world.free_time
    assert free.isoformat() in get(world, "time/").content.decode()

    response = post(world, "time/", starts_at=free.isoformat())

    assert (response.status_code, visit_of(world).starts_at) == (302, free)


def test_a_time_that_is_gone_brings_three_others(world: World) -> None:
    taken = visit_of(world).starts_at
    before = visit_of(world, "visit_b").starts_at
    other = Provider.objects.get(id=world.ids["provider_q"])
    leaves.register(other, visit_of(world).planned, LeaveKind.TRAINING, by=SYSTEM, at=world.at)

    response = post(world, "time/", "visit_b", starts_at=taken.isoformat())

    assert response.status_code == 409
    assert response.content.decode().count('class="btn mini" name="starts_at"') == 3
    assert visit_of(world, "visit_b").starts_at == before


@pytest.mark.parametrize(
    "moment", ["", "x", "2026-11-26", "2026-11-26T10:00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"]
)
def test_a_time_that_is_no_time_is_refused(world: World, moment: str) -> None:
    before = visit_of(world).starts_at

    assert post(world, "time/", starts_at=moment).status_code in {409, 422}
    assert visit_of(world).starts_at == before


def test_the_fee_is_shown_before_cancelling_and_can_be_made_smaller(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - timedelta(hours=1))
    fee = rules.cancellation_of(visit, at=visit.starts_at - timedelta(hours=1)).fee
    assert fee
    assert str(fee) in get(world, "cancellation/").content.decode()

    too_much = post(world, "cancellation/", reason="other", fee=str(fee + Money(1)))
    assert (too_much.status_code, Cancellation.objects.count()) == (422, 0)

    response = post(world, "cancellation/", reason="illness", fee="5")

    assert response.status_code == 302
    cancelled = Cancellation.objects.get()
    assert (cancelled.fee, cancelled.reason, cancelled.by_kind) == (Money(5_00), "illness", "office")


@pytest.mark.parametrize("fee", ["20", "", "x", "9999"])
def test_nobody_pays_when_nobody_was_found_to_come(world: World, fee: str) -> None:
    be_at(visit_of(world).starts_at - timedelta(hours=1))
    page = get(world, "cancellation/").content.decode()

    response = post(world, "cancellation/", reason="no_provider", fee=fee)

    assert "Jos emme löytäneet tekijää, maksu on aina 0 €." in page
    assert (response.status_code, Cancellation.objects.get().fee) == (302, Money(0))


def test_the_office_reads_reasons_in_its_own_voice_and_the_fee_of_what_was_cancelled(world: World) -> None:
    be_at(visit_of(world).starts_at - timedelta(hours=1))
    form = get(world, "cancellation/").content.decode()
    post(world, "cancellation/", reason="not_needed", fee="20")

    page = get(world).content.decode()

    assert ("Asiakas ei tarvitse käyntiä" in form, "En tarvitse käyntiä" in form) == (True, False)
    assert f"<dt>Peruutusmaksu</dt><dd>{Money(20_00)}</dd>" in page
    assert "Perumisen syy: Asiakas ei tarvitse käyntiä" in page


def test_a_free_cancellation_says_so_and_asks_for_no_fee(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - timedelta(days=1, minutes=10))

    said = get(world, "cancellation/").content.decode()
    assert "Peruminen on maksutonta" in said
    assert 'name="fee"' not in said

    assert post(world, "cancellation/").status_code == 422
    assert post(world, "cancellation/", reason="not_needed", fee="50").status_code == 302
    assert Cancellation.objects.get().fee == Money(0)


def test_a_visit_is_cancelled_only_once(world: World) -> None:
    assert post(world, "cancellation/", reason="not_needed", fee="0").status_code == 302

    again = post(world, "cancellation/", reason="not_needed", fee="0")

    assert again.status_code == 409
    assert "Peruttu" in again.content.decode()


def test_nobody_home_is_recorded_once_it_is_time(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - MINUTE)
    assert post(world, "no-show/").status_code == 409
    assert "Ei paikalla" not in get(world).content.decode()

    be_at(visit.starts_at + MINUTE)
    assert "Ei paikalla" in get(world).content.decode()
    said = get(world, "no-show/").content.decode()
    assert post(world, "no-show/").status_code == 302
    assert str(NoShow.objects.get().fee) in said


def test_a_done_visit_offers_nothing_to_do_and_refuses_everything(world: World) -> None:
    said = get(world, visit="done_visit").content.decode()
    assert "Tee nyt" not in said

    acts = (
        ("provider/", {"provider": str(world.ids["provider_q"])}),
        ("time/", {"starts_at": world.free_time.isoformat()}),
        ("cancellation/", {"reason": "other", "fee": "0"}),
        ("no-show/", {}),
    )
    for part, fields in acts:
        assert post(world, part, "done_visit", **fields).status_code == 409, part
    assert visit_of(world, "done_visit").state == VisitState.APPROVED


@pytest.mark.parametrize("who", ["a", "p", "owner", "privacy"])
@pytest.mark.parametrize("part", ["", "provider/", "time/", "cancellation/", "no-show/"])
def test_others_change_nothing(world: World, who: str, part: str) -> None:
    assert world.client(who).post(path(world, part), {"reason": "other"}).status_code == 404
    assert visit_of(world).state == VisitState.ACCEPTED


def started_with_the_oven(world: World) -> str:
    """Let P be at work at the visit that was ordered with the oven, and return the oven's line."""
    oven, visit, by = add_oven(world), visit_of(world), world.actor("p")
    be_at(visit.ends_at)
    with processing(by, Purpose.SERVICE_DELIVERY, visit.starts_at):
        work.start(visit, by=by, at=visit.starts_at)
    return str(oven.pk)


def test_the_office_corrects_what_was_done_and_sees_what_will_be_charged(world: World) -> None:
    oven, visit, by = started_with_the_oven(world), visit_of(world), world.actor("p")
    with processing(by, Purpose.SERVICE_DELIVERY, visit.ends_at):
        work.finish(visit, by=by, at=visit.ends_at, undone=[line.pk for line in visit.order.lines.all()])
    said = get(world).content.decode()
    assert ("Uuni jäi tekemättä" in said, "Laskutetaan" in said) == (True, True)

    response = post(world, "ticks/", line=oven, done="yes")

    assert (response.status_code, Tick.objects.count()) == (302, 1)
    assert "Laskutetaan" not in get(world).content.decode()
    post(world, "ticks/", line=oven, done="no")
    assert Tick.objects.count() == 0


@pytest.mark.parametrize("line", ["", "x", "00000000-0000-0000-0000-000000000000", "service"])
def test_what_is_no_add_on_of_the_visit_is_not_ticked(world: World, line: str) -> None:
    started_with_the_oven(world)
    asked = str(visit_of(world).order.lines.get(kind="service").pk) if line == "service" else line

    assert post(world, "ticks/", line=asked, done="yes").status_code == 409
    assert Tick.objects.count() == 0


def test_before_the_work_begins_the_office_ticks_nothing(world: World) -> None:
    oven = add_oven(world)

    assert post(world, "ticks/", line=str(oven.pk), done="yes").status_code == 409
    assert Tick.objects.count() == 0


def test_a_search_for_a_provider_is_nobody_elses_doing_than_the_programs(world: World) -> None:
    said = get(world, visit="offered_visit").content.decode()

    assert "Tarjottu tekijälle <span" in said
    row = said.partition("Tarjottu tekijälle <span")[2].partition("</li>")[0]
    assert ("järjestelmä" in row, "asiakas" in row) == (True, False)
