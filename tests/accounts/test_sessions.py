"""The session engine: sealed, hashed, swept, sealed anew."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError

from lupaus.accounts import sessions
from lupaus.accounts.models import Session
from lupaus.accounts.sessions import SessionStore
from lupaus.foundation import clock
from lupaus.keys import keystore
from tests.support import NOON

pytestmark = pytest.mark.django_db


def kept(**held: object) -> SessionStore:
    store = SessionStore()
    store.update(held)
    store.create()
    return store


def test_what_is_put_in_is_read_back_and_lies_sealed() -> None:
    store = kept(word="kanarialintu")

    row = Session.objects.get()
    assert SessionStore(store.session_key)["word"] == "kanarialintu"
    assert b"kanarialintu" not in bytes(row.sealed)
    assert store.session_key not in row.key_hash


def test_an_ended_session_does_not_come_back() -> None:
    store = kept(word="x")
    other = SessionStore(store.session_key)
    other.load()
    store.delete()

    with pytest.raises(UpdateError):
        other.save()

    assert Session.objects.count() == 0


def test_a_changed_row_opens_as_an_empty_session_under_a_new_key() -> None:
    store = kept(word="x")
    Session.objects.update(sealed=b"\0\0\0\1" + b"y" * 60)

    again = SessionStore(store.session_key)

    assert (again.get("word"), again.session_key) == (None, None)


def test_a_visitors_session_ends_after_a_day_without_use() -> None:
    with time_machine.travel(NOON, tick=False) as wall:
        store = kept(word="x")
        wall.shift(timedelta(hours=23))
        alive = SessionStore(store.session_key).get("word")
        wall.shift(timedelta(hours=1))

        assert (alive, SessionStore(store.session_key).get("word")) == ("x", None)
        assert sessions.sweep(clock.wall()) == 1


def test_the_cookie_of_a_visitor_lives_a_day() -> None:
    assert SessionStore().get_expiry_age() == 24 * 60 * 60


def test_sessions_outlive_the_weekly_change_of_the_key() -> None:
    store = kept(word="kanarialintu")

    keystore.rotate(also=[lambda: sessions.reseal(clock.wall())])

    assert SessionStore(store.session_key).get("word") == "kanarialintu"


def test_without_sealing_anew_they_would_not() -> None:
    """The control of the test above."""
    store = kept(word="kanarialintu")

    keystore.rotate()

    assert SessionStore(store.session_key).get("word") is None


def test_the_base_engine_asks_for_sweeping() -> None:
    kept(word="x")

    SessionStore.clear_expired()

    assert Session.objects.count() == 1
    assert Session.objects.get().user is None
