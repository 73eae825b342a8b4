"""The live checks of ours: each finds the fault it looks for, and nothing in a sound installation."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from pytest_django.fixtures import Settings

from lupaus.accounts import actors
from lupaus.accounts.models import Signature
from lupaus.jobs import periodic, watch
from lupaus.jobs.models import LastRun
from lupaus.orders import drafts
from lupaus.privacy import live
from lupaus.privacy.live import CHECKS, attestations
from lupaus.privacy.live.checks import constraints, cookies
from lupaus.privacy.models import SeenCookie
from lupaus.promises import Actor, Role
from tests.support import NOON, account, subject

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def found(code: str, at: object = NOON) -> dict[str, tuple[str, ...]]:
    """Return what one check finds, with the promises it makes untrue."""
    return {each.what: each.rows or CHECKS[code].rows for each in CHECKS[code].look(at)}


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("code", sorted(set(CHECKS) - {"jobs"}))
def test_a_sound_installation_has_no_defect(code: str) -> None:
    assert found(code) == {}


# ── The database ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sql", "row"),
    [
        ("alter table scheduling_occupation drop constraint provider_is_in_one_place_at_a_time", "S36"),
        ("alter table scheduling_rating drop constraint rating_has_one_to_five_stars", "S44"),
        ("drop index visit_is_accepted_by_one", "S42"),
        ("alter table accounts_agreement drop constraint agreement_text_is_what_its_hash_names", "S70"),
        ("alter table billing_invoice disable trigger billing_credit_stays_within", "S40"),
    ],
)
def test_what_the_database_refuses_no_more_is_found(sql: str, row: str) -> None:
    run(sql)

    (rows,) = found("constraints").values()
    assert row in rows


def test_a_column_that_is_not_unique_any_more_is_found() -> None:
    run("""do $$ declare name text; begin
      select conname into name from pg_constraint where conrelid = 'privacy_probe'::regclass and contype = 'u';
      execute 'alter table privacy_probe drop constraint ' || name; end $$""")

    assert "privacy: unique privacy_probe.token_hash is missing in the database" in found("constraints")


def test_the_needs_are_read_from_models_and_migrations_alike() -> None:
    names = {need.name for need in constraints.needs()}

    assert {
        "journal_entry_is_append_only",
        "defect_is_open_once",
        "reference communication_message.subject_id",
    } <= names
    assert len(names) > 100


@pytest.mark.parametrize("trigger", ["is_append_only", "is_never_emptied"])
def test_a_journal_that_can_be_changed_is_found(trigger: str) -> None:
    run(f"alter table journal_entry disable trigger journal_entry_{trigger}")

    assert found("guards") == {"table journal_entry can be changed or emptied": ("S76",)}


def test_a_table_that_nobody_declared_is_found() -> None:
    run("create table copy_of_customers (name text)")

    assert "table copy_of_customers is covered by no declaration" in found("tables")


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_that_was_begun_and_should_be_gone_is_found() -> None:
    drafts.open_draft(by=Actor.visitor(), at=NOON)

    assert found("retention", NOON + timedelta(hours=25)) == {}
    (rows,) = found("retention", NOON + timedelta(hours=28)).values()
    assert rows == ("S66", "S15")


def test_before_the_first_minute_of_a_worker_nothing_is_missed() -> None:
    assert found("jobs") == {}


def test_work_that_never_ran_is_missed_when_its_time_is_over() -> None:
    LastRun.objects.create(verb="communication.wake_due", at=NOON)

    assert "orders.sweep_drafts has never been done" not in found("jobs", NOON + timedelta(hours=1))
    assert found("jobs", NOON + timedelta(hours=3))["orders.sweep_drafts has never been done"] == ("S15", "S66")


@pytest.fixture
def done() -> None:
    """Let everything have been done at noon."""
    LastRun.objects.bulk_create(LastRun(verb=chore.verb, at=NOON) for chore in periodic.chores())


def test_work_that_is_done_in_time_is_not_missed(done: None) -> None:
    assert found("jobs", NOON + timedelta(minutes=20)) == {}


def test_a_worker_that_stands_still_is_found(done: None) -> None:
    assert "orders.sweep_drafts is late" in found("jobs", NOON + timedelta(hours=3))


def test_work_that_was_taken_out_of_the_program_is_found(done: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(periodic._chores, "orders.sweep_drafts")

    assert found("jobs") == {"orders.sweep_drafts is no part of the program any more": ("S15", "S66")}


def test_work_that_fails_is_found_until_it_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = True

    def work(**_: object) -> None:
        if broken:
            raise ZeroDivisionError

    chore = periodic.Chore(
        "orders.sweep_drafts", periodic._chores["orders.sweep_drafts"].purpose, work, timedelta(hours=1)
    )
    monkeypatch.setattr(periodic, "_chores", {"orders.sweep_drafts": chore})
    periodic.run_due(NOON)
    assert "orders.sweep_drafts fails" in found("jobs", NOON)

    broken = False
    periodic.run_due(NOON + timedelta(hours=1))
    assert "orders.sweep_drafts fails" not in found("jobs", NOON + timedelta(hours=1))


def test_every_piece_of_clock_driven_work_says_what_it_keeps() -> None:
    assert list(watch.verbs()) == []


# ── Cookies ──────────────────────────────────────────────────────────────────────────────────────────────────


class Tracking:
    """A middleware that somebody has added: every answer sets one cookie more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.set_cookie("visitor_id", "1234")
        return response


