"""Clause S79: the notice is public, at addresses that stay, in three languages, for machines, in every version."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client

from lupaus.foundation import clock
from lupaus.orders.models import Order
from lupaus.privacy import policy, versions
from lupaus.privacy.models import Version
from lupaus.privacy.notice import compiler
from lupaus.privacy.proof.promise import Promise, State
from tests.support import SYSTEM
from tests.world import World

PROMISE = Promise("S79", State.ENFORCED)

PAGES = {"/tietosuoja": "fi", "/dataskydd": "sv", "/privacy": "en"}
CHANGES = {"/tietosuoja": "muutokset", "/dataskydd": "andringar", "/privacy": "changes"}
FORM = {
    "change_fi": "Säilytämme viestit lyhyemmän aikaa.",
    "change_sv": "Vi sparar meddelanden kortare tid.",
    "change_en": "We keep messages for a shorter time.",
}


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shorten(world: World) -> int:
    """Let the officer keep messages for less time and publish, and return the new version's number."""
    officer = world.client("privacy")
    assert officer.post("/desk/notice/choices/period/traces/", {"days": "177"}).status_code == 302
    assert officer.post("/desk/notice/publish/", FORM).status_code == 302
    return int(Client().get("/tietosuoja.json").json()["version"])


@pytest.mark.parametrize(("address", "language"), PAGES.items())
def test_anybody_reads_it_in_their_language(world: World, address: str, language: str) -> None:
    assert f'<article class="loose" lang="{language}">' in page(address)


def test_all_languages_and_the_machine_readable_one_are_the_same_version(world: World) -> None:
    body = Client().get("/tietosuoja.json").content
    listed, told = json.loads(body), body[body.index(b'"notices":') + len(b'"notices":') : -2]

    assert [notice["language"] for notice in listed["notices"]] == ["fi", "sv", "en"]
    assert hashlib.sha256(told).hexdigest() == listed["fingerprint"]
    for address in PAGES:
        assert listed["fingerprint"][:16] in page(address)


def test_every_page_links_to_it(world: World) -> None:
    for who, address in (("visitor", "/"), ("a", "/my/"), ("p", "/work/")):
        assert 'href="/tietosuoja"' in world.client(who).get(address).content.decode()


def test_it_is_the_one_compiled_from_the_running_declarations(world: World) -> None:
    assert not versions.is_behind(world.at)


@pytest.mark.parametrize("address", PAGES)
def test_an_old_version_is_read_for_ever(world: World, address: str) -> None:
    first = Client().get("/tietosuoja/v/1.json").content
    before = page(f"{address}/v/1")

    number = shorten(world)
    clock.set_to(world.at + timedelta(days=4000))

    assert Client().get("/tietosuoja/v/1.json").content == first
    after = page(f"{address}/v/1")
    assert before.partition('id="plain"')[2].partition("</article>")[0] in after
    assert "177" not in after.partition('id="periods"')[2].partition("</section>")[0]
    assert "177" in page(f"{address}/v/{number}").partition('id="periods"')[2].partition("</section>")[0]


@pytest.mark.parametrize("address", PAGES)
def test_what_differs_between_two_versions_is_shown(world: World, address: str) -> None:
    number = shorten(world)

    shown = page(f"{address}/v/{number}/{CHANGES[address]}/1")

    assert "<ins>177" in shown or "177" in "".join(shown.split("<ins>")[1:])
    assert "<del>" in shown
    assert all(FORM[name] in page(f"{place}/{_list(place)}") for name, place in zip(FORM, PAGES, strict=True))


def test_a_version_that_is_not_there_is_not_found(world: World) -> None:
    for number in ("0", "999", "99999999999999999999"):
        assert Client().get(f"/tietosuoja/v/{number}").status_code == 404


def test_an_order_says_which_version_its_customer_saw(world: World) -> None:
    order = Order.objects.get(id=world.ids["order"])
    version = versions.by_fingerprint(order.notice_hash)

    assert version is not None
    assert page(f"/tietosuoja/v/{version.number}")


def test_control_a_program_that_does_otherwise_is_told_on_the_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ohjelmamme on muuttunut" not in page("/tietosuoja")
    monkeypatch.setattr(compiler.declarations, "columns", list)
    compiler._from_declarations.cache_clear()
    changed = page("/tietosuoja")
    monkeypatch.undo()
    compiler._from_declarations.cache_clear()

    assert "Ohjelmamme on muuttunut" in changed
    assert versions.current(world.at) == Version.objects.first()


def test_control_without_versions_the_text_would_change_under_its_readers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Client().get("/tietosuoja.json").json()["fingerprint"]
    policy.keep("traces", 177, by=SYSTEM, at=world.at)
    assert Client().get("/tietosuoja.json").json()["fingerprint"] == before

    monkeypatch.setattr(versions, "current", lambda at: None)

    assert Client().get("/tietosuoja.json").json()["fingerprint"] != before


def _list(place: str) -> str:
    return {"/tietosuoja": "versiot", "/dataskydd": "versioner", "/privacy": "versions"}[place]
