"""One visit: pressed open, stepped through, commented on."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lupaus.journal.models import Entry, Outcome
from lupaus.scheduling.models import Comment, Milestone, Tick, Visit, VisitState
from tests.staging import add_oven, be_at, visit_of
from tests.world import AINO, World

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def post(client: Client, world: World, part: str, visit: str = "visit", **fields: str) -> Any:
    return client.post(f"/work/visits/{world.ids[visit]}/{part}/", fields)


def take(world: World, *steps: str) -> None:
    for step in steps:
        assert post(world.client("p"), world, "steps", step=step).status_code == 302, step


def test_the_code_opens_on_pressing_and_the_customer_reads_of_it(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - MINUTE)

    response = post(world.client("p"), world, "code")

    said = response.content.decode()
    assert (AINO.code in said, AINO.way_in in said, "Asiakas näkee, että katsoit tämän klo" in said) == (
        True,
        True,
        True,
    )
    look = Entry.objects.get(outcome=Outcome.SEEN, about_kind="provider:visit_code")
    assert (look.subjects, look.actor) == ([visit.subject_id], world.users["p"].pk)
    assert "access_code" in look.categories


def test_a_way_in_without_a_code_is_read_as_words(world: World) -> None:
    visit = visit_of(world)
    address = visit.order.address
    address.access, address.access_code = "at_home", None
    address.save()
    be_at(visit.starts_at - MINUTE)

    closed = world.client("p").get(f"/work/visits/{visit.pk}/").content.decode()
    said = post(world.client("p"), world, "code").content.decode()

    assert ("Asiakas avaa oven" in closed, "Näytä kulkuohje" in closed, "ovikoodi" in closed) == (True, True, False)
    assert (AINO.way_in in said, 'class="code"' in said) == (True, False)


def test_the_health_note_opens_on_pressing_and_alone(world: World) -> None:
    be_at(visit_of(world).starts_at)

    said = post(world.client("p"), world, "health").content.decode()

    assert (AINO.health in said, AINO.code in said) == (True, False)


@pytest.mark.parametrize("part", ["code", "health"])
def test_outside_its_window_nothing_opens(world: World, part: str) -> None:
    visit = visit_of(world)
    for moment in (visit.starts_at - 2 * HOUR - MINUTE, visit.ends_at + 2 * HOUR + MINUTE):
        be_at(moment)
        response = post(world.client("p"), world, part)
        assert response.status_code == 409
        assert [word for word in (AINO.code, AINO.health, AINO.way_in) if word in response.content.decode()] == []
    looks = Entry.objects.filter(outcome=Outcome.SEEN, actor=world.users["p"].pk)
    assert not looks.filter(categories__overlap=["access_code", "health"]).exists()


def test_a_code_is_never_opened_by_a_link(world: World) -> None:
    be_at(visit_of(world).starts_at)

    assert world.client("p").get(f"/work/visits/{world.ids['visit']}/code/").status_code == 405


def test_a_visit_goes_its_way_by_one_press_each(world: World) -> None:
    visit = visit_of(world)
    be_at(visit.starts_at - 20 * MINUTE)
    take(world, "travel")
    be_at(visit.starts_at)
    take(world, "start")
    be_at(visit.ends_at)
    take(world, "finish")

    done = visit_of(world)
    assert (done.state, done.started_at, done.finished_at) == (VisitState.FINISHED, visit.starts_at, visit.ends_at)


ILLEGAL = (
    ((), "finish", "Olen matkalla"),
    (("travel",), "travel", "Aloita käynti"),
    (("travel",), "finish", "Aloita käynti"),
    (("start",), "start", "Lopeta käynti"),
    (("start",), "travel", "Lopeta käynti"),
    (("start", "finish"), "finish", ""),
    (("start", "finish"), "start", ""),
)


@pytest.mark.parametrize(("before", "step", "then"), ILLEGAL)
def test_a_step_out_of_order_changes_nothing_and_says_what_comes_next(
    world: World, before: tuple[str, ...], step: str, then: str
) -> None:
    be_at(visit_of(world).starts_at)
    take(world, *before)
    was = Visit.objects.filter(id=world.ids["visit"]).values().get()
    milestones = Milestone.objects.count()

    response = post(world.client("p"), world, "steps", step=step)

    said = response.content.decode()
    assert (response.status_code, f"Seuraavaksi: {then}." in said) == (409, bool(then))
    assert 'role="alert"' in said
    assert Visit.objects.filter(id=world.ids["visit"]).values().get() == was
    assert Milestone.objects.count() == milestones


def test_more_than_two_hours_early_is_too_early(world: World) -> None:
    be_at(visit_of(world).starts_at - 3 * HOUR)

    response = post(world.client("p"), world, "steps", step="travel")

    assert response.status_code == 409
    assert "aikaisintaan 2 tuntia ennen" in response.content.decode()


@pytest.mark.parametrize("step", ["", "approve", "cancel", "'; drop table", "x" * 5000])
def test_an_unknown_step_is_refused(world: World, step: str) -> None:
    assert post(world.client("p"), world, "steps", step=step).status_code == 409


def test_a_line_of_another_visit_cannot_be_ticked(world: World) -> None:
    be_at(visit_of(world).starts_at)
    take(world, "start")
    foreign = visit_of(world, "visit_b").order.lines.first()
    own = visit_of(world).order.lines.get(kind="service")
    assert foreign is not None

    for line in (str(foreign.pk), str(own.pk), "", "x"):
        assert post(world.client("p"), world, "ticks", line=line, done="yes").status_code == 409
    assert not Tick.objects.exists()


def test_a_visit_with_an_unticked_add_on_asks_before_it_ends(world: World) -> None:
    oven, visit = add_oven(world), visit_of(world)
    be_at(visit.starts_at)
    take(world, "start")
    day = world.client("p").get("/work/").content.decode()
    assert ("Merkitse työt ja lopeta" in day, 'value="finish"' in day) == (True, False)

    asked = post(world.client("p"), world, "steps", step="finish")
    named = post(world.client("p"), world, "steps", step="finish", undone=str(oven.pk))

    said = asked.content.decode()
    assert (asked.status_code, "Kerro ensin, teitkö lisäpalvelut: Uuni." in said) == (409, True)
    assert ("Uuni jäi tekemättä" in said, named.status_code) == (True, 302)
    assert "Tein sen" in world.client("p").get(f"/work/visits/{visit.pk}/").content.decode()


def test_a_ticked_add_on_is_not_asked_about(world: World) -> None:
    oven = add_oven(world)
    be_at(visit_of(world).starts_at)
    take(world, "start")
    assert post(world.client("p"), world, "ticks", line=str(oven.pk), done="yes").status_code == 302

    said = world.client("p").get(f"/work/visits/{world.ids['visit']}/").content.decode()

    assert ("Jäikö jotain tekemättä?" in said, "Lopeta käynti" in said) == (False, True)
    take(world, "finish")


def test_a_provider_is_told_about_themselves_as_you(world: World) -> None:
    be_at(visit_of(world).starts_at)
    take(world, "travel")

    said = world.client("p").get("/work/").content.decode()

    assert ("Olet matkalla" in said, "Tekijä on matkalla" in said) == (True, False)


def test_a_comment_is_one_press_and_the_customer_reads_it(world: World) -> None:
    be_at(visit_of(world).starts_at)
    take(world, "start")

    page = world.client("p").get(f"/work/visits/{world.ids['visit']}/").content.decode()
    assert "Asiakas näkee tämän." in page
    response = post(world.client("p"), world, "comments", topic="partly_done", text="Parveke jäi <b>kesken</b>")

    assert response.status_code == 302
    comment = Comment.objects.get(visit=world.ids["visit"])
    assert (comment.topic, comment.subject_id) == ("partly_done", visit_of(world).subject_id)
    seen = world.client("a").get(f"/my/visits/{world.ids['visit']}/").content.decode()
    assert ("Parveke jäi &lt;b&gt;kesken&lt;/b&gt;" in seen, "<b>kesken</b>" in seen) == (True, False)


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"topic": "nonsense"}, 422), ({}, 422), ({"topic": "other"}, 409), ({"topic": "other", "text": "x" * 5000}, 422)],
)
def test_a_comment_that_says_nothing_or_too_much_is_refused(world: World, fields: dict[str, str], status: int) -> None:
    be_at(visit_of(world).starts_at)
    take(world, "start")

    assert post(world.client("p"), world, "comments", **fields).status_code == status
    assert not Comment.objects.filter(visit=world.ids["visit"]).exists()


def test_another_provider_can_do_nothing_with_it(world: World) -> None:
    be_at(visit_of(world).starts_at)

    for part in ("steps", "code", "health", "ticks", "comments"):
        assert post(world.client("q"), world, part, step="travel", topic="all_done").status_code == 404, part
    assert visit_of(world).state == VisitState.ACCEPTED