def test_a_cookie_that_nobody_declared_is_found_on_the_public_pages(settings: Settings) -> None:
    settings.MIDDLEWARE = [f"{__name__}.Tracking", *settings.MIDDLEWARE]

    assert found("cookies") == {"cookie visitor_id is set and not declared": ("S47",)}
    assert not SeenCookie.objects.exists()


def test_a_cookie_set_anywhere_is_noted_as_it_leaves_and_counts_for_a_day(settings: Settings) -> None:
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.Tracking"]):
        Client().get("/no-such-page/")
    seen = SeenCookie.objects.get()

    assert list(found("cookies", seen.seen_at)) == ["cookie visitor_id is set and not declared"]
    assert found("cookies", seen.seen_at + 25 * timedelta(hours=1)) == {}


def test_the_crawl_reaches_the_pages_and_sees_their_cookies() -> None:
    assert set(cookies.set_on(cookies.PAGES)) & cookies.declared()


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_role_that_ended_and_still_opens_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    user = account("office@example.fi", Role.OFFICE)
    user.grants.update(until=NOON - DAY)
    assert found("access") == {}

    real = actors.queries.roles_and_secrecy
    monkeypatch.setattr(
        actors.queries, "roles_and_secrecy", lambda *known: (real(*known)[0] | {Role.OFFICE}, real(*known)[1])
    )
    assert "a role that has ended still opens: 1 accounts" in found("access")


def test_a_signature_that_ended_and_still_binds_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    user = account("office@example.fi", Role.OFFICE)
    Signature.objects.filter(subject=user.subject_id).update(until=NOON - DAY)
    assert found("access") == {}

    monkeypatch.setattr(Actor, "must_sign", lambda *_: False)
    assert "a signature that has ended still binds: 1 accounts" in found("access")


def test_an_attestation_counts_until_its_day() -> None:
    by = Actor.person(get_user_model()().pk, Role.PRIVACY)
    attestations.attest("locked_archive", by=by, at=NOON)

    assert found("attestations", NOON + 179 * DAY) == {}
    assert found("attestations", NOON + 180 * DAY) == {"attestation locked_archive is overdue": ("S78",)}


@pytest.mark.parametrize("code", ["locked_archive", "no_such"])
def test_only_the_officer_and_owners_vouch_and_only_for_what_there_is(code: str) -> None:
    by = Actor.person(subject().pk, Role.OFFICE)

    with pytest.raises((attestations.NotYours, attestations.NoSuchMatter)):
        attestations.attest(code, by=by, at=NOON)


# ── The installation ─────────────────────────────────────────────────────────────────────────────────────────


def test_keys_that_lie_with_the_data_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.LUPAUS_HOME, settings.LUPAUS_KEYS = tmp_path, tmp_path / "files" / "keys"

    assert found("deployment") == {"keys lie in a folder that is served or copied with the data": ("S77",)}


def test_keys_that_others_may_reach_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.LUPAUS_KEYS = tmp_path / "keys"
    settings.LUPAUS_KEYS.mkdir(mode=0o700)
    assert found("deployment") == {}

    settings.LUPAUS_KEYS.chmod(0o755)
    assert found("deployment") == {"others on this machine may enter the folder of keys": ("S77",)}


def test_insides_that_are_shown_are_found(settings: Settings) -> None:
    settings.DEBUG, settings.LUPAUS_DEVELOPMENT = True, False

    assert found("deployment") == {"errors are shown with their insides": ("S77",)}


def test_everything_is_looked_at_within_a_second_or_so() -> None:
    live.run_all(at=NOON)

    assert set(live.state(NOON).ran) == set(CHECKS)
