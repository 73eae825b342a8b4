"""Clause S43: what the provider says of the work; the customer reads it, and nobody reads it in the database."""

from datetime import timedelta

import pytest
from django.db import connection

from lupaus.foundation import clock
from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Actor, Purpose, access
from lupaus.scheduling.models import Comment, Visit
from lupaus.vault.reading import is_withheld, processing
from tests.world import COMMENT, World

PROMISE = Promise(
    "S43", State.PARTLY, missing="no export archive yet; comments about third persons are not flagged; no expiry run"
)


def test_the_customer_reads_what_was_said_with_its_topic(world: World) -> None:
    page = world.client("a").get(f"/my/visits/{world.ids['done_visit']}/").content.decode()

    assert COMMENT in page


def test_whoever_writes_is_told_that_the_customer_sees_it(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at)
    client = world.client("p")
    client.post(f"/work/visits/{visit.id}/steps/", {"step": "start"})

    page = client.get(f"/work/visits/{visit.id}/").content.decode()

    assert "siakas näkee" in page


def test_a_structured_comment_needs_no_words_and_reaches_the_customer(world: World) -> None:
    visit = Visit.objects.get(id=world.ids["visit"])
    clock.set_to(visit.starts_at)
    client = world.client("p")
    client.post(f"/work/visits/{visit.id}/steps/", {"step": "start"})

    answer = client.post(f"/work/visits/{visit.id}/comments/", {"topic": "supplies", "text": ""})

    page = world.client("a").get(f"/my/visits/{visit.id}/").content.decode()
    assert answer.status_code == 302
    assert "Välineet tai aineet loppuivat" in page


def test_nobody_comments_before_the_work_or_48_hours_after_it(world: World) -> None:
    done, coming = Visit.objects.get(id=world.ids["done_visit"]), Visit.objects.get(id=world.ids["visit"])
    assert done.finished_at is not None
    answers = []
    for visit, moment in ((coming, world.at), (done, done.finished_at + timedelta(hours=48, seconds=5))):
        clock.set_to(moment)
        sent = world.client("p").post(f"/work/visits/{visit.id}/comments/", {"topic": "all_done", "text": ""})
        answers.append(sent.status_code)

    assert answers == [409, 409]


def test_another_customer_and_another_provider_get_404(world: World) -> None:
    visit_id = world.ids["done_visit"]

    assert world.client("b").get(f"/my/visits/{visit_id}/").status_code == 404
    assert world.client("q").post(f"/work/visits/{visit_id}/comments/", {"topic": "all_done"}).status_code == 404


def test_it_lies_sealed_in_the_database_and_each_reading_is_on_record(world: World) -> None:
    before = Entry.objects.filter(outcome="seen", categories__contains=["comment"]).count()
    world.client("a").get(f"/my/visits/{world.ids['done_visit']}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text::text FROM scheduling_comment")
        stored = [row[0] for row in cursor.fetchall()]

    assert len(stored) == 1
    assert COMMENT not in stored[0]
    assert Entry.objects.filter(outcome="seen", categories__contains=["comment"]).count() == before + 1


def test_control_without_its_row_in_the_table_of_rights_the_customer_could_not_read_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = Comment.objects.get()
    by = Actor.person(world.users["a"].pk, world.actor("a").role, subjects=frozenset({comment.subject_id}))
    monkeypatch.setattr(access, "ACCESS", ())

    with processing(by, Purpose.SERVICE_DELIVERY, world.at):
        assert is_withheld(Comment.objects.get().text)
