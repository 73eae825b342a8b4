"""Clause S79: the notice is public, always at the same addresses, in three languages and for machines."""

import pytest
from django.test import Client

from lupaus.privacy import versions
from lupaus.privacy.notice import compiler, fingerprint
from lupaus.privacy.proof.promise import Promise, State
from tests.world import World

PROMISE = Promise("S79", State.PARTLY, missing="old versions and their differences are not kept")

PAGES = {"/tietosuoja": "fi", "/dataskydd": "sv", "/privacy": "en"}


@pytest.mark.parametrize(("address", "language"), PAGES.items())
def test_anybody_reads_it_in_their_language(world: World, address: str, language: str) -> None:
    page = Client().get(address)

    assert page.status_code == 200
    assert f'<article class="loose" lang="{language}">' in page.content.decode()


def test_all_languages_and_the_machine_readable_one_are_the_same_version(world: World) -> None:
    listed = Client().get("/tietosuoja.json").json()

    assert [notice["language"] for notice in listed["notices"]] == ["fi", "sv", "en"]
    for address in PAGES:
        assert listed["fingerprint"][:16] in Client().get(address).content.decode()


def test_every_page_links_to_it(world: World) -> None:
    for who, page in (("visitor", "/"), ("a", "/my/"), ("p", "/work/")):
        assert 'href="/tietosuoja"' in world.client(who).get(page).content.decode()


def test_it_is_the_one_compiled_from_the_running_declarations(world: World) -> None:
    assert Client().get("/tietosuoja.json").json()["fingerprint"] == fingerprint.of(versions.running(world.at))


def test_control_other_declarations_are_another_version(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.of(versions.running(world.at))
    monkeypatch.setattr(compiler.declarations, "columns", list)
    compiler._from_declarations.cache_clear()
    changed = fingerprint.of(versions.running(world.at))
    monkeypatch.undo()
    compiler._from_declarations.cache_clear()

    assert changed != before
