"""Clause S70: a confidentiality agreement binds everybody who works here; without one no personal data opens."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lupaus.accounts import confidentiality
from lupaus.accounts.models import Signature
from lupaus.foundation import clock
from lupaus.journal.models import Entry
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Actor, Purpose, Role
from lupaus.register.models import Customer
from lupaus.vault.reading import is_withheld, processing
from tests.support import SYSTEM
from tests.world import AINO, World

PROMISE = Promise("S70", State.ENFORCED)

PAGE = "/account/confidentiality/"
WORK = {"office": "/staff/customers/", "owner": "/staff/people/", "privacy": "/desk/", "p": "/work/"}


def end_signature(world: World, who: str, *, at: object = None) -> None:
    """Let the signature of somebody end now, or at a moment."""
    ends = clock.now() - timedelta(seconds=2) if at is None else at
    subjects = world.actor(who).subjects
    Signature.objects.filter(subject__in=subjects).update(until=ends)


@pytest.mark.parametrize("who", WORK)
def test_whose_signature_has_ended_is_shown_the_agreement_at_the_next_request(world: World, who: str) -> None:
    before = world.client(who).get(WORK[who]).status_code
    end_signature(world, who)

    answer = world.client(who).get(WORK[who])

    assert before == 200
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, PAGE)
    assert "Allekirjoita" in world.client(who).get(PAGE).content.decode()


@pytest.mark.parametrize("who", WORK)
def test_a_program_gets_403(world: World, who: str) -> None:
    end_signature(world, who)

    assert world.client(who).get(WORK[who], headers={"accept": "application/json"}).status_code == 403


def test_it_ends_at_its_second_within_a_sign_in(world: World) -> None:
    end = clock.now() + timedelta(hours=1)
    end_signature(world, "office", at=end)

    clock.set_to(end - timedelta(seconds=5))
    before = world.client("office").get("/staff/customers/").status_code
    clock.set_to(end + timedelta(seconds=1))

    assert (before, world.client("office").get("/staff/customers/").status_code) == (200, 302)


def test_nothing_opens_even_where_a_page_forgets_to_ask(world: World) -> None:
    """The rule stands in `processing`: whoever forgets it sees nothing."""
    at = clock.now()
    for role, purpose in ((Role.OFFICE, Purpose.CUSTOMER_CARE), (Role.OWNER, Purpose.WORKFORCE)):
        with processing(Actor.person(world.users["office"].pk, role), purpose, at):
            assert all(is_withheld(each.email) for each in Customer.objects.all())


def test_whoever_signs_goes_on_and_the_signature_says_when_and_which_words(world: World) -> None:
    end_signature(world, "office")
    version = confidentiality.current()
    assert version is not None

    world.client("office").post(PAGE, {"name": "Tiina Toimisto", "read": version.text_hash})

    assert world.client("office").get("/staff/customers/").status_code == 200
    signature = Signature.objects.order_by("signed_at").last()
    assert signature is not None
    assert (signature.text_hash, signature.agreement) == (version.text_hash, version)
    assert abs(signature.signed_at - clock.now()) < timedelta(minutes=1)
    assert Entry.objects.filter(action="agreement.signed", about=signature.pk).exists()


def test_a_new_version_that_binds_everybody_is_signed_by_everybody(world: World) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    confidentiality.publish("Toinen versio.", by=SYSTEM, at=clock.now(), binding_from=tomorrow)
    clock.set_to(tomorrow + timedelta(seconds=1))

    assert [world.client(who).get(WORK[who]).status_code for who in WORK] == [302] * len(WORK)


def test_a_customer_signs_nothing(world: World) -> None:
    assert AINO.email.lower() in world.client("a").get("/my/data/").content.decode().lower()
    assert world.client("a").get(PAGE).status_code == 404


@pytest.mark.parametrize("who", ["office", "p", "a"])
def test_roles_and_signature_together_cost_a_page_one_query(world: World, who: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        world.client(who).get(WORK.get(who, "/my/"))

    asked = [each["sql"] for each in seen if re.search("accounts_(grant|signature|agreement)", each["sql"])]
    assert len(asked) == 1


def test_control_with_a_signature_in_force_the_same_page_shows_people(world: World) -> None:
    assert [world.client(who).get(WORK[who]).status_code for who in WORK] == [200] * len(WORK)
    with processing(world.actor("office"), Purpose.CUSTOMER_CARE, clock.now()):
        assert not any(is_withheld(each.email) for each in Customer.objects.all())


def test_control_without_the_rule_an_unsigned_actor_would_read_it_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Actor, "must_sign", lambda _self, _at: False)
    end_signature(world, "office")

    with processing(Actor.person(world.users["office"].pk, Role.OFFICE), Purpose.CUSTOMER_CARE, clock.now()):
        assert not any(is_withheld(each.email) for each in Customer.objects.all())
    assert world.client("office").get("/staff/customers/").status_code == 200
