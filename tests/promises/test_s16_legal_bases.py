"""Clause S16: nothing is kept without a basis in law, and no health note without explicit consent."""

import pytest
from django.db import connection
from django.test import Client

from lupaus.keys.keystore import Chain, KeyRef, keystore
from lupaus.orders.health import HealthAnswer
from lupaus.orders.models import HealthNote, Order
from lupaus.privacy import declarations
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import ART_9_BASES, SPECIAL
from tests.canaries import database, search
from tests.hostile.forms import forms_of
from tests.world import World

PROMISE = Promise("S16", State.PARTLY, missing="a purpose may stand on two bases, for different categories of data")

ADDRESS = "/order/address/"
NOTE = "Pähkinäpöly on hengenvaarallista"


@pytest.fixture
def visitor(built: World, world: World) -> Client:
    """Return the browser of somebody who is filling in an order."""
    client = Client()
    client.cookies = built.clients["ordering"].cookies.copy()
    return client


def tell(visitor: Client, *, agreed: bool) -> int:
    """Send the address screen with a health note; return the status of the answer."""
    page = visitor.get(ADDRESS).content.decode()
    (form,) = (form for form in forms_of(page, ADDRESS) if "health_note" in form.typed)
    fields = {**form.fields, "health_note": [NOTE]}
    fields.pop("health_consent", None)
    return visitor.post(ADDRESS, {**fields, "health_consent": ["on"]} if agreed else fields).status_code


def test_a_health_note_without_consent_is_refused_and_kept_nowhere(visitor: Client) -> None:
    before = HealthNote.objects.count()

    assert tell(visitor, agreed=False) == 422
    assert HealthNote.objects.count() <= before
    assert search(database(), [NOTE]) == []


def test_a_health_note_with_consent_is_kept_sealed(visitor: Client) -> None:
    assert tell(visitor, agreed=True) == 302
    assert HealthNote.objects.filter(draft__isnull=False, consent__withdrawn_at=None).count() == 1
    assert search(database(), [NOTE]) == []


def test_withdrawing_erases_the_note_and_leaves_the_order(
    world: World, django_capture_on_commit_callbacks: object
) -> None:
    order = Order.objects.get(id=world.ids["order"])
    key = KeyRef(order.subject_id, Chain.HEALTH)
    assert HealthNote.objects.filter(order=order).exists()
    assert key in keystore().keys_of([key])

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = world.client("a").post("/my/data/health/withdrawal/", {"confirm": "on"})

    assert answer.status_code == 302
    assert not HealthNote.objects.filter(subject_id=order.subject_id).exists()
    assert key not in keystore().keys_of([key])
    assert Order.objects.filter(id=order.id).exists()


def test_every_special_column_stands_on_a_condition_of_article_9() -> None:
    bases = {column.holds.basis for column in declarations.columns() if column.category in SPECIAL}

    assert bases
    assert bases <= ART_9_BASES


def test_every_personal_column_stands_on_a_basis() -> None:
    assert [column.name for column in declarations.columns() if column.holds.basis is None] == []


def test_control_without_the_guard_a_note_is_kept_without_consent(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HealthAnswer, "checked", lambda *, note, agreed: HealthAnswer(note))

    assert tell(visitor, agreed=False) == 302
    assert HealthNote.objects.filter(draft__isnull=False).count() == 1


def test_control_a_note_in_the_open_would_be_found(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table scratch as select %s::text as note", [NOTE])

    assert search(database(), [NOTE]) != []
