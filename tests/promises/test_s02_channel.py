"""Clause S2: the address for register matters works, and when it does not it is red within the hour."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lupaus.communication import carriers
from lupaus.foundation import clock
from lupaus.jobs import periodic
from lupaus.jobs.models import LastRun
from lupaus.privacy import live
from lupaus.privacy.models import Probe
from lupaus.privacy.proof.promise import Promise, State
from lupaus.privacy.proof.rows import ROWS
from tests.world import World

PROMISE = Promise("S2", State.PARTLY, missing="requests have no cases of their own that are routed to the contact")

SENTENCE = next(row.text.fi for row in ROWS if row.name == "S2")


def leave_vacant(world: World) -> None:
    answer = world.client("privacy").post(reverse("desk:contact"), {"role": "", "email": ""})
    assert answer.status_code == 302


def try_channel(world: World) -> None:
    """Let the hourly job send the day's letter, as the clock does."""
    LastRun.objects.filter(verb="privacy.try_channel").delete()
    periodic.run_due(clock.now())


@pytest.fixture
def dead_mail(settings: Settings) -> None:
    """Let nobody answer where the mail server was."""
    settings.LUPAUS_EMAIL_URL = "smtp://127.0.0.1:1"
    carriers._mail.cache_clear()


def red_page() -> str:
    page = Client().get("/lupaukset").content.decode()
    return " ".join(re.findall(r'<div class="promise broken"><p>(.*?)</p>', page))


def test_a_vacant_post_is_red_at_the_next_check(world: World) -> None:
    leave_vacant(world)

    live.run("channel", at=clock.now())

    assert SENTENCE in red_page()


@pytest.mark.usefixtures("dead_mail")
def test_a_mail_server_that_is_broken_is_red_within_the_hour(world: World) -> None:
    try_channel(world)

    assert Probe.objects.exclude(error="").exists()
    assert SENTENCE in red_page()


@pytest.mark.usefixtures("dead_mail")
def test_control_without_the_letter_a_dead_address_is_not_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lupaus.privacy.channel.probes.send_due", lambda **_: None)

    try_channel(world)

    assert SENTENCE not in red_page()
