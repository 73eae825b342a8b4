"""Clause S2: somebody answers in register matters; while the post is vacant, nothing is published."""

import pytest
from django.test import Client

from lupaus.orders.models import HealthConsent
from lupaus.privacy import blockers, versions
from lupaus.privacy.proof.promise import Promise, State
from tests.world import World

PROMISE = Promise("S2", State.ENFORCED)

FORM = {"change_fi": "Hoitaja vaihtui.", "change_sv": "Ny kontakt.", "change_en": "New contact."}
PAGES = ("/tietosuoja", "/dataskydd", "/privacy")


def name(world: World, role: str, email: str) -> None:
    answer = world.client("privacy").post("/desk/notice/choices/contact/", {"role": role, "email": email})
    assert answer.status_code == 302


def publish(world: World) -> int:
    return world.client("privacy").post("/desk/notice/publish/", FORM).status_code


def test_the_notice_names_a_role_and_an_address(world: World) -> None:
    assert all("tietosuoja@malli.example" in Client().get(page).content.decode() for page in PAGES)


def test_while_the_post_is_vacant_nothing_is_published(world: World) -> None:
    name(world, "", "")

    assert publish(world) == 422
    assert "Rekisteriasioiden hoitaja puuttuu" in world.client("privacy").get("/desk/notice/").content.decode()
    version = versions.current(world.at)
    assert version is not None
    assert version.number == 1


def test_a_new_contact_is_published_in_every_language(world: World) -> None:
    name(world, "Rekisterien hoitaja", "rekisterit@malli.example")

    assert publish(world) == 302
    assert all("rekisterit@malli.example" in Client().get(page).content.decode() for page in PAGES)


def test_a_consent_says_which_notice_was_shown(world: World) -> None:
    consent = HealthConsent.objects.first()

    assert consent is not None
    assert versions.by_fingerprint(consent.notice_hash) is not None


def test_control_without_the_reason_a_vacant_post_is_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    name(world, "", "")
    monkeypatch.setattr(blockers, "_CHECKS", [])

    assert publish(world) == 302
    assert "Tehtävä on avoinna" in Client().get("/tietosuoja").content.decode()
