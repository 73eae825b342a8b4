"""Messages between customer and office about an order: written, answered, told of without their words, closed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.foundation import clock
from lupaus.journal.models import Entry
from lupaus.orders.models import Order
from lupaus.promises import Purpose
from lupaus.scheduling import remarks, standings
from lupaus.scheduling.models import Remark, Visit
from lupaus.vault.reading import is_withheld, processing
from tests.support import drain, outbox
from tests.world import REMARK, World

pytestmark = pytest.mark.django_db

WORDS = "Onko pesuaine hajusteeton?"
ANSWER = "On, aina."


def own(world: World, order: str = "order") -> str:
    return f"/my/orders/{world.ids[order]}/messages/"


def office(world: World, order: str = "order") -> str:
    return f"/staff/orders/{world.ids[order]}/messages/"


def answered(world: World, words: str = ANSWER) -> str:
    """Open the thread as the office does, and answer."""
    world.client("office").post(office(world), {"do": "open"})
    assert REMARK in world.client("office").get(office(world)).content.decode()
    page = world.client("office").post(office(world), {"text": words, "do": "answer"}, follow=True)
    return str(page.content.decode())


def test_a_message_waits_is_answered_and_the_letter_says_nothing_of_it(world: World) -> None:
    world.client("a").post(own(world), {"text": WORDS})
    assert "asiakas odottaa vastausta viestiinsä" in world.client("office").get("/staff/").content.decode()
    assert "Avaa ja vastaa" in world.client("office").get("/staff/messages/").content.decode()

    assert "Kaikkiin on vastattu" in answered(world)

    drain()
    (letter,) = outbox("scheduling.answered", at=world.at)
    assert f"/my/orders/{world.ids['order']}/messages/" in letter.text
    assert [word for word in (WORDS, ANSWER) if word in letter.text + letter.subject + letter.html] == []
    page = world.client("a").get(own(world)).content.decode()
    assert all(words in page for words in (WORDS, ANSWER, "vastattu"))


def test_own_data_shows_the_messages_and_who_read_them(world: World) -> None:
    answered(world)

    page = world.client("a").get("/my/data/").content.decode()

    assert REMARK in page
    assert ANSWER in page
    entry = Entry.objects.filter(action="case.opened_wrote").latest("at")
    assert entry.actor == world.users["office"].pk
    seen = Entry.objects.filter(action="data.seen", about_kind="staff:order_messages", role="office")
    assert seen.exists()


def test_the_text_opens_after_a_reason_only(world: World) -> None:
    page = world.client("office").get(office(world)).content.decode()

    assert REMARK not in page
    assert "Avaa viestit" in page
    assert REMARK not in world.client("office").get("/staff/messages/").content.decode()


def test_a_former_customers_messages_open_where_their_reason_is_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings.Standing, "is_former", True)
    before = Entry.objects.filter(action="case.opened_wrote").count()

    answer = world.client("office").post(office(world), {"do": "open"})

    assert answer["Location"].endswith("/case/")
    assert Entry.objects.filter(action="case.opened_wrote").count() == before


def test_whoever_carries_the_visit_out_reads_nothing_of_it(world: World) -> None:
    provider = world.client("p")
    page = provider.get(f"/work/visits/{world.ids['visit']}/").content.decode()

    assert REMARK not in page
    with processing(world.actor("p"), Purpose.SERVICE_DELIVERY, world.at):
        assert all(is_withheld(each.text) for each in Remark.objects.all())


def test_control_the_customer_opens_what_is_withheld_from_the_provider(world: World) -> None:
    with processing(world.actor("a"), Purpose.SERVICE_DELIVERY, world.at):
        assert REMARK in [each.text for each in Remark.objects.all()]


@pytest.mark.parametrize("who", ["b", "p", "owner", "privacy"])
def test_others_find_no_messages(world: World, who: str) -> None:
    client = world.client(who)

    assert (client.get(own(world)).status_code, client.get(office(world)).status_code) == (404, 404)
    assert client.post(own(world), {"text": WORDS}).status_code == 404


def ends(world: World) -> None:
    """Let every visit of the order be over."""
    Visit.objects.filter(order=world.ids["order"]).update(
        starts_at=world.at - timedelta(hours=50), ends_at=world.at - timedelta(hours=48, minutes=1)
    )


def test_48_hours_after_the_last_visit_it_closes_and_says_what_to_do(world: World) -> None:
    ends(world)

    page = world.client("a").get(own(world)).content.decode()
    refused = world.client("a").post(own(world), {"text": WORDS})

    assert "tilaa uusi käynti" in page
    assert "<textarea" not in page
    assert (refused.status_code, Remark.objects.count()) == (409, 1)
    assert WORDS in refused.content.decode(), "what was typed is not lost"


def test_a_new_visit_opens_it_again(world: World) -> None:
    order = Order.objects.get(id=world.ids["order"])
    ends(world)
    assert not remarks.is_open(order, at=world.at)

    Visit.objects.filter(order=order).update(
        starts_at=world.at + timedelta(hours=1), ends_at=world.at + timedelta(hours=3)
    )

    assert remarks.is_open(order, at=world.at)


def test_control_a_minute_earlier_it_is_open(world: World) -> None:
    ends(world)
    clock.set_to(world.at - timedelta(minutes=2))

    assert world.client("a").post(own(world), {"text": WORDS}).status_code == 302


def test_a_machine_is_stopped_and_told_to_call(world: World) -> None:
    for _number in range(remarks.MOST_A_DAY - 1):
        assert world.client("a").post(own(world), {"text": WORDS}).status_code == 302

    refused = world.client("a").post(own(world), {"text": WORDS})

    assert refused.status_code == 409
    assert "Soita meille" in refused.content.decode()


@pytest.mark.parametrize("text", ["", " \u200b\n ", "x" * 1001, "Hetu 131052-308T"])
def test_what_is_no_message_is_refused_in_words(world: World, text: str) -> None:
    refused = world.client("a").post(own(world), {"text": text})

    assert refused.status_code == 422
    assert 'class="wrong"' in refused.content.decode()


def test_what_needs_no_answer_is_put_aside(world: World) -> None:
    world.client("office").post(office(world), {"do": "open"})

    world.client("office").post(office(world), {"do": "set_aside"})

    assert not remarks.waiting_for_answer().exists()
    assert Entry.objects.filter(action="remark.set_aside").count() == 1


def test_an_order_that_is_not_there_has_no_messages(world: World) -> None:
    nowhere = f"/staff/orders/{world.ids['visit']}/messages/"

    assert world.client("office").get(nowhere).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(world: World) -> None:
    few = _queries(world)
    for order in Order.objects.exclude(id=world.ids["order"]):
        Remark.objects.create(
            order=order, subject_id=order.subject_id, by_kind="customer", text=WORDS, written_at=world.at
        )

    assert _queries(world) == few
    assert len(remarks.waiting(100)) > 3


def _queries(world: World) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert world.client("office").get("/staff/messages/").status_code == 200
    return len([query for query in captured.captured_queries if "clocksetting" not in query["sql"]])
