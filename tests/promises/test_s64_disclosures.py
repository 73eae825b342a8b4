"""Clause S64: what is given to a partner is written down, and the person reads to whom, what, why, when and how."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lupaus.communication import delivery, messages
from lupaus.communication.letters import Letter, Words
from lupaus.communication.models import Message
from lupaus.foundation import clock
from lupaus.partners import disclosures
from lupaus.partners.models import Partner, Way
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Basis, Category, Purpose
from lupaus.register.models import Customer, Merge
from lupaus.vault.reading import processing
from tests.communication.test_delivery import NOTE, Mailbox, mailbox
from tests.promises.partners import WHO, name_partner
from tests.support import SYSTEM, subject
from tests.world import World

__all__ = ["mailbox"]
PROMISE = Promise(
    "S64",
    State.PARTLY,
    missing="there is no export of chosen fields to a partner; what leaves is mail, text messages and addresses",
)


@pytest.fixture
def sent(world: World, mailbox: Mailbox) -> Mailbox:
    """Let a mail to A leave through a partner."""
    name_partner(world)
    mail_to_a(world)
    return mailbox


def mail_to_a(world: World) -> None:
    at = clock.now()
    to = Customer.objects.get(pk=world.ids["customer"]).subject_id
    letter = Letter("Käynti", (Words("Tulemme."),))
    message: Message = messages.send(NOTE, letter, to=to, by=SYSTEM, at=at, address="a@malli.example")
    with processing(SYSTEM, Purpose.MESSAGING, at):
        delivery.deliver(message.pk, at=at)


def test_a_reads_to_whom_what_why_and_how_and_b_reads_nothing_of_it(world: World, sent: Mailbox) -> None:
    pages = [world.client("a").get(path).content.decode() for path in ("/my/data/", "/my/data/given/")]
    other = world.client("b").get("/my/data/given/").content.decode()

    assert len(sent.mails) == 1
    for page in pages:
        for words in ("Posti Malli Oy", "Suomi", "sähköpostiosoite, lähetetyt viestit", "sopimus", "sähköpostina"):
            assert words in page
    assert "Posti Malli Oy" not in other
    assert "Tietojasi ei ole annettu ulkopuolisille" in other


def test_control_with_the_writing_down_switched_off_a_reads_nothing(
    world: World, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosures, "record", lambda *_args, **_kwargs: 0)
    name_partner(world)

    mail_to_a(world)

    assert len(mailbox.mails) == 1
    assert "Posti Malli Oy" not in world.client("a").get("/my/data/given/").content.decode()


def test_what_a_partner_is_not_declared_to_get_it_does_not_get(world: World, mailbox: Mailbox) -> None:
    name_partner(world, WHO | {"categories": ["email"]})

    mail_to_a(world)

    assert mailbox.mails == []
    assert "Posti Malli Oy" not in world.client("a").get("/my/data/given/").content.decode()


def test_what_was_given_of_a_customer_who_was_merged_is_shown_too(world: World) -> None:
    partner = Partner.objects.get(pk=name_partner(world))
    customer, was = Customer.objects.get(pk=world.ids["customer"]), subject()
    Merge.objects.create(
        kept=customer, was=was.pk, moved={}, merged_at=clock.now(), final_at=clock.now(), finished_at=clock.now()
    )
    give(partner, was.pk, 1)

    assert "Posti Malli Oy" in world.client("a").get("/my/data/given/").content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_asks_the_database_as_often_for_fifty_rows_as_for_one(
    world: World, count: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    partner = Partner.objects.get(pk=name_partner(world))
    give(partner, Customer.objects.get(pk=world.ids["customer"]).subject_id, count)
    world.client("a").get("/my/data/given/")

    with django_assert_max_num_queries(14):
        world.client("a").get("/my/data/given/")


def give(partner: Partner, to: object, count: int) -> None:
    for hours in range(count):
        disclosures.record(
            [to], partner.pk, [Category.EMAIL], purpose=Purpose.MESSAGING, basis=Basis.CONTRACT, way=Way.MAIL,  # type: ignore[list-item]
            at=clock.now() - timedelta(hours=hours),
        )  # fmt: skip
