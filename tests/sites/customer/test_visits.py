"""Move, cancel, accept, rate: the customer's own acts on a visit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.orders.models import HealthNote, Household
from lupaus.promises import Purpose
from lupaus.register.models import Address
from lupaus.scheduling import acceptance, visits
from lupaus.scheduling.models import Cancellation, CancelReason, Milestone, Rating, Visit, VisitState
from lupaus.sites.furniture.doors import OWN_SUBJECTS
from lupaus.vault.reading import processing
from tests.sites.customer.conftest import text_of
from tests.world import World


@pytest.fixture
def coming(world: World) -> Visit:
    """Return the visit that can still be changed for free."""
    return Visit.objects.get(id=world.ids["offered_visit"])


def test_a_visit_moves_to_a_time_that_was_shown_and_back_again(
    a: Client, coming: Visit, visit_url: Callable[..., str]
) -> None:
    url = visit_url("time/", "offered_visit")
    later = coming.starts_at + timedelta(hours=2)
    assert f'value="{later.isoformat()}"' in text_of(a.get(url))

    moved = a.post(url, {"starts_at": later.isoformat()}, follow=True)

    assert Visit.objects.get(id=coming.id).starts_at == later
    assert "Käynnin aika on nyt" in text_of(moved)
    assert visit_url("earlier-time/", "offered_visit") in text_of(moved)
    a.post(visit_url("earlier-time/", "offered_visit"))
    assert Visit.objects.get(id=coming.id).starts_at == coming.starts_at


@pytest.mark.parametrize(
    "sent", ["", "tomorrow", "2026-11-28T10:00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"]
)
def test_a_time_that_is_none_moves_nothing(sent: str, a: Client, coming: Visit, visit_url: Callable[..., str]) -> None:
    answer = a.post(visit_url("time/", "offered_visit"), {"starts_at": sent})

    assert answer.status_code == 409
    assert 'role="alert"' in text_of(answer)
    assert Visit.objects.get(id=coming.id).starts_at == coming.starts_at


def test_a_visit_is_not_moved_after_the_free_limit(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    before = Visit.objects.get(id=world.ids["visit"]).starts_at

    answer = a.post(visit_url("time/"), {"starts_at": (before + timedelta(days=2)).isoformat()})

    assert answer.status_code == 409
    assert Visit.objects.get(id=world.ids["visit"]).starts_at == before


def test_the_fee_stands_on_the_page_before_a_visit_is_cancelled(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    page = text_of(a.get(visit_url("cancellation/")))
    assert "46,00\u00a0€" in page
    assert "Maksuton aika päättyi ke\u00a025.11. klo\u00a012.00" in page
    assert "Peru käynti, 46,00\u00a0€" in page

    a.post(visit_url("cancellation/"), {"reason": "not_needed", "seen_fee": "4600"})

    assert Cancellation.objects.get(visit=world.ids["visit"]).fee_cents == 46_00


@pytest.mark.parametrize(("visit", "fee"), [("visit", "46,00"), ("offered_visit", "0,00")])
def test_a_cancelled_visit_shows_its_fee_and_reason_instead_of_the_price(
    visit: str, fee: str, a: Client, visit_url: Callable[..., str]
) -> None:
    a.post(visit_url("cancellation/", visit), {"reason": "not_needed", "seen_fee": fee.replace(",", "")})

    row = text_of(a.get("/my/")).split(f'href="{visit_url("", visit)}"')[-1].split("</tr>")[0]
    page = text_of(a.get(visit_url("", visit)))

    assert f'{fee}\u00a0€<br><span class="hint">Peruutusmaksu</span>' in row
    assert "En tarvitse käyntiä" in row
    assert f'<b>{fee}\u00a0€</b> <span class="hint">Peruutusmaksu, En tarvitse käyntiä</span>' in page


def test_a_visit_that_the_office_cancelled_is_told_in_the_offices_voice(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    office, visit = world.actor("office"), Visit.objects.get(id=world.ids["offered_visit"])
    with processing(office, Purpose.SERVICE_DELIVERY, world.at):
        visits.cancel(visit, CancelReason.NOT_NEEDED, by=office, at=world.at)

    for page in (text_of(a.get("/my/")), text_of(a.get(visit_url("", "offered_visit")))):
        assert "Toimisto perui: et tarvinnut käyntiä" in page
        assert "En tarvitse käyntiä" not in page


def test_the_price_of_a_visit_for_nothing_says_what_it_is(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    later = visit.starts_at + timedelta(minutes=30)
    with processing(world.actor("office"), Purpose.SERVICE_DELIVERY, later):
        visits.mark_no_show(visit, by=world.actor("office"), at=later)

    for page in (text_of(a.get("/my/")), text_of(a.get(visit_url()))):
        assert "Maksu käynnistä, jolle emme päässeet sisään" in page


def test_an_add_on_that_was_left_undone_costs_nothing_and_says_so(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    order = Visit.objects.select_related("order").get(id=world.ids["done_visit"]).order
    line = order.lines.last()
    assert line is not None
    line.kind = "add_on"
    line.save()

    page = text_of(a.get(visit_url("", "done_visit")))

    assert "Jäi tekemättä" in page
    assert page.count("84,00\u00a0€") >= 2


def test_cancelling_in_time_costs_nothing(a: Client, coming: Visit, visit_url: Callable[..., str]) -> None:
    url = visit_url("cancellation/", "offered_visit")
    assert "Peru käynti maksutta" in text_of(a.get(url))

    answer = a.post(url, {"reason": "other_time", "seen_fee": "0"}, follow=True)

    assert "Se ei maksa mitään" in text_of(answer)
    assert Cancellation.objects.get(visit=coming).fee_cents == 0
    assert "STATUS:CANCELLED" in text_of(a.get(visit_url("calendar.ics", "offered_visit")))


def test_a_fee_that_was_not_seen_is_not_charged(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    answer = a.post(visit_url("cancellation/"), {"reason": "not_needed", "seen_fee": "0"})

    assert answer.status_code == 409
    assert "Maksuton aika ehti päättyä" in text_of(answer)
    assert not Cancellation.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{}, {"reason": "no_provider", "seen_fee": "4600"}, {"reason": "other"}, {"reason": "other", "seen_fee": "-1"}],
)
def test_a_cancellation_without_its_answers_is_asked_again(
    sent: dict[str, str], a: Client, visit_url: Callable[..., str]
) -> None:
    answer = a.post(visit_url("cancellation/"), sent)

    assert answer.status_code == 422
    assert "korjattava" in text_of(answer)
    assert not Cancellation.objects.exists()


def test_cancelling_twice_is_one_cancellation(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    sent = {"reason": "not_needed", "seen_fee": "4600"}
    a.post(visit_url("cancellation/"), sent)

    assert a.post(visit_url("cancellation/"), sent).status_code == 409
    assert Cancellation.objects.count() == 1


def _finished(world: World) -> Visit:
    Visit.objects.filter(id=world.ids["done_visit"]).update(state=VisitState.FINISHED)
    return Visit.objects.get(id=world.ids["done_visit"])


def test_the_customer_accepts_the_work(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    visit = _finished(world)
    assert "Hyväksyn työn" in text_of(a.get(visit_url("", "done_visit")))

    answer = a.post(visit_url("acceptance/", "done_visit"), follow=True)

    assert "Työ on hyväksytty" in text_of(answer)
    assert Visit.objects.get(id=visit.id).state == VisitState.APPROVED


def test_work_that_is_not_done_is_not_accepted(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    assert a.post(visit_url("acceptance/")).status_code == 409
    assert Visit.objects.get(id=world.ids["visit"]).state == VisitState.ACCEPTED


def test_a_rating_is_given_once_and_changed_for_14_days(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    url = visit_url("rating/", "done_visit")
    rated_at = Rating.objects.get(visit=world.ids["done_visit"]).rated_at
    a.post(url, {"stars": "3", "text": "Ikkunat jäivät"})
    clock.set_to(rated_at + timedelta(days=14, minutes=1))

    too_late = a.post(url, {"stars": "1", "text": ""})

    rating = Rating.objects.get(visit=world.ids["done_visit"])
    with processing(world.actor("a"), Purpose.SERVICE_DELIVERY, world.at):
        assert (rating.stars, rating.text) == (3, "Ikkunat jäivät")
    assert (too_late.status_code, Rating.objects.count()) == (409, 1)
    assert "14 päivän" in text_of(too_late)


@pytest.mark.parametrize("stars", ["", "0", "6", "-1", "5.5", "١", "x"])
def test_a_rating_has_one_to_five_stars(stars: str, a: Client, visit_url: Callable[..., str]) -> None:
    answer = a.post(visit_url("rating/", "done_visit"), {"stars": stars})

    assert answer.status_code == 422
    assert "Valitse 1–5 tähteä" in text_of(answer)


def test_one_press_on_the_start_page_is_a_rating(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    Rating.objects.all().delete()
    assert "Miten to\u00a019.11. käynti meni?" in text_of(a.get("/my/"))

    a.post(visit_url("rating/", "done_visit"), {"stars": "4"})

    assert Rating.objects.get().stars == 4
    assert "käynti meni?" not in text_of(a.get("/my/"))


def test_a_visit_that_is_not_done_is_not_rated(a: Client, visit_url: Callable[..., str]) -> None:
    answer = a.post(visit_url("rating/"), {"stars": "5"})

    assert answer.status_code == 409
    assert "kun työ on tehty" in text_of(answer)


def test_who_is_at_home_can_be_corrected(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    page: Any = a.post(visit_url("household/"), {"pets_dog": "2", "children_from_7": "1"}, follow=True)

    assert "Koira, 2, 1 lapsi (7–12 v)" in text_of(page)
    a.post(visit_url("household/"), {})
    assert not Household.objects.filter(order=world.ids["order"]).exists()


def test_silence_of_48_hours_accepts_the_work_on_the_timeline(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    visit = _finished(world)
    assert visit.finished_at is not None

    acceptance.settle(at=visit.finished_at + timedelta(hours=48))

    assert "Työ katsottiin hyväksytyksi" in text_of(a.get(visit_url("", "done_visit")))


def test_a_look_at_the_door_stands_on_the_timeline(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at - timedelta(minutes=5))
    world.client("p").post(f"/work/visits/{visit.id}/code/")

    page = text_of(a.get(visit_url()))

    assert "katsoi: " in page
    assert "kulkuohje ja ovikoodi" in page


def test_looks_alike_stand_on_the_timeline_once(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at - timedelta(minutes=5))
    for _time in range(3):
        world.client("p").get(f"/work/visits/{visit.id}/")

    page = text_of(a.get(visit_url()))

    assert page.count("käynnin tekijä katsoi: ".capitalize()) == 1
    assert "alkaen, 3 kertaa" in page


def test_a_fee_and_a_move_stand_on_the_timeline(
    a: Client, coming: Visit, world: World, visit_url: Callable[..., str]
) -> None:
    later = coming.starts_at + timedelta(hours=2)
    a.post(visit_url("time/", "offered_visit"), {"starts_at": later.isoformat()})
    a.post(visit_url("cancellation/"), {"reason": "not_needed", "seen_fee": "4600"})

    assert "Siirsit käynnin: la\u00a028.11. klo\u00a014.00" in text_of(a.get(visit_url(visit="offered_visit")))
    assert "Peruit käynnin, peruutusmaksu 46,00\u00a0€" in text_of(a.get(visit_url()))


def test_a_visit_is_not_moved_back_after_the_limit(a: Client, world: World, visit_url: Callable[..., str]) -> None:
    Milestone.objects.create(
        visit_id=world.ids["visit"], kind="moved", at=world.at - timedelta(minutes=10), by_kind="customer",
        planned_at=world.at + timedelta(days=9),
    )  # fmt: skip

    assert a.post(visit_url("earlier-time/")).status_code == 409


def test_a_home_without_anybody_is_asked_with_empty_lists(
    a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    Household.objects.all().delete()

    assert "selected" not in text_of(a.get(visit_url("household/"))).replace('value="" selected', "")
    assert "Ei annettu" in text_of(a.get(visit_url()))


@pytest.mark.parametrize(
    ("access", "has_note", "shown"),
    [("code", False, "näkyy ovikoodisi<"), ("at_home", True, "näkyy terveystoiveesi<"), ("at_home", False, "")],
)
def test_only_what_there_is_to_open_is_said_to_be_shown(
    access: str, has_note: bool, shown: str, a: Client, world: World, visit_url: Callable[..., str]
) -> None:
    Address.objects.filter(id=world.ids["address"]).update(access=access)
    if not has_note:
        HealthNote.objects.all().delete()

    page = text_of(a.get(visit_url())).replace(" <", "<")

    assert page.count("Tekijälle näkyy") == (2 if shown else 1)
    assert shown in page


def test_who_signs_in_where_a_guest_ordered_does_not_get_the_guests_visits(
    b: Client, coming: Visit, visit_url: Callable[..., str]
) -> None:
    session = b.session
    session[OWN_SUBJECTS] = [str(coming.subject_id)]  # as the guest's draft left it in this browser
    session.save()

    assert b.get(visit_url("", "offered_visit")).status_code == 404
    assert str(coming.id) not in text_of(b.get("/my/"))
